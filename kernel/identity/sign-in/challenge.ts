import type { IdentityContext } from '../context.ts'
import { freshToken, hashOf } from '../secrets/one-use.ts'
import { spendChallenge } from '../store/credentials.ts'

export type ChallengeKind = 'passkey-sign-in' | 'passkey-enrol' | 'passkey-step-up' | 'oidc'

interface Sealed {
  readonly nonce: string
  readonly until: number
  readonly data: unknown
}

const sealId = (kind: ChallengeKind): string => `challenge:${kind}`
/** A sealed challenge of ours is shorter; anything longer is not opened. */
const TEXT_MAX = 4096

/**
 * A challenge that carries what belongs to it, sealed by the node's key. Nothing is stored before it is spent, so that
 * whoever is not signed in cannot make the database grow by asking.
 */
export function freshChallenge(
  ctx: IdentityContext,
  kind: ChallengeKind,
  data: unknown,
  lifeMs: number,
): string {
  const sealed: Sealed = { nonce: freshToken(ctx.random), until: ctx.core.now().getTime() + lifeMs, data }
  return ctx.vault.seal('identity', sealId(kind), Buffer.from(JSON.stringify(sealed), 'utf8'))
}

/** What the challenge carried, once; null when it is not ours, of another kind, too old, or spent. */
export async function takeChallenge(
  ctx: IdentityContext,
  kind: ChallengeKind,
  text: string,
): Promise<unknown> {
  if (text.length === 0 || text.length > TEXT_MAX) return null
  const opened = ctx.vault.open('identity', sealId(kind), text)
  if (!opened.ok) return null
  const sealed = JSON.parse(Buffer.from(opened.value).toString('utf8')) as Sealed
  if (sealed.until <= ctx.core.now().getTime()) return null
  const first = await ctx.asNode((tx) => spendChallenge(tx, hashOf(sealed.nonce), new Date(sealed.until)))
  return first ? sealed.data : null
}
