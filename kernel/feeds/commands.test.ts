import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommand } from '../record/execute.ts'
import { staleMigrations } from '../record/write-migrations.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { feedsCapability, type FeedHealth } from './contract.ts'
import { FEEDS_MIGRATIONS, feedsModule } from './module.ts'
import { putFeedCursors, putFeedHealth, readFeedConfigs, readFeedCursors, readFeedHealth } from './store.ts'
import { sealedSubject } from '../record/core.ts'

let db: TestStore
beforeAll(async () => {
  db = await openTestStore({ modules: [feedsModule()] })
})
afterAll(() => db.close())

const keeper = testSubject({ roles: ['feed-keeper', 'officer'] })
const service = testSubject({ roles: ['feed-service'] })
const settings = {
  name: 'Morne Fortune',
  station: 'morne',
  content: 'ais',
  transport: { kind: 'udp', bind: '0.0.0.0', port: 10_110 },
  time: 'station',
  lateAfterS: 30,
  silentAfterS: 120,
  data: { owner: 'LCA', class: 'official', releaseTo: [] },
}

const give = (name: string, envelope: Record<string, unknown>, subject = keeper) =>
  executeCommand(db.core, subject, name, { commandId: randomUUID(), ...envelope })

test('the committed migration is what the declaration generates', () => {
  expect(staleMigrations(FEEDS_MIGRATIONS, feedsCapability.records)).toEqual([])
})

test('a feed is created, found by its content, suspended and resumed', async () => {
  const made = await give('feed.create', { input: settings })
  if (!made.ok) throw new Error(made.error.message)
  const configs = await db.read(service, (tx) => readFeedConfigs(tx, 'ais'))
  expect(configs.map((c) => c.id)).toEqual([made.value.recordId])
  const recordId = made.value.recordId
  const stopped = await give('feed.suspend', { recordId, expectedRev: 1, reason: 'mast work', input: {} })
  expect(stopped.ok).toBe(true)
  expect(await db.read(service, (tx) => readFeedConfigs(tx, 'ais'))).toEqual([])
  const [health] = await db.read(keeper, readFeedHealth)
  expect(health).toMatchObject({ state: 'down', reason: 'suspended', station: 'morne' })
  expect((await give('feed.resume', { recordId, expectedRev: 2, input: {} })).ok).toBe(true)
  const [again] = await db.read(keeper, readFeedHealth)
  expect(again).toMatchObject({ state: 'down', reason: 'no process runs it' })
})

test('a second feed does not take the place where another listens', async () => {
  const again = await give('feed.create', { input: { ...settings, name: 'Second' } })
  expect(again).toMatchObject({ ok: false, error: { code: 'feed.place-taken', field: 'transport' } })
  const group = { ...settings, transport: { ...settings.transport, group: '239.192.0.1' } }
  expect((await give('feed.create', { input: group })).ok).toBe(true)
})

test.each([
  ['a path out of the feed folder', { transport: { kind: 'file', path: '../etc/passwd', follow: false } }],
  ['an absolute path', { transport: { kind: 'file', path: '/etc/passwd', follow: false } }],
  [
    'a group that is no multicast address',
    { transport: { kind: 'udp', bind: '0.0.0.0', port: 1, group: '10.0.0.1' } },
  ],
  ['a port out of range', { transport: { kind: 'tcp-client', host: 'receiver', port: 65_536 } }],
  ['silent before late', { lateAfterS: 100, silentAfterS: 50 }],
])('%s is refused with the field named', async (_what, change) => {
  const made = await give('feed.create', { input: { ...settings, ...change } })
  expect(made).toMatchObject({ ok: false, error: { field: expect.stringMatching(/transport|silentAfterS/) } })
})

test('a watch officer may read feeds but not change them', async () => {
  const made = await give('feed.create', { input: settings }, testSubject({ roles: ['officer'] }))
  expect(made).toMatchObject({ ok: false, error: { code: 'command.denied.role' } })
})

test('health and cursors are written by the feed service alone', async () => {
  const health = { id: 'x', name: 'x' } as unknown as FeedHealth
  const write = (subject: typeof keeper) =>
    db.store.run(sealedSubject(db.core, subject, db.core.now()), {}, async (tx) => {
      await putFeedHealth(tx, 'p1', tx.at, [health])
      await putFeedCursors(tx.client, tx.at, [{ id: 'x', cursor: { inode: 7, offset: 99 } }])
    })
  await expect(write(keeper)).rejects.toThrow('only the feed service')
  await write(service)
  expect((await db.read(service, readFeedCursors)).get('x')).toEqual({ inode: 7, offset: 99 })
  expect((await db.read(testSubject({ roles: ['auditor'] }), readFeedCursors)).size).toBe(0)
})
