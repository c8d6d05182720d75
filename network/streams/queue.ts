import { fail, ok, type Label, type Result } from '@basinet/kernel/contract'
import { recipientKey } from '../register/index.ts'
import { envelopeHash, sealEnvelope, type Cbor, type Lane, type RecipientKey } from '../wire/index.ts'
import type { StreamContext } from './context.ts'
import type { StreamTx } from './store.ts'

/** Something to be sent, decided already: recipients, label and content are what leaves. */
export interface Release {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly to: readonly string[]
  readonly agreement: { readonly id: string; readonly version: number } | null
  readonly purpose: string | null
  readonly label: Label
  readonly record: { readonly id: string; readonly rev: number } | null
  readonly supersedes: string | null
  readonly content: Cbor
  readonly lane: Lane
  /** On lane 2: names the track, whose older waiting positions this one replaces. */
  readonly track: string | null
}

/**
 * Seals what is released and puts it in the queue of each recipient, in the caller's transaction. Errors:
 * `stream.recipient` (no key in force for one of them), `envelope.*`.
 */
export async function queueRelease<Tx extends StreamTx>(
  ctx: StreamContext<Tx>,
  tx: Tx,
  release: Release,
): Promise<Result<Uint8Array>> {
  const at = ctx.now()
  const to = [...new Set(release.to)].sort()
  const keys: RecipientKey[] = []
  for (const nation of to) {
    const key = recipientKey(ctx.register(), nation, at)
    if (key === null) return fail('stream.recipient', `${nation} has no key in force`, 'to')
    keys.push(key)
  }
  const { id, type, version, agreement, purpose, label, record, supersedes, content } = release
  const draft = { id, type, version, agreement, purpose, label, record, supersedes, content }
  const sealed = sealEnvelope({ ...draft, from: ctx.me, to, created: at }, keys, {
    signer: ctx.signer(),
    keys: ctx.sending,
    random: ctx.random,
    at,
  })
  if (!sealed.ok) return sealed
  const hash = envelopeHash(sealed.value)
  const meta = { id, type, version, to, agreement, purpose, label, created: at, record }
  await tx.putOutEnvelope({ hash, sealed: sealed.value, gone: null, meta })
  for (const nation of to) await tx.addPending(nation, release.lane, hash, release.track, at)
  await ctx.record(tx, { kind: 'queued', to, lane: release.lane, envelope: id })
  return ok(hash)
}
