import { frameHash, sameBytes, type StreamName } from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import type { OutFrame, OutStream, StreamTx } from './store.ts'

/** Frames read at a time. */
const STRIDE = 256

/** Do these frames follow one another from `before` on? */
export function chained(name: StreamName, before: Uint8Array, frames: readonly OutFrame[]): boolean {
  let prevHash = before
  for (const frame of frames) {
    if (!sameBytes(nextHash(name, prevHash, frame), frame.hash)) return false
    prevHash = frame.hash
  }
  return true
}

/**
 * Reads the stored chain of a stream of our own from its start and puts right what a turned bit made wrong: a hash follows
 * from its neighbours, a name of an envelope from its frame's hash, the stream's end from its last frame. What it cannot put
 * right it leaves; such frames lead to no head and are refused by the receiver, never taken for others. Returns the stream as
 * it is then.
 */
export async function mendOutChain<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  stream: OutStream,
): Promise<OutStream> {
  const { to, lane } = stream
  const name = { from: ctx.me, to, lane }
  let before = stream.baseHash
  for (let first = stream.baseSeq + 1; first <= stream.seq;) {
    // One more than is mended: whether a hash is wrong shows at the frame after it.
    const frames = await tx.outFrames(to, lane, first, STRIDE + 1)
    const mine = frames.slice(0, STRIDE)
    if (mine.length === 0) return stream
    const mended: OutFrame[] = []
    for (const [i, frame] of mine.entries()) {
      const right = mendFrame(name, before, frame, frames[i + 1], stream)
      if (right !== frame) mended.push(right)
      before = right.hash
    }
    for (const { seq } of mended) await ctx.record(tx, { kind: 'damaged', side: 'out', peer: to, lane, seq })
    if (mended.length > 0) await tx.addOutFrames(to, lane, mended)
    first += mine.length
  }
  if (sameBytes(before, stream.hash)) return stream
  const right = { ...stream, hash: before }
  await tx.saveOutStream(right)
  await ctx.record(tx, { kind: 'damaged', side: 'out', peer: to, lane, seq: stream.seq })
  return right
}

function mendFrame(
  name: StreamName,
  before: Uint8Array,
  frame: OutFrame,
  after: OutFrame | undefined,
  stream: OutStream,
): OutFrame {
  const hash = nextHash(name, before, frame)
  if (sameBytes(hash, frame.hash)) return frame
  // Does the rest of the chain stand on the stored hash? Then it is the envelope's name that was turned.
  const standsOnStored =
    after === undefined ? sameBytes(frame.hash, stream.hash) : follows(name, frame.hash, after)
  if (!standsOnStored) return { ...frame, hash }
  const envelope = unturned(frame.envelope, (tried) =>
    sameBytes(nextHash(name, before, { ...frame, envelope: tried }), frame.hash),
  )
  return envelope === null ? frame : { ...frame, envelope }
}

function follows(name: StreamName, before: Uint8Array, frame: OutFrame): boolean {
  return sameBytes(nextHash(name, before, frame), frame.hash)
}

function nextHash(name: StreamName, prevHash: Uint8Array, frame: OutFrame): Uint8Array {
  return frameHash({ ...name, seq: frame.seq, prevHash, envelopeHash: frame.envelope })
}

/** The bytes with one bit turned back so that they fit; null when no single bit does it. */
function unturned(bytes: Uint8Array, fits: (tried: Uint8Array) => boolean): Uint8Array | null {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const tried = new Uint8Array(bytes)
    tried[bit >> 3] = (tried[bit >> 3] as number) ^ (1 << (bit & 7))
    if (fits(tried)) return tried
  }
  return null
}
