import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { openRegion, type TestNode, type TestRegion } from '../../node/test-nodes.ts'
import { exportBundle, importBundle, type BundleEvent, type BundleParts } from './carry.ts'
import { bundleLedger } from '../../node/bundle-ledger.ts'

let region: TestRegion
beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB'])
})
afterAll(() => region.close())

function partsOf({ engine }: TestNode, told: BundleEvent[]): BundleParts {
  return {
    me: engine.parts.me,
    exchange: engine.exchange,
    register: () => engine.state.register,
    signer: () => engine.parts.signer(),
    ledger: bundleLedger(engine.parts.core),
    now: () => region.clock.now.getTime(),
    newId: randomUUID,
    audit: async (event) => void told.push(event),
  }
}

it('brings a record between two databases on a stick, under the same policy as a link, and its receipt back', async () => {
  await region.agree()
  const [lca, brb] = [region.node('LCA'), region.node('BRB')]
  const told: BundleEvent[] = []
  const [from, to] = [partsOf(lca, told), partsOf(brb, told)]
  const shared = await lca.make('Sunrise II', ['BRB'])
  const kept = await lca.make('not for abroad', [])
  const stick = must(await exportBundle(from, 'BRB'))
  expect(must(await importBundle(to, stick.file)).refused).toEqual([])
  expect((await brb.read(shared))?.body.name).toBe('Sunrise II')
  expect(await brb.read(kept)).toBeNull()
  expect(await importBundle(to, stick.file)).toMatchObject({ error: { code: 'bundle.replayed' } })
  must(await importBundle(from, must(await exportBundle(to, 'LCA')).file))
  const acked = await lca.rows<{ acked: string }>(
    'SELECT acked FROM basinet.stream_out WHERE seq > 0 AND acked < seq',
  )
  expect(acked).toEqual([])
  expect(told.map((e) => e.kind)).toEqual([
    'bundle.exported',
    'bundle.imported',
    'bundle.refused',
    'bundle.exported',
    'bundle.imported',
  ])
})
