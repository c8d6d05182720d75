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
