import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { freshToken, hashOf } from '../secrets/one-use.ts'
import { limitOf } from '../session/limit.ts'
import { effectiveRights } from '../session/rights.ts'
import type { Account } from '../store/accounts.ts'
import { openSession } from '../store/sessions.ts'
import type { Opened, Origin, SignInMethod } from '../types.ts'

const AGENT_MAX = 300
const ADDRESS_MAX = 64

/** One refusal for everything wrong about a credential: its text tells nobody which part, or whether there is an account. */
export const REFUSED = fail('identity.refused', 'sign-in refused')
export const BUSY = fail('identity.busy', 'too many sign-ins at once; try again in a moment')

/** A proven identity becomes a session, and is logged before its token leaves. */
export async function openFor(
  ctx: IdentityContext,
  account: Account,
  how: { readonly method: SignInMethod; readonly strong: boolean },
  origin: Origin,
): Promise<Result<Opened>> {
  const token = freshToken(ctx.random)
  const at = ctx.core.now()
  const limit = limitOf({
    mode: ctx.core.mode,
    strong: how.strong,
    mustChange: account.mustChange && how.method.startsWith('password'),
    secondFactor: account.totp !== null || account.passkeys > 0,
  })
  const rights = effectiveRights(account.id, account.person, [], ctx.core.registry.roles, at)
  const session = ctx.uuid()
  const opened = await ctx.asNode((tx) =>
    openSession(tx, {
      id: session,
      tokenHash: hashOf(token),
      person: account.id,
      method: how.method,
      limit,
      strongAt: how.strong ? at : null,
      purpose: rights.purposes[0] ?? null,
      address: origin.address.slice(0, ADDRESS_MAX),
      agent: origin.agent.slice(0, AGENT_MAX),
      until: new Date(at.getTime() + ctx.limits.absoluteSeconds * 1000),
      idleSeconds: ctx.limits.idleSeconds,
    }),
  )
  if (!opened) return REFUSED
  await ctx.audit({
    kind: 'session.opened',
    actor: account.id,
    session,
    outcome: 'done',
    details: { method: how.method, limit, address: origin.address, agent: origin.agent.slice(0, AGENT_MAX) },
  })
  return ok({ token, session, person: account.id, limit, maxAgeSeconds: ctx.limits.absoluteSeconds })
}

/** Logs a refusal. The account is named where there is one, as the record concerned: who tried is not known. */
export async function logRefusal(
  ctx: IdentityContext,
  method: SignInMethod | 'step-up',
  account: string | null,
  why: string,
  origin: Origin,
): Promise<void> {
  await ctx.audit({
    kind: 'session.refused',
    actor: 'unknown',
    ...(account === null ? {} : { type: 'person', record: account }),
    outcome: 'denied',
    details: { method, why, address: origin.address, agent: origin.agent.slice(0, AGENT_MAX) },
  })
}
