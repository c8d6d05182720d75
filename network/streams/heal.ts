import { envelopeHash, LANES, sameBytes, STREAM_START } from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import { expectedHash } from './receiver.ts'
import type { InFrame, StreamStore, StreamTx } from './store.ts'

/** Frames looked at in one transaction. */
const STRIDE = 256

/**
 * Reads every stored frame and envelope that came from a sender and marks as missing what does not have its hash, so that
 * the next receipt asks for it. A stored chain that was turned over is told from a sender's lie because the next frame, or
 * the head the sender signed, still fits. Returns how many were marked.
 */
export async function scrubInbox<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  store: StreamStore<Tx>,
  from: string,
): Promise<number> {
  let marked = 0
  for (const lane of LANES) {
    const name = { from, to: ctx.me, lane }
    let before: Uint8Array = STREAM_START
    for (let first = 1; ; first += STRIDE) {
      const start = before
      const step = await store.transact(async (tx) => {
        const frames = await tx.inFrames(from, lane, first, STRIDE)
        const damaged: InFrame[] = []
        let previous = start
        for (const frame of frames) {
          const expected = expectedHash(name, previous, frame)
          const whole = await isWhole(tx, frame)
          if (!sameBytes(expected, frame.hash) || !whole) {
            damaged.push({ ...frame, state: 'missing', reason: 'damaged' })
            await ctx.record(tx, { kind: 'damaged', side: 'in', peer: from, lane, seq: frame.seq })
          }
          // One wrong row makes its neighbour look wrong too; asked for again, both are written as the sender signed them.
          previous = frame.hash
        }
        await tx.putInFrames(from, lane, damaged)
        return { count: frames.length, damaged: damaged.length, last: previous }
      })
      marked += step.damaged
      before = step.last
      if (step.count < STRIDE) break
    }
    marked += await mendHead(ctx, store, from, lane)
  }
  return marked
}

async function isWhole<Tx extends StreamTx>(tx: Tx, frame: InFrame): Promise<boolean> {
  if (frame.state === 'gone' || frame.state === 'refused' || frame.state === 'missing') return true
  const kept = await tx.inEnvelope(frame.envelope)
  return kept !== null && sameBytes(envelopeHash(kept.sealed), frame.envelope)
}

/** The stream's own row must end where its last frame does. */
async function mendHead<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  store: StreamStore<Tx>,
  from: string,
  lane: 0 | 1 | 2 | 3,
): Promise<number> {
  return store.transact(async (tx) => {
    const stream = await tx.inStream(from, lane)
    const [last] = stream.seq === 0 ? [] : await tx.inFrames(from, lane, stream.seq, 1)
    if (last === undefined || last.state === 'missing' || sameBytes(last.hash, stream.hash)) return 0
    await tx.saveInStream({ ...stream, hash: last.hash })
    await ctx.record(tx, { kind: 'damaged', side: 'in', peer: from, lane, seq: stream.seq })
    return 1
  })
}
