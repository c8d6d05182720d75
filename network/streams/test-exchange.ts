import { must } from '@basinet/kernel/contract'
import { testNetwork, type TestNetwork } from '../register/test-network.ts'
import type { RegisterState } from '../register/index.ts'
import { seededBytes, testLabel } from '../wire/test-parties.ts'
import type { Envelope } from '../wire/index.ts'
import type { Received, StreamContext, Taken } from './context.ts'
import type { StreamEvent } from './event.ts'
import { Exchange } from './exchange.ts'
import type { Room } from './lanes.ts'
import { MemoryStore, MemoryTables, type Disk, type MemoryTx } from './memory-store.ts'
import type { Release } from './queue.ts'
import type { EnvelopeMeta, StreamStore, StreamTx } from './store.ts'

const AT = Date.UTC(2026, 10, 24)

/** What a test may turn at while the node runs. */
export interface Knobs {
  now: number
  room: Room
  register: RegisterState
  mayLeave: (meta: EnvelopeMeta, to: string) => string | null
  mayHold: (envelope: Envelope) => string | null
  understands: (type: string) => boolean
  /** `tx` is the transaction of the node's own store. */
  ingest: (received: readonly Received[], tx: unknown) => Taken[]
}

export interface TestNode<Tx extends StreamTx> {
  readonly nation: string
  readonly knobs: Knobs
  readonly store: StreamStore<Tx>
  readonly exchange: Exchange<Tx>
  readonly events: StreamEvent[]
  /** Contents that had their effect, in order, with repeats if there were any. */
  readonly applied: unknown[]
  /** Fills up what is to be sent. */
  release(release: Partial<Release> & { readonly content: unknown }): Release
  send(release: Partial<Release> & { readonly content: unknown }): Promise<void>
  /** As if the process had ended and begun again on the same store. */
  restart(): void
}

export const steadyDisk: Disk = { sync: () => Promise.resolve(), full: () => false }

export function threeNations(): TestNetwork {
  return testNetwork(['LCA', 'BRB', 'VCT'], AT)
}

let counter = 0
const nextId = (): string => `0192f3a0-0000-7000-8000-${String(counter++).padStart(12, '0')}`

function releaseOf(nation: string, release: Partial<Release> & { readonly content: unknown }): Release {
  return {
    id: nextId(),
    type: 'vessel-sighting',
    version: 1,
    to: ['BRB'],
    agreement: { id: '0192f3a0-0000-7000-8000-00000000a001', version: 1 },
    purpose: 'counter-narcotics',
    label: testLabel({ owner: nation }),
    record: null,
    supersedes: null,
    lane: 3,
    track: null,
    ...release,
    content: release.content as Release['content'],
  }
}

export function testNode<Tx extends StreamTx>(
  network: TestNetwork,
  nation: string,
  store: StreamStore<Tx>,
): TestNode<Tx> {
  const member = network.member(nation)
  const knobs: Knobs = {
    now: AT,
    room: 'free',
    register: network.state,
    mayLeave: () => null,
    mayHold: () => null,
    understands: () => true,
    ingest: (received) => received.map(() => ({ kind: 'applied' })),
  }
  const events: StreamEvent[] = []
  const applied: unknown[] = []
  const ctx: StreamContext<Tx> = {
    me: nation,
    signer: () => member.signer,
    sending: member.sending,
    receiving: member.receiving,
    register: () => knobs.register,
    policy: {
      mayLeave: (meta, to) => knobs.mayLeave(meta, to),
      mayHold: (envelope) => knobs.mayHold(envelope),
    },
    ingest: (tx, received) => {
      const answers = knobs.ingest(received, tx)
      for (const [i, r] of received.entries())
        if (answers[i]?.kind === 'applied') applied.push(r.envelope.content)
      return Promise.resolve(answers)
    },
    understands: (type) => knobs.understands(type),
    record: (_tx, event) => {
      events.push(event)
      return Promise.resolve()
    },
    now: () => knobs.now,
    random: seededBytes(`node ${nation}`),
    room: () => knobs.room,
  }
  const node = {
    nation,
    knobs,
    store,
    events,
    applied,
    exchange: new Exchange(ctx, store),
    release: (release: Partial<Release> & { readonly content: unknown }) => releaseOf(nation, release),
    async send(release: Partial<Release> & { readonly content: unknown }) {
      const full = releaseOf(nation, release)
      await store.transact(async (tx) => must(await node.exchange.queue(tx, full)))
    },
    restart() {
      node.exchange = new Exchange(ctx, store)
    },
  }
  return node
}

export function memoryNode(
  network: TestNetwork,
  nation: string,
  tables = new MemoryTables(),
): TestNode<MemoryTx> & {
  readonly tables: MemoryTables
} {
  return Object.assign(testNode(network, nation, new MemoryStore(tables, steadyDisk)), { tables })
}

interface Link {
  readonly exchange: Exchange<never>
  readonly nation: string
}

/** Carries everything from one node to another and the receipts back, until nothing moves; messages carried. */
export async function carry(from: Link, to: Link, maxBytes = 100_000, most = 1000): Promise<number> {
  for (let carried = 0; carried < most; carried++) {
    const message = await from.exchange.next(to.nation, maxBytes)
    if (message === null) return carried
    const reply = await to.exchange.receive(message)
    if (reply.ok && reply.value !== null) must(await from.exchange.receive(reply.value.bytes))
  }
  return most
}
