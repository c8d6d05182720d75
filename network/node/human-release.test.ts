import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { defaultLabel, insertRecord } from '@basinet/kernel/record'
import { share } from '../sharing/contract.ts'
import { openRegion, type TestNode, type TestRegion } from './test-nodes.ts'

let region: TestRegion
let lca: TestNode
let brb: TestNode

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  await region.agree({ purposes: ['search-and-rescue'], humanRelease: 'always' })
})
afterAll(() => region.close())

async function give(id: string, to: string, state: 'given' | 'taken-back'): Promise<void> {
  const { core } = lca.db
  const about = { type: 'vessel-sighting', id }
  const body = { about, to: [to], note: '', state }
  const label = defaultLabel(core, share, core.now())
  const author = { person: 'anna', command: 'share.give', reason: null }
  const decl = share as never
  await lca.as(async (tx) => must(await insertRecord(tx, decl, author, { id: randomUUID(), body, label })))
}

const withheld = async (id: string): Promise<unknown> =>
  (
    await lca.rows<{ reasons: unknown }>('SELECT reasons FROM basinet.network_withheld WHERE record = $1', [
      id,
    ])
  )[0]?.reasons

it('a label that names a partner is no release where a person must give each record', async () => {
  const id = await lca.make('named, not given', ['BRB'])
  await region.settle()
  expect(await withheld(id)).toEqual(['human-release'])
  expect(await brb.read(id)).toBeNull()
  await give(id, 'VCT', 'given')
  await give(id, 'BRB', 'taken-back')
  await lca.relabel(id, {})
  await lca.follow()
  await region.settle()
  expect(await brb.read(id)).toBeNull()
})

it('what a person gave to that partner leaves', async () => {
  const id = await lca.make('given', ['BRB'])
  await give(id, 'BRB', 'given')
  await lca.relabel(id, {})
  await lca.follow()
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ body: { name: 'given' } })
})

it('what is addressed when it is made leaves, and with it what moves, until it is taken back', async () => {
  const id = await lca.make('moving', [])
  await lca.as((tx) =>
    tx.client.query('SELECT basinet.network_address($1, $2, $3)', ['vessel-sighting', id, ['BRB']]),
  )
  const move = async (n: number): Promise<void> => {
    lca.moving.push({ record: id, content: { n } })
    await lca.engine.sendLive()
  }
  await move(1)
  await region.settle()
  expect(brb.cameLive).toEqual([])
  await lca.relabel(id, { releaseTo: ['BRB'] })
  await lca.follow()
  await move(2)
  await move(3)
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ body: { name: 'moving' } })
  // Of what waits for a link only the newest goes.
  expect(brb.cameLive).toMatchObject([{ record: id, owner: 'LCA', content: { n: 3 } }])
  // Queued before it was taken back: it does not leave, and nothing more does.
  await move(4)
  await lca.relabel(id, { releaseTo: [] })
  await region.settle()
  expect(brb.cameLive).toHaveLength(1)
  await lca.follow()
  await move(5)
  await region.settle()
  expect(brb.cameLive).toHaveLength(1)
  expect(await brb.read(id)).toBeNull()
  const archived = 'SELECT count(*)::integer AS n FROM basinet.envelope_in WHERE record = $1'
  expect(await brb.rows(archived, [id])).toEqual([{ n: 0 }])
})
