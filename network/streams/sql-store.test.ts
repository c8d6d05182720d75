import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { networkTestModules } from '../node/test-nodes.ts'
import { SqlStore } from './sql-store.ts'
import { conformance } from './test-conformance.ts'
import { carry, testNode, threeNations } from './test-exchange.ts'

const TABLES = [
  'stream_out',
  'envelope_out',
  'frame_pending',
  'frame_out',
  'stream_in',
  'frame_in',
  'envelope_in',
  'envelope_seen',
]
const modules = networkTestModules()

let saintLucia: TestStore
let barbados: TestStore
beforeAll(async () => {
  saintLucia = await openTestStore({ modules })
  barbados = await openTestStore({ modules, nation: 'BRB' })
})
afterAll(async () => {
  await saintLucia.close()
  await barbados.close()
})

it.each(conformance(() => new SqlStore(saintLucia.core)))('in PostgreSQL: $name', async ({ check }) => {
  await saintLucia.admin.query(`TRUNCATE ${TABLES.map((t) => `basinet.${t}`).join(', ')}`)
  await expect(check()).resolves.toBeUndefined()
})

it('carries streams between two databases, across processes that end on both sides', async () => {
  await saintLucia.admin.query(`TRUNCATE ${TABLES.map((t) => `basinet.${t}`).join(', ')}`)
  const network = threeNations()
  const lca = testNode(network, 'LCA', new SqlStore(saintLucia.core))
  const brb = testNode(network, 'BRB', new SqlStore(barbados.core))
  const link = (node: unknown) => node as Parameters<typeof carry>[0]
  for (let i = 0; i < 12; i++) await lca.send({ content: i, lane: i % 3 === 0 ? 0 : 3 })
  const lost = await lca.exchange.next('BRB', 10_000)
  expect(lost).not.toBeNull()
  lca.restart()
  await carry(link(lca), link(brb), 3000)
  brb.restart()
  const repeat = must(await brb.exchange.receive(lost as Uint8Array))
  expect(repeat).not.toBeNull()
  await lca.send({ content: 12 })
  await carry(link(lca), link(brb))
  expect([...brb.applied].sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 13 }, (_, i) => i),
  )
  expect(await brb.exchange.scrub('LCA')).toBe(0)
})

it('shows the streams to the network alone: no officer and not the node reads or writes a row', async () => {
  await saintLucia.admin.query(
    `INSERT INTO basinet.envelope_seen VALUES ('BRB', gen_random_uuid()) ON CONFLICT DO NOTHING`,
  )
  const { core, store } = saintLucia
  for (const subject of [testSubject(), nodeSubject('LCA')])
    for (const table of TABLES) {
      const { rows } = await store.run(sealedSubject(core, subject, core.now()), {}, (tx) =>
        tx.client.query(`SELECT FROM basinet.${table}`),
      )
      expect([table, rows.length]).toEqual([table, 0])
    }
  const writing = store.run(sealedSubject(core, testSubject(), core.now()), {}, (tx) =>
    tx.client.query(`INSERT INTO basinet.envelope_seen VALUES ('BRB', gen_random_uuid())`),
  )
  await expect(writing).rejects.toThrow(/row-level security/)
})
