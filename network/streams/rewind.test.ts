import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { memoryNode, threeNations } from './test-exchange.ts'

it('sends at once again what came out of order, when everything under way is answered', async () => {
  const network = threeNations()
  const lca = memoryNode(network, 'LCA')
  const brb = memoryNode(network, 'BRB')
  for (let i = 0; i < 20; i++) await lca.send({ content: i })
  const first = (await lca.exchange.next('BRB', 3000)) as Uint8Array
  const second = (await lca.exchange.next('BRB', 100_000)) as Uint8Array
  for (const message of [second, first]) {
    brb.knobs.now += 100
    const receipt = must(await brb.exchange.receive(message))
    must(await lca.exchange.receive(receipt?.bytes as Uint8Array))
  }
  lca.exchange.rewind('BRB')
  // A receiver may have set the early one aside meanwhile; one that has not gets it again.
  const again = await lca.exchange.next('BRB', 100_000)
  if (again !== null) must(await brb.exchange.receive(again))
  expect(brb.applied).toEqual(Array.from({ length: 20 }, (_, i) => i))
})
