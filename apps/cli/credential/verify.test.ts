import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { achievementCredential, addProof, didKeyOf, encodeJwt, publicKeyOf } from '@basinet/open-badges'
import { afterAll, expect, test } from 'vitest'
import { credentialVerify } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'basinet-credential-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = { seed: new Uint8Array(32).fill(1) }
const did = didKeyOf(publicKeyOf(key))
const certificate = achievementCredential({
  id: 'urn:uuid:1',
  issuer: { id: did, name: 'Example academy' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2028-01-01T00:00:00Z',
  name: 'Example',
  holder: 'urn:uuid:2',
  achievement: { id: 'urn:x', name: 'x', description: 'x', criteria: 'x' },
  status: null,
})

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  let out = ''
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      out += String(chunk)
      done()
    },
  })
  const code = await credentialVerify(args, {
    stdin: process.stdin,
    stdout,
    stderr: new Writable({ write: (_c, _e, done) => done() }),
    env: {},
  })
  return { code, out }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('a certificate is valid, invalid or unknown, and the exit code says so', async () => {
  const good = file('good.json', JSON.stringify(addProof(certificate, key, new Date(0))))
  const token = file('good.jwt', encodeJwt(certificate, key))
  const bare = file('bare.json', JSON.stringify(certificate))
  const at = ['--offline', '--at', '2026-06-01T00:00:00Z']
  expect(JSON.parse((await run(good, ...at)).out)).toMatchObject({
    file: good,
    verdict: 'valid',
    issuer: did,
  })
  expect((await run(token, ...at, '--trust', did)).code).toBe(0)
  expect((await run(good, '--offline', '--at', '2028-06-01T00:00:00Z')).code).toBe(1)
  expect((await run(bare, ...at)).code).toBe(3)
  expect((await run(join(folder, 'absent'), '--offline')).code).toBe(3)
})

test('without --offline, or with a trusted name that is no key, it is used wrongly', async () => {
  expect((await run('x')).code).toBe(2)
  expect((await run('x', '--offline', '--trust', 'did:web:example')).code).toBe(2)
})
