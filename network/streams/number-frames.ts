import { frameHash, toHex, type Lane } from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import type { OutEnvelope, OutFrame, OutStream, StreamTx } from './store.ts'

/**
 * Gives waiting envelopes their place in a stream, as many as the receiver's credit allows. What policy no longer lets leave
 * is dropped from the queue here and never gets a number. Returns the stream as it is then.
 */
export async function numberFrames<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  stream: OutStream,
  most: number,
): Promise<OutStream> {
  const { to, lane } = stream
  const room = Math.min(most, stream.acked + stream.credit - stream.seq)
  if (room <= 0 || stream.resync) return stream
  const waiting = await tx.pending(to, lane, room)
  if (waiting.length === 0) return stream
  const envelopes = byHash(await tx.outEnvelopes(waiting.map((p) => p.envelope)))
  const frames: OutFrame[] = []
  let { seq, hash } = stream
  for (const { envelope } of waiting) {
    const found = envelopes.get(toHex(envelope))
    if (found === undefined || found.sealed === null) continue
    const reason = ctx.policy.mayLeave(found.meta, to, ctx.now())
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
  const next = { ...stream, seq, hash }
  await tx.saveOutStream(next)
  return next
}

export function byHash(envelopes: readonly OutEnvelope[]): Map<string, OutEnvelope> {
  return new Map(envelopes.map((e) => [toHex(e.hash), e]))
}

/** Lanes 0 and 1 are small and urgent: they are never made to wait for room in a message. */
export function messageBytes(lane: Lane, budget: number): number {
  return lane <= 1 ? Math.max(budget, 262_144) : budget
}
