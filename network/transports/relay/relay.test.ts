import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { must, ok } from '@basinet/kernel/contract'
import { memoryNode, threeNations } from '../../streams/test-exchange.ts'
import type { Answerer, Transport } from '../transport.ts'
import { RelayClient } from './client.ts'
import { directoryRelayStore } from './directory-store.ts'
import { encodeRelayAnswer, encodeRelayRequest, openRelayAnswer } from './message.ts'
import { relayAnswerer, RELAY_KEEP_MS, RELAY_PAIR_MESSAGES_MAX } from './relay.ts'
import type { RelayStore } from './store.ts'

const network = threeNations()
const signal = new AbortController().signal
const ADDRESS = { nation: 'REG', urls: [], certificates: [] }
const MEMBERS = ['LCA', 'BRB', 'VCT']
let folder: string
let clock: number
let store: RelayStore
let answer: Answerer

async function openRelay(): Promise<void> {
  store = await directoryRelayStore(folder)
  answer = relayAnswerer({ store, isMember: (n) => MEMBERS.includes(n), now: () => clock })
}

/** A node behind the relay; `spoil` is what the relay does to what it gives out. */
function behind(nation: string, spoil: (messages: Uint8Array[]) => Uint8Array[] = (m) => m) {
  const node = memoryNode(network, nation)
  const transport: Transport = {
    async exchange(_relay, request) {
      const given = await answer(nation, request, { waitSeconds: 0, signal })
      if (!given.ok) return given
      const opened = must(openRelayAnswer(given.value))
      const spoilt = spoil(opened.held.map(([, , m]) => m))
      const held = opened.held.slice(0, spoilt.length).map(([id, from], i) => [id, from, spoilt[i]] as const)
      return ok(encodeRelayAnswer({ ...opened, held: held as never }))
    },
    close: () => undefined,
  }
  const client = new RelayClient({
    exchange: node.exchange,
    transport,
    relay: () => ADDRESS,
    now: () => clock,
    signal,
  })
  return { node, round: async (...peers: string[]) => must(await client.round(peers)) }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'))
  clock = network.at
  await openRelay()
})
afterEach(() => rmSync(folder, { recursive: true }))

it('brings everything over a relay to a node that is away, and the receipt back', async () => {
  const [lca, brb] = [behind('LCA'), behind('BRB')]
  for (let i = 0; i < 20; i++) await lca.node.send({ content: i })
  expect((await lca.round('BRB')).left).toBeGreaterThan(0)
  // The relay's machine ends and comes back meanwhile, and had begun to write.
  writeFileSync(join(folder, 'x.part'), 'half')
  await openRelay()
  clock += 86_400_000
  await brb.round('LCA')
  expect(brb.node.applied).toEqual(Array.from({ length: 20 }, (_, i) => i))
  expect((await lca.round('BRB')).taken).toBe(1)
  expect(await lca.node.exchange.next('BRB', 10_000)).toBeNull()
  await lca.round('BRB')
  await brb.round('LCA')
  expect(readdirSync(folder)).toEqual([])
})

it('holds no readable word of what it carries, anywhere in its storage', async () => {
  const lca = behind('LCA')
  const words = ['Sunrise II', 'contact at dawn', 'counter-narcotics', 'vessel-sighting']
  for (const word of words.slice(0, 2)) await lca.node.send({ content: { word, again: word } })
  await lca.round('BRB')
  const files = readdirSync(folder)
  const all = Buffer.concat(files.flatMap((f) => [Buffer.from(f), readFileSync(join(folder, f))]))
  expect(all.length).toBeGreaterThan(1000)
  for (const word of words) {
    for (const encoding of ['utf8', 'utf16le', 'base64', 'hex'] as const) {
      const hidden =
        encoding === 'utf16le'
          ? Buffer.from(word, encoding)
          : Buffer.from(word).toString(encoding).replaceAll('=', '')
      expect(all.includes(hidden), `${word} as ${encoding}`).toBe(false)
    }
  }
  // What it can see is who writes to whom, and how much.
  expect(all.includes('LCA') && all.includes('BRB')).toBe(true)
})

it.each([
  [
    'changes',
    (m: Uint8Array[]) => m.map((bytes) => bytes.map((b, i) => (i === bytes.length - 9 ? b ^ 1 : b))),
  ],
  ['reorders', (m: Uint8Array[]) => m.toReversed()],
  ['doubles', (m: Uint8Array[]) => m.map((bytes) => bytes)],
  ['keeps back', (m: Uint8Array[]) => m.slice(1)],
  ['makes up', (m: Uint8Array[]) => m.map(() => new Uint8Array([0xa0]))],
] as const)(
  'a relay that %s messages brings nothing wrong in, and what it spoilt comes again',
  async (_, spoil) => {
    let spoils = true
    const lca = behind('LCA')
    const brb = behind('BRB', (m) => (spoils ? [...spoil(m)] : m))
    for (let i = 0; i < 4; i++)
      for (const lane of [0, 1, 3] as const) await lca.node.send({ content: [lane, i], lane })
    await lca.round('BRB')
    await brb.round('LCA')
    const early = brb.node.applied as [number, number][]
    for (const lane of [0, 1, 3]) {
      const got = early.filter(([l]) => l === lane).map(([, i]) => i)
      expect(got).toEqual(got.map((__, i) => i))
    }
    spoils = false
    for (let day = 0; day < 4; day++) {
      clock += 86_400_000
      for (const { node } of [lca, brb]) node.knobs.now = clock
      await lca.round('BRB')
      await brb.round('LCA')
    }
    expect(brb.node.applied).toHaveLength(12)
    expect(new Set(brb.node.applied.map((c) => JSON.stringify(c))).size).toBe(12)
  },
)

it('lets a flooding member fill its own share only, and forgets what nobody comes for', async () => {
  const say = async (from: string, to: string, bytes: Uint8Array) => {
    const request = encodeRelayRequest({ leave: [[to, bytes]], taken: [], room: 0 })
    return must(openRelayAnswer(must(await answer(from, request, { waitSeconds: 0, signal })))).refused
  }
  const crowded = {
    ...store,
    load: async (from: string) => ({ messages: from === 'VCT' ? RELAY_PAIR_MESSAGES_MAX : 0, bytes: 0 }),
  }
  answer = relayAnswerer({ store: crowded, isMember: (n) => MEMBERS.includes(n), now: () => clock })
  expect(await say('VCT', 'BRB', new Uint8Array(10))).toEqual([[0, 'relay.full']])
  expect(await say('LCA', 'BRB', new Uint8Array(10))).toEqual([])
  expect(await say('LCA', 'ZZZ', new Uint8Array(10))).toEqual([[0, 'relay.addressee']])
  expect(await say('LCA', 'LCA', new Uint8Array(10))).toEqual([[0, 'relay.addressee']])
  // The same again is kept once.
  await say('LCA', 'BRB', new Uint8Array(10))
  expect((await store.load('LCA', 'BRB')).messages).toBe(1)
  // Nobody else can take it or have it forgotten.
  await store.drop('VCT', [1])
  expect((await store.take('VCT', 9, 999)).messages).toEqual([])
  expect((await store.take('BRB', 9, 999)).messages).toHaveLength(1)
  clock += RELAY_KEEP_MS + 1
  await say('VCT', 'BRB', new Uint8Array(1))
  expect((await store.take('BRB', 9, 999)).messages).toEqual([])
})

it('answers what is no request by a refusal', async () => {
  const given = await answer('LCA', new Uint8Array([1, 2, 3]), { waitSeconds: 0, signal })
  expect(given).toMatchObject({ ok: false })
})
