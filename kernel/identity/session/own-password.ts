import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { passwordWeakness } from '../secrets/password-rule.ts'
import type { Passwords } from '../secrets/passwords.ts'
import { BUSY, REFUSED } from '../sign-in/open.ts'
import { attemptKeysOf, lockedFailure, refuse } from '../sign-in/password.ts'
import { findAccount, type Account } from '../store/accounts.ts'
import { beginAttempt, undoAttempt } from '../store/attempts.ts'
import { setPassword } from '../store/credentials.ts'
import type { Opened, Origin, OwnCredentials, Resolved } from '../types.ts'
import { freshlyProven, settle, STEP_UP, type CredentialParts } from './credential-change.ts'

type Change = OwnCredentials['changePassword']

export function passwordPart(parts: CredentialParts, passwords: Passwords): { changePassword: Change } {
  const { ctx } = parts
  return {
    async changePassword(now, token, input, origin): Promise<Result<Opened>> {
      const account = await ctx.asNode((tx) => findAccount(tx, { person: now.session.person }))
      if (account === null) return REFUSED
      const known = await currentPassword(ctx, passwords, account, now, input.current, origin)
      if (!known.ok) return known
      const about = [account.person.name, account.person.username, ctx.address.rpName]
      const weakness =
        input.password === input.current
          ? 'it is the same as before'
          : passwordWeakness(input.password, about)
      if (weakness !== null) return fail('identity.password-weak', weakness, 'password')
      const sealed = await passwords.seal(account.id, input.password)
      if (sealed === null) return BUSY
      await ctx.asNode((tx) => setPassword(tx, account.id, sealed, false))
      return settle(parts, now, token, 'password changed', false)
    },
  }
}

/** The present password, where there is one, counted like a sign-in. Without one, only a session that was just proven may set it. */
async function currentPassword(
  ctx: IdentityContext,
  passwords: Passwords,
  account: Account,
  now: Resolved,
  current: string | undefined,
  origin: Origin,
): Promise<Result<true>> {
  if (account.password === null) return freshlyProven(ctx, account, now) ? ok(true) : STEP_UP
  const keys = attemptKeysOf(account.person.username, origin)
  const attempt = await ctx.asNode((tx) => beginAttempt(tx, keys, ctx.lockout))
  if (attempt.locked) return lockedFailure(attempt.until, ctx.core.now())
  const seen = await passwords.verify(account.id, account.password, current ?? '')
  if (seen !== null && !seen.right) {
    await refuse(ctx, account, 'password', attempt, origin, 'step-up')
    return fail('identity.refused', 'the present password is not right', 'current')
  }
  await ctx.asNode((tx) => undoAttempt(tx, keys, attempt, false))
  return seen === null ? BUSY : ok(true)
}
