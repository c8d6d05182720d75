import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { deriveKeys } from '@basinet/oprf'
import { asNetwork } from '../node/db.ts'
import { networkTestModules } from '../node/test-nodes.ts'
import { openFollowUp, stepFollowUp } from './follow-up.ts'
import { freshLedger, spend } from './rate-limit.ts'
import {
  keepOutputs,
  keepUpdate,
  loadFollowUp,
  loadHeldSet,
  loadSetCopy,
  lockLedger,
  saveFollowUp,
  saveLedger,
} from './sql-store.ts'
import { HeldSet, HIT_SUITE, keyInfo } from './token-set.ts'

const name = { class: 'persons', epoch: 7 }
const keys = must(deriveKeys(HIT_SUITE, new Uint8Array(32).fill(3), keyInfo(name)))
const of = { name, keys, outputBytes: 8 }
const limit = { tokensPerUnit: 10, tokensPerNation: 12 }
let db: TestStore
beforeAll(async () => {
  db = await openTestStore({ modules: networkTestModules() })
})
afterAll(() => db.close())

it('goes on with a set after a restart: the partner’s copy follows every change and drifts nowhere', async () => {
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
  const change = (work: (set: HeldSet) => readonly string[]): Promise<number> =>
    asNetwork(db.core, async (client) => {
      // A new process each time: nothing is left but what was kept.
      const set = await loadHeldSet(client, 'LCA', of)
      for (const record of work(set)) await keepOutputs(client, set, record)
      const update = set.takeUpdate()
      if (update !== null) await keepUpdate(client, 'LCA', update)
      return set.size
    })
  const copySize = () =>
    asNetwork(db.core, async (client) => must(await loadSetCopy(client, 'LCA', name, 8)).size)
  const put = (set: HeldSet, record: string, tokens: string[]): string => {
    must(set.put(record, tokens))
    return record
  }
  expect(await change((set) => [put(set, a, ['one', 'two']), put(set, b, ['two', 'three'])])).toBe(3)
  expect(await copySize()).toBe(3)
  expect(
    await change((set) => {
      set.remove(a)
      return [a, put(set, c, ['four'])]
    }),
  ).toBe(3)
  expect(await copySize()).toBe(3)
  expect(await change(() => [])).toBe(3)
  const held = await asNetwork(db.core, (client) => loadHeldSet(client, 'LCA', of))
  const copy = await asNetwork(db.core, async (client) => must(await loadSetCopy(client, 'LCA', name, 8)))
  for (const output of [...held.outputsOf(b), ...held.outputsOf(c)]) expect(copy.has(output)).toBe(true)
  expect(held.outputsOf(a)).toEqual([])
  expect(held.takeUpdate()).toBeNull()
})

it('counts tokens over restarts, and two answers at once never spend the same ones', async () => {
  const asker = { nation: 'BRB', unit: 'BRB/immigration', epoch: 7 }
  const answer = () =>
    asNetwork(db.core, async (client) => {
      const spent = spend(await lockLedger(client, 7), asker, 4, limit)
      if (spent.ok) await saveLedger(client, spent.value)
      return spent.ok
    })
  const answers = await Promise.all([answer(), answer(), answer(), answer()])
  expect(answers.filter(Boolean)).toHaveLength(2)
  const other = await asNetwork(db.core, (client) => lockLedger(client, 8))
  expect(other).toEqual(freshLedger(8))
})

it('keeps what follows a hit, and shows it to the network alone', async () => {
  const question = randomUUID()
  const opened = openFollowUp({ question, requester: 'BRB', holder: 'LCA', coreDataHours: 48 }, 1000)
  await asNetwork(db.core, (client) => saveFollowUp(client, opened))
  const confirmed = must(
    stepFollowUp(opened, 'LCA', { step: 'confirm', person: 'anna', records: [randomUUID()] }, 2000),
  )
  await asNetwork(db.core, (client) => saveFollowUp(client, confirmed))
  expect(await asNetwork(db.core, (client) => loadFollowUp(client, question))).toEqual(confirmed)
  expect(await asNetwork(db.core, (client) => loadFollowUp(client, randomUUID()))).toBeNull()
  const seen = await db.read(testSubject(), (tx) => tx.client.query('SELECT FROM basinet.hit_follow_up'))
  expect(seen.rows).toEqual([])
})
