import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '@basinet/kernel/store/test-store'
import { asNetwork } from '../node/db.ts'
import { networkTestModules } from '../node/test-nodes.ts'
import { memoryWitnessStore } from './memory-store.ts'
import { sqlWitnessStore, type WitnessRunner } from './sql-store.ts'

let db: TestStore
const run: WitnessRunner = (work) => asNetwork(db.core, work)
beforeAll(async () => {
  db = await openTestStore({ modules: networkTestModules() })
})
afterAll(() => db.close())

const root = new Uint8Array(32).fill(4)
const logAt = (size: number) => ({ size, root, note: `note ${size}` })
const tile = (index: number, width: number) => ({ level: 0, index, width })

it.each([
  ['in memory', () => memoryWitnessStore()],
  ['in PostgreSQL', () => sqlWitnessStore(run)],
])('a witness %s forgets nothing, and takes the next only over the one it had', async (_, open) => {
  const store = open()
  expect(await store.latest('LCA')).toBeNull()
  expect(await store.replace('LCA', null, logAt(3), [])).toBe(true)
  expect(await store.replace('LCA', null, logAt(9), [])).toBe(false)
  const first = await store.latest('LCA')
  expect(first).toEqual(logAt(3))
  expect(await store.replace('LCA', first, logAt(5), [])).toBe(true)
  expect(await store.replace('LCA', first, logAt(7), [])).toBe(false)
  expect(await store.latest('LCA')).toEqual(logAt(5))
  expect(await store.latest('BRB')).toBeNull()
})

it.each([
  ['in memory', () => memoryWitnessStore()],
  ['in PostgreSQL', () => sqlWitnessStore(run)],
])('leaves %s come with what is cosigned, and are given in full', async (_, open) => {
  const store = open()
  const bytes = new Uint8Array(64).fill(1)
  expect(await store.held('VCT')).toBe(0)
  expect(await store.replace('VCT', null, logAt(2), [{ tile: tile(0, 2), bytes }])).toBe(true)
  expect(await store.replace('VCT', null, logAt(5), [{ tile: tile(0, 5), bytes }])).toBe(false)
  expect(await store.held('VCT')).toBe(2)
  expect(await store.readTiles('VCT', [tile(0, 1), tile(0, 2), tile(0, 3), tile(1, 1)])).toEqual([
    bytes.subarray(0, 32),
    bytes,
    null,
    null,
  ])
  const before = await store.latest('VCT')
  const grown = new Uint8Array(96).fill(2)
  expect(await store.replace('VCT', before, logAt(3), [{ tile: tile(0, 3), bytes: grown }])).toBe(true)
  expect(await store.readTiles('VCT', [tile(0, 3)])).toEqual([grown])
  expect(await store.held('GRD')).toBe(0)
})
