import { expect } from 'vitest'
import { STREAM_START, type Lane } from '../wire/index.ts'
import { testLabel } from '../wire/test-parties.ts'
import { FRAME_BYTES, type InFrame, type OutEnvelope, type StreamStore, type StreamTx } from './store.ts'

const hash = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const uuid = (n: number): string => `0192f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`
const record = { id: uuid(901), rev: 1 }
const agreement = { id: uuid(902), version: 1 }

function envelope(n: number, change: Partial<OutEnvelope['meta']> = {}): OutEnvelope {
  const meta = {
    id: uuid(n),
    type: 'vessel-sighting',
    version: 1,
    to: ['BRB'],
    agreement,
    purpose: 'search-and-rescue',
    label: testLabel(),
    created: 1000 + n,
    record,
    ...change,
  }
  return { hash: hash(n), sealed: new Uint8Array([n, 1, 2]), gone: null, meta }
}

const frame = (seq: number, state: InFrame['state'] = 'applied'): InFrame => {
  return { seq, envelope: hash(seq), hash: hash(100 + seq), state, reason: null }
}

class Bench {
  readonly run: <T>(work: (tx: StreamTx) => Promise<T>) => Promise<T>

  constructor(store: StreamStore<StreamTx>) {
    this.run = (work) => store.transact(work)
  }

  /** Queues envelope `n` and gives it its number on a stream. */
  send = (n: number, seq: number, to = 'BRB', lane: Lane = 3): Promise<void> =>
    this.run(async (tx) => {
      await tx.putOutEnvelope(envelope(n))
      await tx.addOutFrames(to, lane, [{ seq, envelope: hash(n), hash: hash(100 + n) }])
      await tx.saveOutStream({ ...(await tx.outStream(to, lane)), seq })
    })
}

interface Case {
  readonly name: string
  readonly check: (bench: Bench) => Promise<void>
}

/** What every store of streams must do; each runs all of it, every case on an empty store. */
export function conformance(
  store: () => StreamStore<StreamTx>,
): { name: string; check: () => Promise<void> }[] {
  return CASES.map(({ name, check }) => ({ name, check: () => check(new Bench(store())) }))
}

const CASES: readonly Case[] = [
  {
    name: 'begins every stream at nothing and gives back what was saved',
    check: async ({ run }) => {
      await run(async (tx) => {
        const out = await tx.outStream('BRB', 2)
        expect(out).toMatchObject({ to: 'BRB', lane: 2, seq: 0, acked: 0, receiptAt: 0, resync: false })
        expect(out.hash).toEqual(STREAM_START)
        await tx.saveOutStream({ ...out, seq: 7, hash: hash(7), acked: 5, receiptAt: 1_800_000_000_000 })
        const received = await tx.inStream('BRB', 2)
        expect(received).toEqual({ from: 'BRB', lane: 2, seq: 0, hash: STREAM_START, head: null })
        await tx.saveInStream({ ...received, seq: 3, head: hash(9) })
      })
      await run(async (tx) => {
        expect(await tx.outStream('BRB', 2)).toMatchObject({
          seq: 7,
          hash: hash(7),
          acked: 5,
          receiptAt: 1_800_000_000_000,
        })
        expect(await tx.outStream('BRB', 1)).toMatchObject({ seq: 0 })
        expect(await tx.inStream('BRB', 2)).toMatchObject({ seq: 3, head: hash(9) })
        expect((await tx.outStreams()).map((s) => `${s.to}/${s.lane}`)).toEqual(['BRB/2'])
        expect((await tx.inStreams()).map((s) => `${s.from}/${s.lane}`)).toEqual(['BRB/2'])
      })
    },
  },

  {
    name: 'gives back an envelope with its meta, and what waits in the order it came',
    check: async ({ run }) => {
      await run(async (tx) => {
        for (const n of [3, 1, 2]) {
          await tx.putOutEnvelope(envelope(n))
          await tx.addPending('BRB', 3, hash(n), null, n)
        }
        await tx.addPending('VCT', 3, hash(1), null, 9)
      })
      await run(async (tx) => {
        expect(await tx.outEnvelopes([hash(1), hash(77)])).toEqual([envelope(1)])
        const waiting = await tx.pending('BRB', 3, 2)
        expect(waiting.map((p) => p.envelope)).toEqual([hash(3), hash(1)])
        const each = (envelope(1).sealed?.length ?? 0) + FRAME_BYTES
        for (const [bytes, fit] of [
          [1, 1],
          [2 * each, 2],
          [3 * each - 1, 2],
          [9 * each, 3],
        ] as const)
          expect(await tx.pending('BRB', 3, 9, bytes)).toHaveLength(fit)
        await tx.dropPending(
          'BRB',
          3,
          waiting.map((p) => p.id),
        )
        expect((await tx.pending('BRB', 3, 9)).map((p) => p.envelope)).toEqual([hash(2)])
        expect(await tx.pending('VCT', 3, 9)).toMatchObject([{ at: 9, track: null }])
      })
    },
  },

  {
    name: 'lets a newer position of a track take the place of the one that waits',
    check: async ({ run }) => {
      await run(async (tx) => {
        for (const n of [1, 2]) await tx.addPending('BRB', 2, hash(n), 'track-a', n)
        await tx.addPending('BRB', 2, hash(3), 'track-b', 3)
        await tx.addPending('VCT', 2, hash(4), 'track-a', 4)
        expect((await tx.pending('BRB', 2, 9)).map((p) => p.envelope)).toEqual([hash(2), hash(3)])
        expect(await tx.pending('VCT', 2, 9)).toHaveLength(1)
      })
    },
  },

  {
    name: 'gives frames as far as they follow one another',
    check: async ({ run }) => {
      await run(async (tx) => {
        const frames = [1, 2, 4].map((seq) => ({ seq, envelope: hash(seq), hash: hash(seq) }))
        await tx.addOutFrames('BRB', 3, frames)
        expect((await tx.outFrames('BRB', 3, 1, 9)).map((f) => f.seq)).toEqual([1, 2])
        expect((await tx.outFrames('BRB', 3, 2, 1)).map((f) => f.seq)).toEqual([2])
        expect(await tx.outFrames('BRB', 3, 3, 9)).toEqual([])
        await tx.putInFrames('BRB', 3, [frame(1), frame(2, 'missing'), frame(3, 'parked')])
        expect((await tx.inFrames('BRB', 3, 1, 9)).map((f) => f.state)).toEqual([
          'applied',
          'missing',
          'parked',
        ])
        expect((await tx.inFramesIn('BRB', 3, 'missing', 9)).map((f) => f.seq)).toEqual([2])
        await tx.putInFrames('BRB', 3, [frame(2, 'applied')])
        expect(await tx.inFramesIn('BRB', 3, 'missing', 9)).toEqual([])
      })
    },
  },

  {
    name: 'takes content out of outbox, queues and archive by record or by agreement, and nothing else',
    check: async ({ run, send }) => {
      await send(1, 1)
      await run(async (tx) => {
        await tx.putOutEnvelope(envelope(2, { record: { id: uuid(5), rev: 1 } }))
        for (const n of [1, 2]) await tx.addPending('VCT', 3, hash(n), null, n)
        const kept = { sealed: new Uint8Array([1]), agreement: agreement.id }
        await tx.keepInEnvelopes([
          { hash: hash(11), record: record.id, ...kept },
          { hash: hash(12), record: uuid(5), ...kept },
          { hash: hash(12), record: uuid(5), ...kept },
        ])
        await tx.putInFrames('BRB', 3, [{ ...frame(1), envelope: hash(11) }])
      })
      await run(async (tx) => {
        expect(await tx.withdrawOut({}, 'recalled')).toBe(0)
        expect(await tx.withdrawOut({ record: record.id }, 'recalled')).toBe(1)
        expect(await tx.outEnvelopes([hash(1)])).toMatchObject([{ sealed: null, gone: 'recalled' }])
        expect((await tx.pending('VCT', 3, 9)).map((p) => p.envelope)).toEqual([hash(2)])
        expect(await tx.withdrawIn({ record: record.id }, 'recalled')).toBe(1)
        expect(await tx.inEnvelope(hash(11))).toBeNull()
        expect(await tx.inFrames('BRB', 3, 1, 1)).toMatchObject([{ state: 'gone', reason: 'recalled' }])
        expect(await tx.withdrawOut({ agreement: agreement.id }, 'withheld')).toBe(1)
        expect(await tx.withdrawIn({ agreement: agreement.id, record: uuid(5) }, 'ended')).toBe(1)
      })
    },
  },

  {
    name: 'forgets what every recipient has on disk, oldest first, and nothing that is still wanted',
    check: async ({ run, send }) => {
      await send(1, 1)
      await send(2, 2)
      await send(3, 3)
      await run(async (tx) => {
        await tx.putOutEnvelope(envelope(4))
        await tx.addPending('VCT', 3, hash(1), null, 1)
        await tx.saveOutStream({ ...(await tx.outStream('BRB', 3)), acked: 2 })
        expect(await tx.forgetDelivered(2000, 1)).toBe(1)
        expect(await tx.forgetDelivered(1002, 9)).toBe(0)
        expect(await tx.forgetDelivered(2000, 9)).toBe(1)
        const left = await tx.outEnvelopes([1, 2, 3, 4].map(hash))
        expect(left.filter((e) => e.sealed !== null).map((e) => e.meta.id)).toEqual([uuid(1), uuid(3)])
      })
    },
  },

  {
    name: 'knows which envelopes of a sender had their effect',
    check: async ({ run }) => {
      await run(async (tx) => {
        await tx.markSeen('BRB', [uuid(1), uuid(2)])
        await tx.markSeen('BRB', [uuid(2)])
        expect(await tx.seen('BRB', [uuid(1), uuid(3)])).toEqual(new Set([uuid(1)]))
        expect(await tx.seen('VCT', [uuid(1)])).toEqual(new Set())
      })
    },
  },

  {
    name: 'keeps nothing of a transaction that fails, and runs one at a time',
    check: async ({ run }) => {
      const failing = run(async (tx) => {
        await tx.markSeen('BRB', [uuid(1)])
        throw new Error('half way')
      })
      await expect(failing).rejects.toThrow('half way')
      expect(await run((tx) => tx.seen('BRB', [uuid(1)]))).toEqual(new Set())
      const order: number[] = []
      const slow = async (n: number): Promise<void> => {
        order.push(n)
        await new Promise((resolve) => setTimeout(resolve, 5))
        order.push(n)
      }
      await Promise.all([1, 2, 3].map((n) => run(() => slow(n))))
      expect(order).toEqual([1, 1, 2, 2, 3, 3])
    },
  },
]
