import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findVerb } from '../../apps/cli/verbs.ts'
import { nodePlace, type NodePlace } from '../chaos/node-process.ts'
import { inOwnDatabase } from './own-database.ts'

/** A service node's keys as its operator turns them, lost and brought back. */
let place: NodePlace
let shares: string[] = []
const PATIENCE = { timeout: 180_000 }

beforeAll(async () => {
  place = await nodePlace()
  const made = await basinet(['init', '--nation', 'LCA'])
  if (made.code !== 0) throw new Error(made.err)
}, 180_000)
afterAll(() => place.remove())

async function basinet(
  words: readonly string[],
  stdin = '',
): Promise<{ code: number; out: string; err: string }> {
  const found = findVerb(words)
  if (found === null) throw new Error(`no verb ${words.join(' ')}`)
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io = { stdin: Readable.from([stdin]), stdout, stderr, env: place.env }
  const code = await (await found.verb.load())(found.rest, io)
  const read = (stream: PassThrough): string => String(stream.read() ?? '')
  return { code, out: read(stdout), err: read(stderr) }
}

const keyFile = (): string => join(place.dir, 'key')

it('seals every secret anew before the old identity key is destroyed', PATIENCE, async () => {
  expect(await basinet(['keys', 'rotate', 'identity'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/identity: version 2 is in use; 1 sealed anew; destroyed: version 1\n/),
  })
  const seals = await inOwnDatabase(place, (client) =>
    client.query<{ password: string }>('SELECT password FROM basinet_private.credential'),
  )
  expect(seals.rows.map((row) => row.password.split('.', 3).join('.'))).toEqual(['s1.identity.2'])
  const listed = await basinet(['keys', 'list'])
  expect(listed.out).toMatch(/^identity {2}1 {2}retired.*\n(?:.*\n)*identity {2}2 {2}active/m)
})

it('turns the other keys, and the log still verifies', PATIENCE, async () => {
  for (const kind of ['evidence', 'subject-mac', 'audit-signing', 'backup'])
    expect(await basinet(['keys', 'rotate', kind])).toMatchObject({ code: 0 })
  expect(await basinet(['keys', 'rotate', 'identity'])).toMatchObject({ code: 0 })
  expect(await basinet(['audit', 'verify'])).toMatchObject({ code: 0, err: '' })
  const kinds = await inOwnDatabase(place, (client) =>
    client.query(`SELECT 1 FROM basinet.audit_leaf WHERE kind = 'key.changed'`),
  )
  expect(kinds.rowCount).toBe(6)
  expect(await basinet(['keys', 'retire', 'backup', '1'])).toMatchObject({ code: 0 })
  expect(await basinet(['keys', 'retire', 'identity', '3'])).toMatchObject({ code: 2 })
})

it('does not turn a key under a node that runs', PATIENCE, async () => {
  const refused = await inOwnDatabase(place, async (client) => {
    const { host, port } = client
    await client.query(`ALTER ROLE basinet_node PASSWORD 'of this test'`)
    const node = new pg.Client({
      host,
      port,
      user: 'basinet_node',
      password: 'of this test',
      database: 'basinet',
    })
    await node.connect()
    try {
      return await basinet(['keys', 'rotate', 'evidence'])
    } finally {
      await node.end()
    }
  })
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('stop the node first') })
})

it('the drill: the key file is lost, and two of three shares open the data again', PATIENCE, async () => {
  shares = (await basinet(['keys', 'shares', '--needed', '2', '--total', '3'])).out.split('\n\n')
  expect(shares).toHaveLength(3)
  rmSync(keyFile())
  expect(await basinet(['audit', 'verify'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('recovery shares'),
  })
  expect(existsSync(keyFile())).toBe(false)
  expect(await basinet(['keys', 'recover'], shares[1])).toMatchObject({
    code: 1,
    err: expect.stringContaining('2 are needed'),
  })
  const two = `${shares[2] ?? ''}\n\n${shares[0] ?? ''}\n`
  expect(await basinet(['keys', 'recover', '--drill'], two)).toMatchObject({ code: 0 })
  expect(existsSync(keyFile())).toBe(false)
  expect(await basinet(['keys', 'recover'], two)).toMatchObject({ code: 0 })
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
  expect(await basinet(['audit', 'verify'])).toMatchObject({ code: 0, err: '' })
})

it('after a new key-encryption key the old shares restore nothing, and this is said', PATIENCE, async () => {
  expect(await basinet(['keys', 'rotate', 'key-encryption'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Make new recovery shares'),
  })
  expect(await basinet(['keys', 'recover', '--drill'], shares.join('\n\n'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('the keyring needs version 2'),
  })
  expect((await basinet(['keys', 'list'])).err).toContain('make new ones')
})

it('prints a key for a systemd credential', async () => {
  expect(await basinet(['keys', 'generate', '--version', '2'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^basinet-kek@1\nversion 2\n[0-9A-Z-]+\n[0-9A-Z-]+\n$/),
  })
})
