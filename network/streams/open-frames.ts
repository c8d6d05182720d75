import type { Result } from '@basinet/kernel/contract'
import { signKeys, type RegisterState } from '../register/index.ts'
import { openEnvelope, type Envelope, type Gone, type OpeningParts } from '../wire/index.ts'
import type { Received, StreamContext, Taken } from './context.ts'
import type { InEnvelope, InFrame, StreamTx } from './store.ts'

/** A frame to be taken in: its place, and its sealed envelope or why there is none. */
export interface Incoming {
  readonly seq: number
  readonly envelope: Uint8Array
  readonly hash: Uint8Array
  readonly body: Uint8Array | Gone | 'missing'
}

export interface TakenFrames {
  readonly frames: readonly InFrame[]
  readonly kept: readonly InEnvelope[]
  /** Ids of envelopes, by frame, for the audit. */
  readonly ids: ReadonlyMap<number, string>
}

/** Thrown through a transaction that is then done again without the frame that a fault of this node hit. */
export class FrameFault extends Error {
  readonly seqs: readonly number[]
  constructor(seqs: readonly number[], cause: unknown) {
    super(`frames ${seqs.join(', ')}`, { cause })
    this.seqs = seqs
  }
}

/** Failures of opening that a later register or key may mend: the envelope is kept. */
const MENDABLE = new Set(['signature.unknown', 'envelope.key'])

/** What frames had inside when they were opened, and the register that their signatures were checked against. */
export interface OpenedAhead {
  readonly register: RegisterState
  readonly envelopes: ReadonlyMap<number, Result<Envelope>>
}

/**
 * Opens the envelopes of a batch, its first frame being `first`, before its turn in the store comes: what costs most of a frame
 * is then done while the database still writes the batch before it.
 */
export function openAhead<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  first: number,
  frames: readonly { readonly body: Uint8Array | Gone }[],
): OpenedAhead {
  const parts = openingParts(ctx)
  const envelopes = new Map<number, Result<Envelope>>()
  for (const [i, { body }] of frames.entries())
    if (typeof body !== 'string') envelopes.set(first + i, openEnvelope(body, parts))
  return { register: ctx.register(), envelopes }
}

function openingParts<Tx extends StreamTx>(ctx: StreamContext<Tx>): OpeningParts {
  return { me: ctx.me, keys: ctx.receiving, signKeyOf: signKeys(ctx.register(), ctx.now()) }
}

/**
 * Opens frames, asks the policy whether this node may hold each, and hands them over for their effects, once each.
 * @param skip frames a fault of this node hit before: stored as failed, not handed over
 * @param ahead what was opened of them already; of no use any more when the register has changed since
 */
export async function takeFrames<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  from: string,
  incoming: readonly Incoming[],
  skip: ReadonlySet<number>,
  ahead: OpenedAhead | null = null,
): Promise<TakenFrames> {
  const frames = new Map<number, InFrame>()
  const kept: InEnvelope[] = []
  const ids = new Map<number, string>()
  const opened: { readonly at: Incoming; readonly sealed: Uint8Array; readonly envelope: Envelope }[] = []
  const settle = (at: Incoming, state: InFrame['state'], reason: string | null): void => {
    frames.set(at.seq, { seq: at.seq, envelope: at.envelope, hash: at.hash, state, reason })
  }
  const parts = openingParts(ctx)
  const before = ahead?.register === ctx.register() ? ahead.envelopes : null
  for (const at of incoming) {
    if (typeof at.body === 'string') {
      settle(at, at.body === 'missing' ? 'missing' : 'gone', at.body)
      continue
    }
    const read = before?.get(at.seq) ?? openEnvelope(at.body, parts)
    if (read.ok && read.value.from === from) opened.push({ at, sealed: at.body, envelope: read.value })
    else {
      const code = read.ok ? 'envelope.sender' : read.error.code
      const mendable = MENDABLE.has(code)
      settle(at, mendable ? 'parked' : 'refused', code)
      if (mendable) kept.push({ hash: at.envelope, sealed: at.body, record: null, agreement: null })
    }
  }
  const seen = await tx.seen(
    from,
    opened.map((o) => o.envelope.id),
  )
  const given: typeof opened = []
  for (const one of opened) {
    ids.set(one.at.seq, one.envelope.id)
    const reason = ctx.policy.mayHold(one.envelope, ctx.now())
    if (reason !== null) settle(one.at, 'refused', reason)
    else if (seen.has(one.envelope.id)) settle(one.at, 'applied', 'repeat')
    else if (skip.has(one.at.seq)) settle(one.at, 'failed', 'fault')
    else if (!ctx.understands(one.envelope.type, one.envelope.version)) settle(one.at, 'parked', 'type')
    else {
      seen.add(one.envelope.id)
      given.push(one)
    }
    if (reason === null) kept.push(inEnvelope(one.at, one.sealed, one.envelope))
  }
  const answers = await hand(ctx, tx, from, given)
  for (const [i, one] of given.entries()) settle(one.at, ...stateOf(answers[i]))
  // What was refused is not kept; what is parked comes again, so it has had no effect yet.
  const applied = given.filter((_, i) => answers[i]?.kind === 'applied')
  const refused = new Set(given.filter((_, i) => answers[i]?.kind === 'refused').map((o) => o.at.envelope))
  await tx.markSeen(
    from,
    applied.map((o) => o.envelope.id),
  )
  const list = incoming.map((at) => frames.get(at.seq)).filter((f) => f !== undefined)
  return { frames: list, kept: kept.filter((k) => !refused.has(k.hash)), ids }
}

async function hand<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  from: string,
  given: readonly { readonly at: Incoming; readonly envelope: Envelope }[],
): Promise<Taken[]> {
  if (given.length === 0) return []
  const received = given.map(({ at, envelope }): Received => ({ from, seq: at.seq, envelope }))
  try {
    const answers = await ctx.ingest(tx, received)
    if (answers.length !== given.length) throw new Error('BUG: ingest answers each envelope')
    return answers
  } catch (cause) {
    // Which one it was is unknown in a batch of several: the caller tries them one by one.
    throw new FrameFault(
      given.map((g) => g.at.seq),
      cause,
    )
  }
}

function stateOf(taken: Taken | undefined): [InFrame['state'], string | null] {
  if (taken === undefined) throw new Error('BUG: ingest answers each envelope')
  return taken.kind === 'applied' ? ['applied', null] : [taken.kind, taken.reason]
}

function inEnvelope(at: Incoming, sealed: Uint8Array, envelope: Envelope): InEnvelope {
  const { record, agreement } = envelope
  return { hash: at.envelope, sealed, record: record?.id ?? null, agreement: agreement?.id ?? null }
}
