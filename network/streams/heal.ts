import {
  envelopeHash,
  frameHash,
  LANES,
  openHead,
  sameBytes,
  STREAM_START,
  type Lane,
} from '../wire/index.ts'
import { signKeys } from '../register/index.ts'
import type { StreamContext } from './context.ts'
import { mendOutChain } from './mend-chain.ts'
import type { InFrame, InStream, StreamStore, StreamTx } from './store.ts'

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
    let before: Uint8Array = STREAM_START
    for (let first = 1; ; first += STRIDE) {
      const start = before
      const step = await store.transact((tx) => scrubStride(ctx, tx, from, lane, first, start))
      marked += step.damaged
      before = step.last
      if (step.count < STRIDE) break
    }
    marked += await store.transact((tx) => mendEnd(ctx, tx, from, lane))
  }
  return marked
}

/** The same for what this node sends: the chain it stored. */
export async function scrubOutbox<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  store: StreamStore<Tx>,
  to: string,
): Promise<void> {
  for (const lane of LANES)
    await store.transact(async (tx) => mendOutChain(ctx, tx, await tx.outStream(to, lane)))
}

/** The same for one lane, in the caller's transaction: before this node calls what it was sent a lie. */
export async function scrubLane<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  from: string,
  lane: Lane,
): Promise<number> {
  let marked = 0
  let before: Uint8Array = STREAM_START
  for (let first = 1; ; first += STRIDE) {
    const step = await scrubStride(ctx, tx, from, lane, first, before)
    marked += step.damaged
    before = step.last
    if (step.count < STRIDE) return marked + (await mendEnd(ctx, tx, from, lane))
  }
}

async function scrubStride<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  from: string,
  lane: Lane,
  first: number,
  before: Uint8Array,
): Promise<{ readonly count: number; readonly damaged: number; readonly last: Uint8Array }> {
  const name = { from, to: ctx.me, lane }
  const frames = await tx.inFrames(from, lane, first, STRIDE)
  const damaged: InFrame[] = []
  let previous = before
  for (const frame of frames) {
    const { seq, envelope } = frame
    const expected = frameHash({ ...name, seq, prevHash: previous, envelopeHash: envelope })
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
}

async function isWhole<Tx extends StreamTx>(tx: Tx, frame: InFrame): Promise<boolean> {
  if (frame.state === 'gone' || frame.state === 'refused' || frame.state === 'missing') return true
  const kept = await tx.inEnvelope(frame.envelope)
  return kept !== null && sameBytes(envelopeHash(kept.sealed), frame.envelope)
}

/**
 * The stream's own row must end where its last frame does, and its head must be the sender's word for that place: a sender
 * that was restored resumes from it. Without one the last frame is asked for again, and brings a new head with it.
 */
async function mendEnd<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  from: string,
  lane: Lane,
): Promise<number> {
  const stream = await tx.inStream(from, lane)
  const [last] = stream.seq === 0 ? [] : await tx.inFrames(from, lane, stream.seq, 1)
  if (last === undefined || last.state === 'missing') return 0
  const right = sameBytes(last.hash, stream.hash)
  const headed = headFits(ctx, { ...stream, hash: last.hash })
  if (right && headed) return 0
  await tx.saveInStream({ ...stream, hash: last.hash, head: headed ? stream.head : null })
  if (!headed) await tx.putInFrames(from, lane, [{ ...last, state: 'missing', reason: 'head' }])
  await ctx.record(tx, { kind: 'damaged', side: 'in', peer: from, lane, seq: stream.seq })
  return 1
}

/** A head by a key that is no longer in force is left: asked again, the sender could not sign it better for that place. */
function headFits<Tx extends StreamTx>(ctx: StreamContext<Tx>, stream: InStream): boolean {
  if (stream.head === null) return false
  const opened = openHead(stream.head, signKeys(ctx.register(), ctx.now()))
  if (!opened.ok) return opened.error.code === 'signature.unknown'
  const { from, to, lane, seq, hash } = opened.value
  const place = from === stream.from && to === ctx.me && lane === stream.lane && seq === stream.seq
  return place && sameBytes(hash, stream.hash)
}
