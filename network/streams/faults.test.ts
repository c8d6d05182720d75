import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Lane } from '../wire/index.ts'
import { MemoryStore, MemoryTables } from './memory-store.ts'
import { RETRANSMIT_MS } from './sender.ts'
import { steadyDisk, testNode, threeNations, type TestNode } from './test-exchange.ts'
import type { MemoryTx } from './memory-store.ts'

const network = threeNations()

type Step =
  | { readonly do: 'send'; readonly lane: Lane }
  | { readonly do: 'next' | 'ask' | 'restart-sender' | 'restart-receiver' | 'scrub' | 'wait' }
  /** Deliver, double, lose or damage one of the messages under way, in whichever order. */
  | { readonly do: 'deliver' | 'double' | 'lose' | 'damage'; readonly pick: number }
  /** A machine ends while its disk is writing: the transaction is on the platter or not. */
  | { readonly do: 'crash'; readonly pick: number; readonly written: boolean }
  | { readonly do: 'flip'; readonly pick: number }

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('send' as const), lane: fc.constantFrom<Lane>(0, 1, 2, 3) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('next' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'ask' as const,
        'restart-sender' as const,
        'restart-receiver' as const,
        'scrub',
        'wait',
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'deliver' as const,
        'deliver' as const,
        'double' as const,
        'lose' as const,
        'damage',
      ),
      pick: fc.nat(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('crash' as const), pick: fc.nat(), written: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('flip' as const), pick: fc.nat() }) },
)

/** Two nodes and what is under way between them. */
class Pair {
  readonly tables = { LCA: new MemoryTables(), BRB: new MemoryTables() }
  nodes = { LCA: this.boot('LCA'), BRB: this.boot('BRB') }
  underWay: { readonly to: 'LCA' | 'BRB'; readonly bytes: Uint8Array }[] = []
  sent = 0
  now = Date.UTC(2026, 10, 24)

  boot(nation: 'LCA' | 'BRB', disk = steadyDisk): TestNode<MemoryTx> {
    const tables = this.tables[nation]
    const node = testNode(network, nation, new MemoryStore(tables, disk))
    node.knobs.ingest = (received, tx) => {
      const effects = (tx as MemoryTx).tables.table<number>('effects')
      for (const { envelope } of received) effects.set(envelope.id, (effects.get(envelope.id) ?? 0) + 1)
      return received.map(() => ({ kind: 'applied' }))
    }
    return node
  }

  time(): void {
    this.now += 100
    for (const node of Object.values(this.nodes)) node.knobs.now = this.now
  }

  async next(): Promise<boolean> {
    const bytes = await this.nodes.LCA.exchange.next('BRB', 1500)
    if (bytes !== null) this.underWay.push({ to: 'BRB', bytes })
    return bytes !== null
  }

  async deliver(place: number, keep: boolean, damage = false): Promise<void> {
    const message = this.underWay[place]
    if (message === undefined) return
    if (!keep) this.underWay.splice(place, 1)
    const bytes = new Uint8Array(message.bytes)
    if (damage) bytes[place % bytes.length] = (bytes[place % bytes.length] as number) ^ 4
    const reply = await this.nodes[message.to].exchange.receive(bytes)
    if (reply.ok && reply.value !== null)
      this.underWay.push({ to: reply.value.to as 'LCA', bytes: reply.value.bytes })
  }

  /** The receiver ends in the middle of writing what a message brought. */
  async crash(place: number, written: boolean): Promise<void> {
    const message = this.underWay[place]
    if (message === undefined || message.to !== 'BRB') return
    this.underWay.splice(place, 1)
    let reached = (): void => undefined
    const writing = new Promise<void>((done) => (reached = done))
    const dying = this.boot('BRB', {
      full: () => false,
      sync: () => {
        reached()
        return new Promise<void>(() => undefined)
      },
    })
    dying.knobs.now = this.now
    const ended = dying.exchange.receive(message.bytes)
    await Promise.race([writing, ended])
    for (const table of this.tables.BRB.all()) {
      if (written) table.keep()
      else table.undo()
    }
    this.nodes.BRB = this.boot('BRB')
    this.time()
  }

  flip(pick: number): void {
    const kept = this.tables.BRB.inEnvelopes.entries()
    const one = kept[pick % Math.max(1, kept.length)]
    if (one === undefined) return
    const sealed = new Uint8Array(one[1].sealed)
    sealed[pick % sealed.length] = (sealed[pick % sealed.length] as number) ^ 1
    this.tables.BRB.inEnvelopes.set(one[0], { ...one[1], sealed })
    this.tables.BRB.inEnvelopes.keep()
  }

  /** The link is whole again: nothing is lost any more, and time goes on. */
  async settle(): Promise<void> {
    await this.nodes.BRB.exchange.scrub('LCA')
    for (let round = 0; round < 12; round++) {
      this.now += RETRANSMIT_MS
      this.time()
      this.underWay.push({ to: 'BRB', bytes: this.nodes.LCA.exchange.ask('BRB') })
      while (this.underWay.length > 0 || (await this.next())) await this.deliver(0, false)
    }
  }
}

async function take(pair: Pair, s: Step): Promise<void> {
  const place = 'pick' in s && pair.underWay.length > 0 ? s.pick % pair.underWay.length : 0
  pair.time()
  if (s.do === 'send') await pair.nodes.LCA.send({ lane: s.lane, content: pair.sent++ })
  else if (s.do === 'next') await pair.next()
  else if (s.do === 'ask') pair.underWay.push({ to: 'BRB', bytes: pair.nodes.LCA.exchange.ask('BRB') })
  else if (s.do === 'restart-sender') pair.nodes.LCA = pair.boot('LCA')
  else if (s.do === 'restart-receiver') pair.nodes.BRB = pair.boot('BRB')
  else if (s.do === 'scrub') await pair.nodes.BRB.exchange.scrub('LCA')
  else if (s.do === 'wait') pair.now += RETRANSMIT_MS
  else if (s.do === 'lose') pair.underWay.splice(place, 1)
  else if (s.do === 'crash') await pair.crash(place, s.written)
  else if (s.do === 'flip') pair.flip(s.pick)
  else await pair.deliver(place, s.do === 'double', s.do === 'damage')
}

it(
  'brings everything exactly once, whatever is lost, doubled, reordered, damaged, crashed or flipped',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 120 }), async (steps) => {
        const pair = new Pair()
        for (const s of steps) await take(pair, s)
        await pair.settle()
        const frames = [...pair.tables.BRB.inFrames.values()]
        // One effect for each envelope and one frame for each effect: nothing lost, nothing twice.
        expect(frames.map((f) => f.state)).toEqual(frames.map(() => 'applied'))
        const effects = [...pair.tables.BRB.table<number>('effects').values()]
        expect(effects).toEqual(Array.from({ length: pair.sent }, () => 1))
        expect(frames).toHaveLength(pair.sent)
        expect(await pair.nodes.BRB.exchange.scrub('LCA')).toBe(0)
        const kinds = [...pair.nodes.LCA.events, ...pair.nodes.BRB.events].map((e) => e.kind)
        expect(kinds).not.toContain('fork')
      }),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 3000 : 40 },
    )
  },
  process.env['BASINET_FULL'] === '1' ? 1_800_000 : 30_000,
)
