import {
  BATCH_FRAMES_MAX,
  encodeBatch,
  envelopeHash,
  sameBytes,
  signHead,
  toHex,
  type Gone,
  type SentFrame,
} from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import { chained, mendOutChain } from './mend-chain.ts'
import { byHash, TAKEN_BACK, takenBackOf } from './number-frames.ts'
import { FRAME_BYTES, type OutEnvelope, type OutFrame, type OutStream, type StreamTx } from './store.ts'

export interface BuiltBatch {
  readonly bytes: Uint8Array
  readonly first: number
  readonly last: number
}

/**
 * A batch of numbered frames from `first` on, up to `most` frames and about `maxBytes`; at least one. Policy is asked again
 * for each: what may no longer leave, and what is damaged here, goes as a frame without content. Null when frame `first` is
 * not there.
 * @param judged envelopes that this very transaction has read and asked about already
 */
export async function buildBatch<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  stream: OutStream,
  first: number,
  most: number,
  maxBytes: number,
  judged: ReadonlyMap<string, OutEnvelope> = new Map(),
): Promise<BuiltBatch | null> {
  const { to, lane } = stream
  const limit = Math.min(most, BATCH_FRAMES_MAX)
  const run = await framesFrom(ctx, tx, stream, first, limit)
  if (run === null) return null
  const { before, frames } = run
  const others = frames.flatMap((f) => (judged.has(toHex(f.envelope)) ? [] : [f.envelope]))
  const read = others.length === 0 ? [] : await tx.outEnvelopes(others)
  const takenBack = await takenBackOf(ctx, tx, read, to)
  const envelopes = new Map([...judged, ...byHash(read)])
  const sent: SentFrame[] = []
  let size = 0
  for (const frame of frames) {
    const body = await bodyOf(
      ctx,
      tx,
      stream,
      frame.seq,
      frame.envelope,
      envelopes.get(toHex(frame.envelope)),
      takenBack,
    )
    size += FRAME_BYTES + body.length
    if (sent.length > 0 && size > maxBytes) break
    sent.push({ envelopeHash: frame.envelope, body })
  }
  const last = frames[sent.length - 1]
  if (last === undefined) return null
  const name = { from: ctx.me, to, lane }
  const head = signHead(name, last.seq, last.hash, ctx.now(), ctx.signer())
  return {
    bytes: encodeBatch({ ...name, first, prevHash: before, frames: sent, head }),
    first,
    last: last.seq,
  }
}

/** Frames from `first` on and the hash of the one before; a chain that was damaged here is mended first. */
async function framesFrom<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  stream: OutStream,
  first: number,
  limit: number,
): Promise<{ readonly before: Uint8Array; readonly frames: readonly OutFrame[] } | null> {
  const { to, lane, baseSeq, baseHash } = stream
  const name = { from: ctx.me, to, lane }
  const fromBase = first - 1 === baseSeq
  for (let again = false; ; again = true) {
    // The frame before tells the hash the batch continues from.
    const rows = await tx.outFrames(to, lane, fromBase ? first : Math.max(1, first - 1), limit + 1)
    const before = fromBase ? baseHash : rows.find((r) => r.seq === first - 1)?.hash
    const frames = rows.filter((r) => r.seq >= first).slice(0, limit)
    if (before === undefined || frames[0]?.seq !== first) return null
    if (again || chained(name, before, frames)) return { before, frames }
    await mendOutChain(ctx, tx, stream)
  }
}

async function bodyOf<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  { to, lane }: Pick<OutStream, 'to' | 'lane'>,
  seq: number,
  hash: Uint8Array,
  envelope: OutEnvelope | undefined,
  takenBack: ReadonlySet<string>,
): Promise<Uint8Array | Gone> {
  if (envelope === undefined || envelope.sealed === null) return envelope?.gone ?? 'expunged'
  const reason = takenBack.has(envelope.meta.id)
    ? TAKEN_BACK
    : ctx.policy.mayLeave(envelope.meta, to, ctx.now())
  if (reason !== null) {
    await ctx.record(tx, { kind: 'withheld', to, lane, envelope: envelope.meta.id, reason })
    return 'withheld'
  }
  if (sameBytes(envelopeHash(envelope.sealed), hash)) return envelope.sealed
  await ctx.record(tx, { kind: 'damaged', side: 'out', peer: to, lane, seq })
  return 'damaged'
}
