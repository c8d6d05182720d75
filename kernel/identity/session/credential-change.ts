import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { findAccount, type Account } from '../store/accounts.ts'
import { endSessions } from '../store/sessions.ts'
import type { Opened, Resolved } from '../types.ts'
import { steppedUp } from '../../record/step-up.ts'
import { limitOf } from './limit.ts'
import { renew } from './renew.ts'
import type { Resolver } from './resolve.ts'

export interface CredentialParts {
  readonly ctx: IdentityContext
  readonly resolver: Resolver
}

export const STEP_UP = fail('identity.step-up-needed', 'prove again who you are')

const hasSecondFactor = (account: Account): boolean => account.totp !== null || account.passkeys > 0

/** True where the session need not, or has just, proven a second factor. */
export function freshlyProven(ctx: IdentityContext, account: Account, now: Resolved): boolean {
  return !hasSecondFactor(account) || steppedUp(now.session.strongAt, ctx.core.now())
}

/** The account behind a session, if credentials may be changed in it now. */
export async function changeable(ctx: IdentityContext, now: Resolved): Promise<Result<Account>> {
  const account = await ctx.asNode((tx) => findAccount(tx, { person: now.session.person }))
  if (account === null) return fail('identity.session-absent', 'the session ended')
  if (now.session.limit === 'change-password')
    return fail('identity.password-first', 'change the password first')
  return freshlyProven(ctx, account, now) ? ok(account) : STEP_UP
}

export function logChange(ctx: IdentityContext, now: Resolved, what: string): Promise<string> {
  return ctx.audit({
    kind: 'identity.changed',
    actor: now.session.person,
    session: now.session.id,
    type: 'person',
    record: now.session.person,
    outcome: 'done',
    details: { what },
  })
}

/** After a change of credentials: other sessions end (they may be a thief's), this one gets a new token. */
export async function settle(
  { ctx, resolver }: CredentialParts,
  now: Resolved,
  token: string,
  what: string,
  strong: boolean,
): Promise<Result<Opened>> {
  const account = await ctx.asNode((tx) => findAccount(tx, { person: now.session.person }))
  if (account === null) return fail('identity.session-absent', 'the session ended')
  const limit = limitOf({
    mode: ctx.core.mode,
    strong: strong || now.session.strongAt !== null,
    mustChange: account.mustChange && now.session.limit === 'change-password',
    secondFactor: hasSecondFactor(account),
  })
  const opened = await renew(ctx, now, token, { limit, strong })
  await ctx.asNode((tx) => endSessions(tx, now.session.person, { except: now.session.id }, what))
  resolver.forget(now.session.person)
  await logChange(ctx, now, what)
  return opened
}
