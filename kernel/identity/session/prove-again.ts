import { ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { REFUSED } from '../sign-in/open.ts'
import { checkAssertion } from '../sign-in/passkey.ts'
import { attemptKeysOf, lockedFailure, refuse } from '../sign-in/password.ts'
import { useSecondFactor } from '../sign-in/second-factor.ts'
import type { Account } from '../store/accounts.ts'
import { beginAttempt, undoAttempt } from '../store/attempts.ts'
import type { Origin, Resolved, StepUp } from '../types.ts'

/** A second proof. Codes are counted like sign-ins: a stolen session must not become a place to guess in. */
export async function proveAgain(
  ctx: IdentityContext,
  account: Account,
  now: Resolved,
  input: StepUp,
  origin: Origin,
): Promise<Result<true>> {
  const keys = attemptKeysOf(account.person.username, origin)
  const attempt = await ctx.asNode((tx) => beginAttempt(tx, keys, ctx.lockout))
  if (attempt.locked) return lockedFailure(attempt.until, ctx.core.now())
  const right =
    input.kind === 'totp'
      ? (await useSecondFactor(ctx, account, input.code)) !== null
      : await samePersonPasskey(ctx, now, input.response)
  if (!right) {
    await refuse(ctx, account, input.kind, attempt, origin, 'step-up')
    return REFUSED
  }
  await ctx.asNode((tx) => undoAttempt(tx, keys, attempt, false))
  return ok(true)
}

/** The passkey must be one of the person, and the challenge one given to this session. */
async function samePersonPasskey(
  ctx: IdentityContext,
  now: Resolved,
  response: Parameters<typeof checkAssertion>[2],
): Promise<boolean> {
  const checked = await checkAssertion(ctx, 'passkey-step-up', response)
  return (
    !('why' in checked) &&
    checked.person === now.session.person &&
    (checked.data as { session?: unknown } | null)?.session === now.session.id
  )
}
