import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resealNetwork } from '@basinet/kernel/backup'
import { must } from '@basinet/kernel/contract'
import { openKeyring, type Keyring } from '@basinet/kernel/keys'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { networkTestModules } from './test-nodes.ts'
import { asNetwork } from './db.ts'
import { loadKeys, makeKeys } from './keys.ts'

let db: TestStore
let dir = ''
let keyring: Keyring
const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
const load = () => asNetwork(db.core, (client, at) => loadKeys(client, 'LCA', keyring, at))

beforeAll(async () => {
  db = await openTestStore({ modules: networkTestModules() })
  dir = mkdtempSync('/tmp/basinet-network-keys-')
  const source = { kind: 'file', path: join(dir, 'outside.key') } as const
  keyring = must(
    await openKeyring({ dir: join(dir, 'keys'), source, create: true, random, clock: () => new Date() }),
  )
  await asNetwork(db.core, (client, at) => makeKeys(client, 'LCA', keyring, random, at))
})
afterAll(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

it('keeps its keys sealed, and opens the same ones again after the identity key was rotated and the old one destroyed', async () => {
  const before = must(await load())
  const version = must(await keyring.rotatePurpose('identity'))
  expect(await resealNetwork(db.admin, keyring)).toEqual({ resealed: 4, lost: [] })
  must(await keyring.retire('identity', version - 1))
  const after = must(await load())
  expect(after?.root.publicKey).toEqual(before?.root.publicKey)
  expect(after?.tls).toEqual(before?.tls)
  const message = random(20)
  expect(after?.sign[0]?.key.sign(message)).toEqual(before?.sign[0]?.key.sign(message))
  const stored = await db.admin.query<{ t: string }>('SELECT t::text FROM basinet.network_key t')
  for (const { t } of stored.rows) expect(t).not.toContain('PRIVATE KEY')
})

it('shows its keys to nobody but the network', async () => {
  const { rows } = await db.read(testSubject(), (tx) => tx.client.query('SELECT FROM basinet.network_key'))
  expect(rows).toEqual([])
})
