import { createPrivateKey, randomBytes, randomUUID, webcrypto } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
// @peculiar/x509 asks for the polyfill before it is loaded.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { S3_TEST_KEYS, s3TestServer } from '../../kernel/evidence/s3-server.fixture.ts'
import { stepAt, totpCode } from '../../kernel/identity/secrets/totp.ts'
import { openTestProvider, type TestProvider } from '../../kernel/identity/test/provider.ts'
import { clientOf, type Client } from '../chaos/client.ts'
import {
  nodePlace,
  runVerb,
  startNodeProcess,
  type NodePlace,
  type NodeProcess,
} from '../chaos/node-process.ts'
import { managedServer, type ManagedServer } from './managed-server.ts'

/** Half a minute of processes: the full run alone. */
const FULL = process.env['BASINET_FULL'] === '1'

/**
 * docs/operating/install.md from its first line to a restored copy, as an operator follows it: a managed PostgreSQL with two
 * logins, TLS served by the node, evidence in an object store, a sign-in provider, the first administrators.
 */
const PATIENCE = { timeout: 240_000 }
const HOUR_MS = 3_600_000
const PASSWORD = 'nine pelicans past the old jetty'
const CANARY = `canary-${randomUUID()}`

let place: NodePlace
let server: ManagedServer
let bucket: Awaited<ReturnType<typeof s3TestServer>>
let provider: TestProvider
let env: Record<string, string>
let node: NodeProcess
let url = ''
let first = { username: '', password: '' }
let admin: Client
let evidence = ''
const authorities = getCACertificates('default')

beforeAll(async () => {
  place = await nodePlace()
  server = await managedServer(join(place.dir, 'server'))
  bucket = await s3TestServer('evidence')
  provider = await openTestProvider('basinet')
  env = {
    ...(await server.database('basinet')),
    ...(await certificate(place.dir)),
    ...objectStore(place.dir, 'lca'),
    BASINET_OIDC_ISSUER: provider.issuer,
    BASINET_OIDC_CLIENT_ID: 'basinet',
    BASINET_OIDC_STRONG_AMR: 'mfa',
    BASINET_PUBLIC_URL: `https://localhost:${place.env['BASINET_PORT'] ?? ''}`,
  }
  url = env['BASINET_PUBLIC_URL'] ?? ''
}, 180_000)
afterAll(async () => {
  setDefaultCACertificates(authorities)
  await node?.kill('SIGTERM')
  await provider?.close()
  await bucket?.close()
  await server?.stop()
  place?.remove()
}, 90_000)

/** A certificate of its own authority, as a nation without a public one makes it. */
async function certificate(dir: string): Promise<Record<string, string>> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  x509.cryptoProvider.set(webcrypto as never)
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomBytes(8).toString('hex').replace(/^./, '1'),
    name: 'CN=localhost',
    notBefore: new Date(Date.now() - HOUR_MS),
    notAfter: new Date(Date.now() + 48 * HOUR_MS),
    signingAlgorithm: algorithm,
    keys: keys as never,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const files = { cert: join(dir, 'tls.pem'), key: join(dir, 'tls.key') }
  writeFileSync(files.cert, made.toString('pem'))
  writeFileSync(files.key, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  setDefaultCACertificates([...authorities, made.toString('pem')])
  return { BASINET_TLS_CERT: files.cert, BASINET_TLS_KEY: files.key, BASINET_HOST: '127.0.0.1' }
}

function objectStore(dir: string, prefix: string): Record<string, string> {
  const file = join(dir, 's3-login')
  writeFileSync(file, `${S3_TEST_KEYS.accessKeyId}\n${S3_TEST_KEYS.secretAccessKey}\n`, { mode: 0o600 })
  return {
    BASINET_S3_ENDPOINT: bucket.endpoint,
    BASINET_S3_BUCKET: 'evidence',
    BASINET_S3_REGION: S3_TEST_KEYS.region,
    BASINET_S3_CREDENTIALS_FILE: file,
    BASINET_S3_PREFIX: prefix,
  }
}

const here = (): NodePlace => ({ ...place, env: { ...place.env, ...env } })

async function post(
  path: string,
  body: object,
  cookie = '',
): Promise<{ body: Record<string, unknown>; cookie: string }> {
  const answer = await fetch(`${url}/api/v1/session/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-basinet': '1', cookie },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  const set = answer.headers.get('set-cookie')
  return { body: JSON.parse(text) as Record<string, unknown>, cookie: set?.split(';')[0] ?? cookie }
}

/** RFC 4648 base32 back to bytes and on to a code (RFC 6238), as an authenticator application does it. */
function codeFor(secret: string): string {
  const digits = Array.from(secret, (c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  )
  const bytes =
    digits
      .join('')
      .match(/.{8}/g)
      ?.map((b) => Number.parseInt(b, 2)) ?? []
  return totpCode(Buffer.from(bytes), stepAt(new Date()))
}

async function give(name: string, input: object, record: object = {}): Promise<string> {
  const envelope = { commandId: randomUUID(), input, ...record }
  const answer = await admin.call('POST', `/api/v1/commands/${name}`, envelope)
  if (answer.kind !== 'done') throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return String(answer.body['recordId'])
}

describe.runIf(FULL)('the page on installing', () => {
  it('init makes the node on the two logins and prints its administrator once', PATIENCE, async () => {
    const made = await runVerb(here(), ['init', '--nation', 'LCA', '--name', 'Test Centre'])
    expect(made).toMatchObject({ code: 0 })
    first = {
      username: /Administrator: (\S+)/.exec(made.stdout)?.[1] ?? '',
      password: /sign-in\): (\S+)/.exec(made.stdout)?.[1] ?? '',
    }
    expect(first.username).toBe('administrator')
    const again = await runVerb(here(), ['init', '--nation', 'LCA'])
    expect(again.code).toBe(1)
  })

  it('serves the console and its health over TLS, and says nothing in clear', PATIENCE, async () => {
    node = startNodeProcess(here())
    expect(await node.ready).toBe(url)
    const health = (await (await fetch(`${url}/health`)).json()) as Record<string, unknown>
    expect(health).toMatchObject({ nation: 'LCA', database: expect.anything() })
    const page = await fetch(`${url}/`)
    expect(page.status).toBe(200)
    expect(page.headers.get('strict-transport-security')).toMatch(/max-age=/)
    await expect(fetch(url.replace('https', 'http'))).rejects.toThrow()
    expect(node.output()).not.toContain(first.password)
  })

  it(
    'the administrator changes the password, enrols a second factor and has rights only then',
    PATIENCE,
    async () => {
      let session = await post('password', first)
      session = await post('password/change', { current: first.password, password: PASSWORD }, session.cookie)
      const begun = await post('totp', {}, session.cookie)
      session = await post('totp/confirm', { code: codeFor(String(begun.body['secret'])) }, session.cookie)
      expect(session.body['recoveryCodes']).toHaveLength(10)
      admin = clientOf(url, session.cookie)
      expect(await admin.call('GET', '/api/v1/audit/head')).toMatchObject({ kind: 'done' })
    },
  )

  it(
    'a second administrator is appointed, bound to the provider, and comes in through it',
    PATIENCE,
    async () => {
      const agency = await give('agency.create', { name: 'Royal Saint Lucia Police Force', code: 'RSLPF' })
      const unit = await give('unit.create', { name: 'Special Branch', code: 'SB', agency })
      const input = {
        name: 'Second Person',
        rank: 'Inspector',
        username: 'second',
        agency,
        unit,
        language: 'en',
      }
      const person = await give('person.register', input)
      await give('person.appoint-second', {}, { recordId: person, expectedRev: 1, reason: 'first day' })
      const bound = await admin.call('POST', `/api/v1/people/${person}/oidc`, { subject: 'subject-1' })
      expect(bound).toMatchObject({ kind: 'done', body: { bound: true } })
      provider.claims = { sub: 'subject-1', amr: ['mfa'] }
      const started = await fetch(`${url}/api/v1/session/oidc/start`, { redirect: 'manual' })
      const back = await provider.authorize(started.headers.get('location') ?? '')
      const cookie = started.headers.get('set-cookie')?.split(';')[0] ?? ''
      const answer = await fetch(back, { headers: { cookie } })
      expect(answer.status).toBe(200)
      const session = answer.headers.getSetCookie().find((c) => !/Max-Age=0|Expires=Thu, 01 Jan 1970/.test(c))
      const second = clientOf(url, session?.split(';')[0] ?? '')
      expect(await second.call('GET', '/api/v1/session')).toMatchObject({
        kind: 'done',
        body: { person: { name: 'Second Person' } },
      })
    },
  )

  it('an evidence file lies in the object store, encrypted, and nowhere here', PATIENCE, async () => {
    const content = Buffer.concat([Buffer.from(CANARY), randomBytes(1_500_000)])
    const agency = await give('agency.create', { name: 'Customs', code: 'CUS' })
    const about = { type: 'agency', id: agency }
    const begun = await admin.call('POST', '/api/v1/evidence', { sizeBytes: content.length, about })
    const path = `/api/v1/evidence/uploads/${begun.kind === 'done' ? String(begun.body['uploadId']) : ''}`
    expect(await admin.call('PATCH', path, content, { 'upload-offset': '0' })).toMatchObject({ kind: 'done' })
    const kept = await admin.call('POST', `${path}/keep`, {
      name: 'sea.bin',
      mediaType: 'application/octet-stream',
      about,
    })
    evidence = kept.kind === 'done' ? String(kept.body['recordId']) : ''
    expect((await admin.bytes(`/api/v1/evidence/${evidence}`)).equals(content)).toBe(true)
    expect([...bucket.objects.keys()].filter((key) => key.startsWith('lca/'))).toHaveLength(2)
    expect([...bucket.objects.values()].some((bytes) => bytes.includes(CANARY))).toBe(false)
    expect(existsSync(join(place.dataDir, 'evidence'))).toBe(false)
  })

  it(
    'a set restored into another database and another bucket folder serves the same file',
    PATIENCE,
    async () => {
      const made = await runVerb(here(), ['backup', join(place.dir, 'backups')])
      expect(made).toMatchObject({ code: 0 })
      const set = made.stdout.trim()
      expect(await node.kill('SIGTERM')).toEqual({ code: 0, signal: null })
      const dataDir = join(place.dir, 'data2')
      mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
      cpSync(join(place.dataDir, 'node.json'), join(dataDir, 'node.json'))
      cpSync(join(set, 'keyring.json'), join(dataDir, 'keys/keyring.json'))
      env = {
        ...env,
        ...(await server.database('restored')),
        ...objectStore(place.dir, 'other'),
        BASINET_DATA: dataDir,
      }
      const restored = await runVerb(here(), ['restore', set])
      expect(restored).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('is sound'),
        stderr: expect.not.stringContaining('basinet:'),
      })
      node = startNodeProcess(here())
      await node.ready
      const session = await post('password', { username: 'administrator', password: PASSWORD }).catch(String)
      // The password holds and the second factor is asked for: the account came back whole.
      expect(session).toContain('identity.totp-needed')
      const objects = [...bucket.objects.keys()].filter((key) => key.startsWith('other/'))
      expect(objects).toHaveLength(2)
      expect(await runVerb(here(), ['audit', 'verify'])).toMatchObject({ code: 0 })
    },
  )

  it(
    'a node whose evidence would be left behind in a directory does not start before it is copied',
    PATIENCE,
    async () => {
      await node.kill('SIGTERM')
      const folder = join(env['BASINET_DATA'] ?? '', 'evidence')
      for (const [key, bytes] of bucket.objects) {
        const [prefix, id, name] = key.split('/') as [string, string, string]
        if (prefix !== 'other') continue
        const to = join(folder, id.slice(-2), id.slice(-4, -2), id)
        mkdirSync(to, { recursive: true })
        writeFileSync(join(to, name), bytes)
      }
      for (const key of bucket.objects.keys()) if (key.startsWith('other/')) bucket.objects.delete(key)
      const refused = await runVerb(here(), ['start'])
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('basinet evidence copy') })
      const copied = await runVerb(here(), ['evidence', 'copy'])
      expect(copied).toMatchObject({ code: 0, stdout: expect.stringContaining('1 files, 2 chunks copied') })
      expect([...bucket.objects.keys()].filter((key) => key.startsWith('other/'))).toHaveLength(2)
      expect(readdirSync(env['BASINET_DATA'] ?? '')).toContain('evidence.copied')
      node = startNodeProcess(here())
      await node.ready
    },
  )
})
