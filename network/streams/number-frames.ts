import { frameHash, sameBytes, toHex, type Lane } from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import { mendOutChain } from './mend-chain.ts'
import type { OutEnvelope, OutFrame, OutStream, StreamTx } from './store.ts'

/** A stream whose waiting envelopes got their place, and those envelopes by hash: judged and read in this transaction. */
export interface Numbered {
  readonly stream: OutStream
  readonly judged: ReadonlyMap<string, OutEnvelope>
}

/**
 * Gives waiting envelopes their place in a stream, as many as the receiver's credit allows and one message of `maxBytes` takes.
 * What policy no longer lets leave is dropped from the queue here and never gets a number.
 */
export async function numberFrames<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  stream: OutStream,
  most: number,
  maxBytes: number,
): Promise<Numbered> {
  const { to, lane } = stream
  const room = Math.min(most, stream.acked + stream.credit - stream.seq)
  if (room <= 0 || stream.resync) return { stream, judged: new Map() }
  const waiting = await tx.pending(to, lane, room, maxBytes)
  if (waiting.length === 0) return { stream, judged: new Map() }
  const whole = await wholeEnd(ctx, tx, stream)
  const envelopes = byHash(await tx.outEnvelopes(waiting.map((p) => p.envelope)))
  const takenBack = await takenBackOf(ctx, tx, [...envelopes.values()], to)
  const frames: OutFrame[] = []
  let { seq, hash } = whole
  for (const { envelope } of waiting) {
    const found = envelopes.get(toHex(envelope))
    if (found === undefined || found.sealed === null) continue
    const reason = takenBack.has(found.meta.id) ? TAKEN_BACK : ctx.policy.mayLeave(found.meta, to, ctx.now())
    if (reason !== null) {
      await ctx.record(tx, { kind: 'withheld', to, lane, envelope: found.meta.id, reason })
      continue
    }
    seq++
    hash = frameHash({ from: ctx.me, to, lane, seq, prevHash: hash, envelopeHash: envelope })
    frames.push({ seq, envelope, hash })
  }
  await tx.dropPending(
    to,
    lane,
    waiting.map((p) => p.id),
  )
  await tx.addOutFrames(to, lane, frames)
  const next = { ...whole, seq, hash }
  await tx.saveOutStream(next)
  return { stream: next, judged: envelopes }
}

/** A new frame stands on the last one: what the stream says of its end must be what that frame says. */
async function wholeEnd<Tx extends StreamTx>(ctx: StreamContext<Tx>, tx: Tx, stream: OutStream) {
  const { to, lane, seq, baseSeq, baseHash, hash } = stream
  const [last] = seq === baseSeq ? [{ hash: baseHash }] : await tx.outFrames(to, lane, seq, 1)
  return last !== undefined && sameBytes(last.hash, hash) ? stream : mendOutChain(ctx, tx, stream)
}

/** Reason of what its label has taken back since it was queued. */
export const TAKEN_BACK = 'label-changed'

export async function takenBackOf<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  envelopes: readonly OutEnvelope[],
  to: string,
): Promise<ReadonlySet<string>> {
  const metas = envelopes.filter((e) => e.sealed !== null).map((e) => e.meta)
  if (ctx.takenBack === undefined || metas.length === 0) return new Set()
  return ctx.takenBack(tx, metas, to)
}

export function byHash(envelopes: readonly OutEnvelope[]): Map<string, OutEnvelope> {
  return new Map(envelopes.map((e) => [toHex(e.hash), e]))
}

/** Lanes 0 and 1 are small and urgent: they are never made to wait for room in a message. */
export function messageBytes(lane: Lane, budget: number): number {
  return lane <= 1 ? Math.max(budget, 262_144) : budget
}
