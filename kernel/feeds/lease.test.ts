import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeSubject, sealedSubject } from '../record/core.ts'
import { openTestStore, type TestStore } from '../store/test-store.ts'
import { keepLeases, type Leases } from './lease.ts'
import { until } from './testing.ts'

let db: TestStore
beforeAll(async () => {
  db = await openTestStore()
})
afterAll(() => db.close())

function leases(holder: string, held: Map<string, ReadonlyMap<string, bigint>>): Leases {
  return keepLeases({
    store: db.store,
    subject: () => sealedSubject(db.core, nodeSubject('LCA'), db.core.now()),
    holder,
    monotonic: () => performance.now(),
    onChange: (now) => held.set(holder, new Map(now)),
    onError: (error) => {
      throw error
    },
  })
}

test('one of two processes holds a feed; the other takes over when it is given back, with a higher fence', async () => {
  const held = new Map<string, ReadonlyMap<string, bigint>>()
  const a = leases('process-a', held)
  const b = leases('process-b', held)
  a.want(['feed:1', 'feed:2'])
  await a.renew()
  b.want(['feed:1', 'feed:2'])
  await b.renew()
  expect([...(held.get('process-a')?.keys() ?? [])].sort()).toEqual(['feed:1', 'feed:2'])
  expect(held.get('process-b')?.size ?? 0).toBe(0)
  a.want(['feed:2'])
  await a.renew()
  await until('b holds feed:1', () => held.get('process-b')?.has('feed:1') === true)
  expect(held.get('process-b')?.get('feed:1')).toBe(2n)
  await a.stop()
  await until('b holds both', () => held.get('process-b')?.size === 2)
  await b.stop()
})

test('a process that dies loses its feeds within the lease', async () => {
  const held = new Map<string, ReadonlyMap<string, bigint>>()
  await db.admin.query(`SELECT basinet.lease_take('feed:9', 'dead-process', 1)`)
  const b = leases('process-b', held)
  b.want(['feed:9'])
  await until('taken over', () => held.get('process-b')?.has('feed:9') === true)
  expect(held.get('process-b')?.get('feed:9')).toBe(2n)
  await b.stop()
})
