import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendAudit } from '../audit/append.ts'
import { must } from '../contract/result.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { defaultLabel, sealedSubject } from './core.ts'
import { eraseFromDisk, unerased } from './expunge-disk.ts'
import { expungeRecord } from './expunge.ts'
import { generalThing, thingsModule } from './test-types.ts'
import { insertRecord, updateRecord } from './write.ts'

const CANARY = `canary${randomUUID().replaceAll('-', '')}`
const person = testSubject({ roles: ['reader', 'officer'], oversight: true })
let db: TestStore
let folder = ''

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule] })
  // As a capability keeps templates or images beside its records.
  await db.admin.query(
    'CREATE TABLE basinet.beside (thing uuid NOT NULL REFERENCES basinet.r_thing ON DELETE CASCADE, kept text NOT NULL)',
  )
  // The shared test server may have been started by a checkout without this setting.
  await db.admin.query("ALTER SYSTEM SET wal_recycle = 'off'")
  await db.admin.query('SELECT pg_reload_conf()')
  await db.admin.query('SELECT pg_switch_wal()')
  await db.admin.query('CHECKPOINT')
  const { rows } = await db.admin.query<{ folder: string }>(
    "SELECT current_setting('data_directory') AS folder",
  )
  folder = rows[0]?.folder ?? ''
}, 120_000)
afterAll(() => db?.close())

const as = <T>(work: Parameters<typeof db.store.run<T>>[2]): Promise<T> => {
  const sealed = sealedSubject(db.core, person, new Date())
  return db.store.run({ ...sealed, types: [...sealed.types, 'expunge'] }, {}, work)
}

/** Files of the running server's own, this database's and the log's, with the canary in some byte of them. */
async function filesWithCanary(): Promise<string[]> {
  await db.admin.query('CHECKPOINT')
  const { rows } = await db.admin.query<{ oid: number }>(
    'SELECT oid FROM pg_database WHERE datname = current_database()',
  )
  const needle = Buffer.from(CANARY)
  return [join('base', String(rows[0]?.oid)), 'pg_wal'].flatMap((part) =>
    readdirSync(join(folder, part), { withFileTypes: true })
      .filter((entry) => entry.isFile() && contains(join(folder, part, entry.name), needle))
      .map((entry) => join(part, entry.name)),
  )
}

function contains(path: string, needle: Buffer): boolean {
  try {
    return readFileSync(path).includes(needle)
  } catch (error) {
    // The server removes files meanwhile.
    if ((error as { code?: string }).code === 'ENOENT') return false
    throw error
  }
}

const folders = (files: readonly string[]): string[] =>
  [...new Set(files.map((file) => file.split('/')[0] ?? ''))].toSorted()

async function expunged(): Promise<void> {
  const id = randomUUID()
  const body = { name: CANARY, note: `${CANARY} seen`, state: 'open', count: 1, lonDeg: 0, latDeg: 0 }
  const author = { person: person.person, command: 'thing.make', reason: CANARY }
  await as(async (tx) => {
    const made = { ...body, seenAt: tx.at.toISOString() }
    const label = defaultLabel(db.core, generalThing, tx.at)
    must(await insertRecord(tx, generalThing, author, { id, body: made, label }))
    must(await updateRecord(tx, generalThing, author, id, 1, { body: { ...made, count: 2 } }))
  })
  await db.admin.query('INSERT INTO basinet.beside (thing, kept) VALUES ($1, $2)', [id, `${CANARY} beside`])
  // The planner's samples of the columns hold values word for word.
  await db.admin.query('ANALYZE basinet.r_thing')
  await as(async (tx) => {
    const by = { node: 'LCA', person: person.person, authority: 'High Court 145/2026', ordered: true }
    must(await expungeRecord(tx, generalThing, id, by))
    await appendAudit(tx, 'LCA', { kind: 'node.alarm', at: tx.at, actor: person.person, outcome: 'done' })
  })
}

/** As the sequencer would number it. */
const number = () =>
  db.admin.query(
    `WITH gone AS (DELETE FROM basinet.pending_audit RETURNING id, event, leaf)
     INSERT INTO basinet.audit_leaf (seq, event, leaf)
     SELECT (SELECT coalesce(max(seq), -1) FROM basinet.audit_leaf) + row_number() OVER (ORDER BY id), event, leaf FROM gone`,
  )

test('what was expunged lies in dead rows and the log of a running server, and then in no byte of them', async () => {
  await expunged()
  await number()
  expect(await as(unerased)).toMatchObject({ types: ['thing'] })
  expect(folders(await filesWithCanary())).toEqual(['base', 'pg_wal'])
  const what = await as(unerased)
  if (what === null) throw new Error('nothing to erase')
  const told: string[] = []
  const erased = await eraseFromDisk(db.adminUrl, what, async (_done, _total, table) => void told.push(table))
  expect(erased).toEqual({ tables: told.length, wal: 'removed' })
  expect(told).toEqual(
    expect.arrayContaining(['basinet.r_thing', 'basinet.h_thing', 'basinet.beside', 'basinet.audit_detail']),
  )
  expect(await filesWithCanary()).toEqual([])
  expect(await as(unerased)).toBeNull()
}, 120_000)

test('a reader from before a later one, who still sees its rows, is waited for', async () => {
  let ended = false
  const reader = as(async (tx) => {
    await tx.client.query('SELECT pg_sleep(2) AS "read from before"')
    ended = true
  })
  await expect
    .poll(async () => {
      const { rows } = await db.admin.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%"read from before"'
           AND backend_xmin IS NOT NULL`,
      )
      return rows.length
    })
    .toBe(1)
  await expunged()
  await number()
  const what = await as(unerased)
  if (what === null) throw new Error('nothing to erase')
  const seen: boolean[] = []
  await eraseFromDisk(db.adminUrl, what, async () => void seen.push(ended))
  await reader
  expect(seen).toContain(true)
  expect(seen).not.toContain(false)
  expect(await filesWithCanary()).toEqual([])
}, 120_000)
