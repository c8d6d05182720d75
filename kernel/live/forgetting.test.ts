import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordDeclaration } from '../contract/record.ts'
import { must } from '../contract/result.ts'
import { defaultLabel, nodeSubject, sealedSubject } from '../record/core.ts'
import { insertRows } from '../record/test-rows.ts'
import { generalThing, thingsModule } from '../record/test-types.ts'
import { threadOf } from '../record/thread.ts'
import { insertRecord, updateRecord } from '../record/write.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { createLiveHub, type LiveChange, type LiveHub } from './hub.ts'

/** What is forgotten and what ends by time alone: nobody may be left with a picture that is not so any more. */
const DAY_MS = 86_400_000
const start = new Date('2026-11-24T00:00:00.000Z')
const thing = generalThing as unknown as RecordDeclaration
const reader = testSubject({ roles: ['reader'], clearance: 2 })
const body = {
  name: 'Grey Ghost',
  note: '',
  state: 'open',
  count: 1,
  seenAt: start.toISOString(),
  lonDeg: 0,
  latDeg: 0,
}

let now = start
let db: TestStore
let hub: LiveHub
beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule], now: () => now })
  hub = createLiveHub(db.core, db.appUrl, (error) => {
    throw error
  })
}, 120_000)
afterAll(async () => {
  await hub?.close()
  await db?.close()
})

const asNode = <T>(sql: string, values: unknown[]): Promise<T[]> =>
  db.store.run(sealedSubject(db.core, nodeSubject('LCA'), now), {}, async (tx) => {
    const { rows } = await tx.client.query(sql, values)
    return rows as T[]
  })
const number = () =>
  asNode("SELECT basinet.sequence_changes(basinet.lease_take('sequencer', 'test', 60), 10000, $1)", [now])
const prune = async (until: Date): Promise<number> =>
  (await asNode<{ gone: number }>('SELECT basinet.change_prune($1, 5000) AS gone', [until]))[0]?.gone ?? 0

async function make(): Promise<string> {
  const id = randomUUID()
  await db.store.run(sealedSubject(db.core, reader, now), {}, async (tx) => {
    const author = { person: 'test', command: 'thing.make', reason: null }
    must(await insertRecord(tx, thing, author, { id, body, label: defaultLabel(db.core, thing, now) }))
  })
  return id
}

async function amend(id: string, rev: number): Promise<void> {
  await db.store.run(sealedSubject(db.core, reader, now), {}, async (tx) => {
    const author = { person: 'test', command: 'thing.rename', reason: 'for the test' }
    must(await updateRecord(tx, thing, author, id, rev, { body: { ...body, count: rev } }))
  })
}

/** These records and no others, the rest of them pointing at one. */
async function onlyRows(rows: Parameters<typeof insertRows>[2], hub: string | null = null): Promise<void> {
  await db.admin.query('TRUNCATE basinet.r_thing, basinet.h_thing, basinet.search_general, basinet.link')
  await insertRows(db.admin, generalThing, rows, now)
  await db.admin.query(
    `INSERT INTO basinet.link (from_type, from_id, field, to_type, to_id)
     SELECT 'thing', id, 'near', 'thing', $1 FROM basinet.r_thing WHERE id <> $1`,
    [hub],
  )
}

interface Told {
  readonly changes: LiveChange[]
  readonly resets: number[]
  stop(): void
}

async function follow(since: number | null): Promise<Told> {
  const told = { changes: [] as LiveChange[], resets: [] as number[] }
  const stop = await hub.subscribe(
    {
      subject: reader,
      deliver: (changes) => void told.changes.push(...changes),
      reset: (last) => void told.resets.push(last),
    },
    since,
  )
  return { ...told, stop }
}

test('an overtaken change is forgotten; who resumes from before it reads afresh, and numbers go on', async () => {
  const [kept, changed] = [await make(), await make()]
  for (const rev of [1, 2, 3]) await amend(changed, rev)
  await number()
  const until = new Date(now.getTime() + 7 * DAY_MS)
  expect(await prune(now)).toBe(0)
  expect(await prune(until)).toBe(3)
  expect(await prune(until)).toBe(0)
  const { rows } = await db.admin.query('SELECT record_id, rev FROM basinet.change ORDER BY seq')
  expect(rows).toEqual([
    { record_id: kept, rev: 1 },
    { record_id: changed, rev: 4 },
  ])
  const old = await follow(0)
  expect(old.resets).toEqual([5])
  const late = await follow(4)
  await amend(changed, 4)
  await number()
  await expect
    .poll(() => late.changes.map((c) => [c.seq, c.rev]), { timeout: 20_000 })
    .toEqual([
      [5, 4],
      [6, 5],
    ])
  expect(late.resets).toEqual([])
  old.stop()
  late.stop()
})

test('a subscriber that is overtaken by forgetting is told to read afresh', async () => {
  const id = await make()
  await number()
  const slow = await follow(null)
  // What was numbered while this process slept, and forgotten before it woke.
  await db.admin.query('DELETE FROM basinet.pending_change')
  await db.admin.query(
    `INSERT INTO basinet.change (seq, type, realm, record_id, rev, op, at)
     SELECT max(seq) + 2, 'thing', 'general', $1, 2, 'update', $2 FROM basinet.change`,
    [id, now],
  )
  await expect.poll(() => slow.resets.length, { timeout: 20_000 }).toBe(1)
  slow.stop()
})

test('a copy whose lease ends is gone for those who could read it, once, without a write', async () => {
  const [copy, hidden] = [randomUUID(), randomUUID()]
  const foreign = {
    owner: 'BRB',
    releaseTo: ['LCA'],
    leaseUntil: new Date(now.getTime() + 1000).toISOString(),
  }
  await number()
  await onlyRows([
    { id: copy, body, label: defaultLabel(db.core, thing, now, foreign) },
    { id: hidden, body, label: defaultLabel(db.core, thing, now, { ...foreign, class: 'secret' }) },
  ])
  await number()
  const told = await follow(null)
  now = new Date(now.getTime() + 1001)
  await number()
  await number()
  await expect.poll(() => told.changes, { timeout: 20_000 }).toMatchObject([{ id: copy, kind: 'gone' }])
  const { rows } = await db.admin.query(
    "SELECT record_id FROM basinet.change WHERE op = 'lapse' ORDER BY seq",
  )
  expect(rows.map((row: { record_id: string }) => row.record_id).toSorted()).toEqual(
    [copy, hidden].toSorted(),
  )
  expect(told.changes.map((change) => change.id)).not.toContain(hidden)
  told.stop()
})

test('links that may not be read take no place from those that may', async () => {
  const [hub, label] = [randomUUID(), (change: object = {}) => defaultLabel(db.core, thing, now, change)]
  // Low ids come first: all of the hidden ones stand before the ones to be shown.
  const low = (i: number): string => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`
  const hidden = Array.from({ length: 1100 }, (_, i) => ({
    id: low(i),
    body,
    label: label({ class: 'secret' }),
  }))
  const shown = ['f', 'e'].map((letter) => ({
    id: `${letter}0000000-0000-4000-8000-000000000000`,
    body,
    label: label(),
  }))
  const rest = { id: hub, body, label: label() }
  const look = () => db.read(reader, (tx) => threadOf(tx, 'thing', hub, 1))
  await onlyRows([rest, ...hidden, ...shown], hub)
  const thread = await look()
  expect(thread.nodes.map((node) => node.id).toSorted()).toEqual(
    [hub, ...shown.map((row) => row.id)].toSorted(),
  )
  expect(thread.cut).toBe(false)
  const many = Array.from({ length: 150 }, () => ({ id: randomUUID(), body, label: label() }))
  await onlyRows([rest, ...hidden, ...many], hub)
  const cut = await look()
  expect(cut).toMatchObject({ cut: true })
  expect(cut.edges).toHaveLength(100)
})
