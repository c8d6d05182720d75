import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { freshToken, hashOf } from '../secrets/one-use.ts'
import { rotateSession } from '../store/sessions.ts'
import type { Limit, Opened, Resolved } from '../types.ts'

/**
 * So long a replaced token still serves: requests under way after a proof; longer where the node renews it unasked, because
 * that answer may be lost on the way. The first use of the new token cuts it to the short time.
 */
const GRACE_MS = { asked: 10_000, unasked: 120_000 } as const

/**
 * A new token for a session (ASVS 5.0 7.2.4: after every proof and change of rights). Error `identity.session-absent`: the
 * session ended, or another request renewed it first.
 */
export async function renew(
  ctx: IdentityContext,
  now: Resolved,
  token: string,
  change: { readonly limit: Limit; readonly strong: boolean; readonly unasked?: boolean },
): Promise<Result<Opened>> {
  const at = ctx.core.now()
  const fresh = freshToken(ctx.random)
  const done = await ctx.asNode((tx) =>
    rotateSession(tx, {
      session: now.session.id,
      current: hashOf(token),
      fresh: hashOf(fresh),
      grace: new Date(at.getTime() + (change.unasked === true ? GRACE_MS.unasked : GRACE_MS.asked)),
      limit: change.limit,
      strongAt: change.strong ? at : null,
    }),
  )
  if (!done) return fail('identity.session-absent', 'this session was ended or renewed meanwhile')
  const left = Math.floor((Date.parse(now.session.until) - at.getTime()) / 1000)
  return ok({
    token: fresh,
    session: now.session.id,
    person: now.session.person,
    limit: change.limit,
    maxAgeSeconds: Math.max(left, 0),
  })
}
