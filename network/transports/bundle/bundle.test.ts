import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { memoryNode, threeNations } from '../../streams/test-exchange.ts'
import { BLOCK_BYTES } from './blocks.ts'
import { exportBundle, importBundle, type BundleEvent, type BundleParts } from './carry.ts'
import { openBundle } from './format.ts'
import { memoryLedger } from './ledger.ts'
import { signKeys } from '../../register/index.ts'

const network = threeNations()
let nodes: Record<string, ReturnType<typeof party>>

function party(nation: string) {
  const node = memoryNode(network, nation)
  const told: BundleEvent[] = []
  let ids = 0
  const parts: BundleParts = {
    me: nation,
    exchange: node.exchange,
    register: () => node.knobs.register,
    signer: () => network.member(nation).signer,
    ledger: memoryLedger(),
    now: () => node.knobs.now,
    newId: () => `0192f3a0-0000-7000-8000-0000000b${String(ids++).padStart(4, '0')}`,
    audit: async (event) => void told.push(event),
  }
  return { node, told, parts }
}

const lca = () => nodes['LCA']!
const brb = () => nodes['BRB']!

async function bundleOf(count: number, size = 600): Promise<Uint8Array> {
  for (let i = 0; i < count; i++) await lca().node.send({ content: [i, noise(i, size)] })
  return new Uint8Array(must(await exportBundle(lca().parts, 'BRB')).file)
}

/** Does not deflate. */
function noise(seed: number, size: number): Uint8Array {
  let state = seed + 1
  return Uint8Array.from({ length: size }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff)
}

const numbers = () => brb().node.applied.map((content) => (content as [number])[0])

beforeEach(() => {
  nodes = Object.fromEntries(['LCA', 'BRB', 'VCT'].map((nation) => [nation, party(nation)]))
})

it('carries what waits on a stick, and the receipt back on another', async () => {
  const file = await bundleOf(30)
  const taken = must(await importBundle(brb().parts, file))
  expect(numbers()).toEqual(Array.from({ length: 30 }, (_, i) => i))
  expect(taken).toMatchObject({ refused: [], mended: [], missing: 0, manifest: { from: 'LCA', serial: 1 } })
  must(await importBundle(lca().parts, must(await exportBundle(brb().parts, 'LCA')).file))
  expect(await lca().node.exchange.next('BRB', 10_000)).toBeNull()
  expect(lca().told.map((e) => e.kind)).toEqual(['bundle.exported', 'bundle.imported'])
})

it('makes several bundles of what does not fit into one, and says when one did not arrive', async () => {
  for (let i = 0; i < 40; i++) await lca().node.send({ content: [i, noise(i, 50_000)] })
  const files: Uint8Array[] = []
  for (let more = true; more;) {
    const options = { maxBytes: 900_000, continued: files.length > 0 }
    const made = must(await exportBundle(lca().parts, 'BRB', options))
    expect(made.file.length).toBeLessThan(1_300_000)
    files.push(made.file)
    more = made.more
  }
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) expect(must(await importBundle(brb().parts, file)).missing).toBe(0)
  expect(numbers()).toHaveLength(40)
  // Without a receipt the next one holds everything again, and what is there already has no effect.
  must(await exportBundle(lca().parts, 'BRB'))
  const late = must(await exportBundle(lca().parts, 'BRB'))
  expect(must(await importBundle(brb().parts, late.file)).missing).toBe(1)
  expect(numbers()).toHaveLength(40)
})

it('refuses a replay, another addressee, another network and a key that is not in force, and tells the audit', async () => {
  const file = await bundleOf(3)
  const code = async (who: ReturnType<typeof party>, bytes: Uint8Array) => {
    const taken = await importBundle(who.parts, bytes)
    return taken.ok ? 'ok' : taken.error.code
  }
  expect(await code(nodes['VCT']!, file)).toBe('bundle.addressee')
  expect(await code(brb(), file)).toBe('ok')
  expect(await code(brb(), file)).toBe('bundle.replayed')
  const forged = party('LCA')
  await forged.node.send({ content: [1] })
  const other = { ...forged.parts, signer: () => network.member('VCT').signer }
  expect(await code(brb(), must(await exportBundle(other, 'BRB')).file)).toBe('signature.other')
  brb().node.knobs.now += 800 * 86_400_000
  expect(await code(brb(), file)).toBe('signature.unknown')
  expect(brb().told.map((e) => e.reason)).toEqual([
    null,
    'bundle.replayed',
    'signature.other',
    'signature.unknown',
  ])
  expect(numbers()).toEqual([0, 1, 2])
})

it('goes on where it was broken off', async () => {
  const file = await bundleOf(1)
  await lca().node.send({ content: [1], lane: 0 })
  await lca().node.send({ content: [2], lane: 1 })
  const several = must(await exportBundle(lca().parts, 'BRB')).file
  const ledger = memoryLedger()
  let calls = 0
  const failing = {
    ...brb().parts.exchange,
    receive: (bytes: Uint8Array) => {
      if (calls++ === 2) throw new Error('the stick was pulled out')
      return brb().node.exchange.receive(bytes)
    },
  }
  const broken = { ...brb().parts, exchange: failing as never, ledger }
  await expect(importBundle(broken, several)).rejects.toThrow('pulled out')
  const again = must(await importBundle({ ...brb().parts, ledger }, several))
  expect(again.taken).toBeLessThan(openedMessages(several))
  expect(new Set(numbers())).toEqual(new Set([0, 1, 2]))
  expect(await importBundle({ ...brb().parts, ledger }, several)).toMatchObject({
    error: { code: 'bundle.replayed' },
  })
  expect(must(await importBundle(brb().parts, file)).refused).toEqual([])
})

function openedMessages(file: Uint8Array): number {
  return must(openBundle(file, signKeys(network.state, network.at))).messages.length
}

it('names the damaged byte and puts it right, or names the bytes that are past mending', async () => {
  const file = await bundleOf(12)
  const keys = signKeys(network.state, network.at)
  const whole = must(openBundle(file, keys))
  for (const at of [30, 700, file.length - 1, Math.floor(file.length / 2)]) {
    const turned = new Uint8Array(file)
    turned[at] = (turned[at] as number) ^ 0x11
    const read = must(openBundle(turned, keys))
    expect(read.mended).toEqual([at])
    expect(read.messages).toEqual(whole.messages)
  }
  const scratched = new Uint8Array(file)
  scratched.fill(0, file.length - 90, file.length - 60)
  const refused = openBundle(scratched, keys)
  expect(refused).toMatchObject({ error: { code: 'bundle.damaged' } })
  const place = Number(/bytes (\d+) to (\d+)/.exec(refused.ok ? '' : refused.error.message)?.[1])
  expect(place).toBeLessThanOrEqual(file.length - 90)
  expect(place).toBeGreaterThan(file.length - 90 - BLOCK_BYTES)
}, 60_000)

it('refuses or mends whatever was cut, lengthened or changed, and never throws', async () => {
  const file: Uint8Array = new Uint8Array(await bundleOf(4))
  const keys = signKeys(network.state, network.at)
  const whole = must(openBundle(file, keys)).messages
  const full = process.env['BASINET_FULL'] === '1'
  fc.assert(
    fc.property(fc.nat(), fc.uint8Array({ maxLength: 4 }), fc.nat(8), (at, put, cut) => {
      const place = at % file.length
      const changed = new Uint8Array(
        Buffer.concat([file.subarray(0, place), put, file.subarray(place + cut)]),
      )
      const read = openBundle(changed, keys)
      expect(read.ok ? read.value.messages : whole).toEqual(whole)
    }),
    { numRuns: full ? 2000 : 15 },
  )
}, 1_800_000)
