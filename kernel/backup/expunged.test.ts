import { randomUUID } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approval } from '../approval/contract.ts'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import { must } from '../evidence/evidence-test-bench.ts'
import { keysPlace } from '../keys/keys-test-place.ts'
import { openKeyring } from '../keys/open-keyring.ts'
import { defaultLabel, sealedSubject } from '../record/core.ts'
import { expungeRecord } from '../record/expunge.ts'
import { insertRecord } from '../record/write.ts'
import { everyTable, quoted } from '../record/test-everything.ts'
import { testSubject } from '../store/test-store.ts'
import { BackupBench, holdingRoles, onDatabase, ORIGIN } from './backup-test-bench.ts'
import { checkAudit } from './check-audit.ts'
import { EXPUNGED_NAME, parseExpungedList, readExpungedList } from './expunged-list.ts'
import { keepListByAdmin } from './keep-expunged-list.ts'
import { replayOnDatabase } from './replay-database.ts'
import { restoreBackup, type RestoreBackupOptions } from './restore-backup.ts'

const CANARY = 'kestrelhawk'
const person = testSubject({ roles: ['officer', 'auditor'] })

let bench: BackupBench
let list: string
let older: string
let gone: string[]
beforeAll(async () => {
  bench = await BackupBench.open()
  list = join(bench.root, 'backups', EXPUNGED_NAME)
  const ids = [await canaryRecord(), await canaryRecord()]
  older = must(await bench.backup()).path
  await copyFile(list, join(bench.root, 'before.jsonl'))
  // One more that the set never saw.
  ids.push(await canaryRecord())
  for (const id of ids) await expunge(id)
  gone = ids
  await bench.sequencer.flush()
  must(await keep(join(bench.root, 'backups')))
})
afterAll(() => bench.close())

const keeper = () => ({ origin: ORIGIN, keyring: bench.keyring })
const keep = (folder: string) => keepListByAdmin(bench.source.adminUrl, keeper(), folder, new Date())
const identity = () => ({
  origin: ORIGIN,
  publicKeys: bench.keyring.auditPublicKeys().map((key) => key.publicKey),
})

async function canaryRecord(): Promise<string> {
  const { core, store } = bench.source
  const id = randomUUID()
  const body = {
    command: 'thing.make',
    kind: 'review',
    recordType: 'thing',
    recordId: null,
    envelope: { words: CANARY },
    maker: person.person,
    by: ['officer'],
    dueAt: null,
    state: 'pending',
    checker: null,
    remark: CANARY,
  } as const
  await store.run(sealedSubject(core, person, new Date()), {}, async (tx) => {
    const author = { person: person.person, command: 'thing.make', reason: CANARY }
    must(await insertRecord(tx, approval, author, { id, body, label: defaultLabel(core, approval, tx.at) }))
  })
  return id
}

async function expunge(id: string): Promise<void> {
  const { core, store } = bench.source
  const sealed = sealedSubject(core, person, new Date())
  await store.run({ ...sealed, types: [...sealed.types, 'expunge'] }, {}, async (tx) => {
    const by = { node: 'LCA', person: person.person, authority: 'High Court 145/2026', ordered: true }
    must(await expungeRecord(tx, approval, id, by))
  })
}

async function restore(change: Partial<RestoreBackupOptions> = {}) {
  const target = await bench.target(bench.keyring)
  const options: RestoreBackupOptions = {
    path: older,
    keyring: bench.keyring,
    provisioning: target,
    chunks: directoryChunkStore(join(bench.root, 'restored')),
    nation: 'LCA',
    auditOrigin: ORIGIN,
    expunged: { list },
    clock: () => new Date(),
    ...change,
  }
  const restored = await holdingRoles(target.adminUrl, () => restoreBackup(options))
  return { target, restored }
}

const canaryTables = (url: string): Promise<string[]> =>
  onDatabase(url, async (client) => {
    const found: string[] = []
    for (const name of await everyTable(client)) {
      const { rows } = await client.query(
        `SELECT 1 FROM ${quoted(name)} t WHERE t::text ILIKE '%${CANARY}%' LIMIT 1`,
      )
      if (rows.length > 0) found.push(name.table)
    }
    return found
  })

describe('an older set', () => {
  test('brings back nothing that was expunged since, and its log says so again', async () => {
    const { target, restored } = await restore()
    expect(must(restored)).toMatchObject({ audit: { ok: true, fault: null }, expunged: { records: 2 } })
    expect(await canaryTables(target.adminUrl)).toEqual([])
    await onDatabase(target.adminUrl, async (client) => {
      const { rows } = await client.query<{ event: { kind: string; record: string } }>(
        'SELECT event::json AS event FROM basinet.pending_audit ORDER BY id',
      )
      const again = rows.map((row) => row.event).filter((event) => event.kind === 'record.expunged')
      expect(again.map((event) => event.record).toSorted()).toEqual(gone.toSorted())
      const unlogged = await client.query(
        `SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relnamespace = 'basinet'::regnamespace`,
      )
      expect(unlogged.rows).toEqual([])
    })
  })

  test('holds all of it when a person says to go on without a list', async () => {
    const { target, restored } = await restore({ expunged: { without: 'the list burnt' } })
    expect(must(restored).expunged).toBe(null)
    expect(await canaryTables(target.adminUrl)).toEqual(expect.arrayContaining(['h_approval', 'r_approval']))
  })

  test('is refused without a list, and with one that ends before it', async () => {
    const none = await restore({ expunged: { list: join(bench.root, 'nowhere.jsonl') } })
    expect(none.restored).toMatchObject({ error: { code: 'expunged.absent' } })
    const later = must(await bench.backup({ target: join(bench.root, 'later') })).path
    const stale = await restore({ path: later, expunged: { list: join(bench.root, 'before.jsonl') } })
    expect(stale.restored).toMatchObject({ error: { code: 'backup.expunged' } })
    expect(await canaryTables(stale.target.adminUrl)).toEqual([])
  })
})

test('a database restored by other means is brought up to the list while its node is stopped', async () => {
  const { target, restored } = await restore({ expunged: { without: 'a snapshot of the disk' } })
  must(restored)
  const options = {
    list,
    adminUrl: target.adminUrl,
    appLogin: target.appLogin.name,
    chunks: directoryChunkStore(join(bench.root, 'restored')),
    keyring: bench.keyring,
    nation: 'LCA',
    auditOrigin: ORIGIN,
    clock: () => new Date(),
  }
  expect(must(await replayOnDatabase(options))).toMatchObject({ records: 2 })
  expect(must(await replayOnDatabase(options))).toMatchObject({ records: 0 })
  expect(await canaryTables(target.adminUrl)).toEqual([])
  expect(await checkAudit(target.adminUrl, ORIGIN, bench.keyring)).toMatchObject({ ok: true })
})

describe('the list', () => {
  test('grows by what is new, holds each leaf once, and starts whole in a new place', async () => {
    expect(must(await keep(join(bench.root, 'backups')))).toMatchObject({ entries: 3, added: 0 })
    expect(must(await keep(join(bench.root, 'elsewhere')))).toMatchObject({ entries: 3, added: 3 })
    const read = must(await readExpungedList(list, identity()))
    expect([...read.entries.values()].map((entry) => entry.record).toSorted()).toEqual(gone.toSorted())
    expect(must(parseExpungedList(read.text, identity())).completeTo).toEqual(read.completeTo)
  })

  test.each([
    ['a line that is cut', (l: string[]) => [...l.slice(0, -1), l.at(-1)?.slice(0, -40) ?? ''], 6],
    ['a proof whose event says another record', (l: string[]) => forged(l), 2],
    ['a proof that was taken out', (l: string[]) => [...l.slice(0, 1), ...l.slice(2)], 4],
    ['proofs without the head that signs them', (l: string[]) => l.slice(0, 4), 5],
    ['words', (l: string[]) => [...l, 'expunged: everything'], 7],
  ])('is refused with the line’s number: %s', async (_what, change, line) => {
    const lines = (await readFile(list, 'utf8')).trimEnd().split('\n').slice(0, 6)
    expect(parseExpungedList(`${lines.join('\n')}\n`, identity()).ok).toBe(true)
    expect(parseExpungedList(`${change(lines).join('\n')}\n`, identity())).toMatchObject({
      error: { code: 'expunged.line', field: `line ${line}` },
    })
  })

  test('is refused when it ends in the middle of a line, or another node signed it', async () => {
    const text = await readFile(list, 'utf8')
    expect(parseExpungedList(text.slice(0, -1), identity())).toMatchObject({
      error: { code: 'expunged.line' },
    })
    const place = await keysPlace()
    const other = must(await openKeyring({ ...place.options, create: true }))
    const publicKeys = other.auditPublicKeys().map((key) => key.publicKey)
    await place.remove()
    expect(parseExpungedList(text, { origin: ORIGIN, publicKeys })).toMatchObject({
      error: { code: 'expunged.line', field: 'line 1' },
    })
    expect(parseExpungedList(text, { ...identity(), origin: 'basinet/BRB' })).toMatchObject({
      error: { code: 'expunged.line', field: 'line 1' },
    })
  })

  test('that is damaged stops a backup before it begins, and is left as it is', async () => {
    const target = join(bench.root, 'damaged')
    must(await bench.backup({ target }))
    await writeFile(join(target, EXPUNGED_NAME), 'nothing\n')
    expect(await bench.backup({ target })).toMatchObject({ error: { code: 'expunged.line' } })
    expect(await readFile(join(target, EXPUNGED_NAME), 'utf8')).toBe('nothing\n')
  })
})

function forged(lines: readonly string[]): string[] {
  const { proof } = JSON.parse(lines[1] ?? '') as { proof: string }
  const extra = /^extra (.+)$/m.exec(proof)?.[1] ?? ''
  const event = Buffer.from(extra, 'base64')
    .toString('utf8')
    .replace(/"record":"[^"]+"/, `"record":"${randomUUID()}"`)
  const changed = JSON.stringify({ proof: proof.replace(extra, Buffer.from(event).toString('base64')) })
  return lines.map((line, i) => (i === 1 ? changed : line))
}
