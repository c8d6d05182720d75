import { fail, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import type { Passwords } from '../secrets/passwords.ts'
import { findAccount, type Account } from '../store/accounts.ts'
import { beginAttempt, undoAttempt, type Attempt, type AttemptKeys } from '../store/attempts.ts'
import { setPassword } from '../store/credentials.ts'
import type { Opened, Origin, SignInMethod } from '../types.ts'
import { BUSY, logRefusal, openFor, REFUSED } from './open.ts'
import { useSecondFactor } from './second-factor.ts'
import { addressUnit, attemptKey, usernameForm } from './username.ts'

export interface PasswordInput {
  readonly username: string
  readonly password: string
  readonly totp?: string
}

type Verdict =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'more'; readonly code: 'identity.totp-needed' | 'identity.passkey-needed' }
  | { readonly kind: 'in'; readonly method: SignInMethod; readonly strong: boolean }

export function attemptKeysOf(username: string, origin: Origin): AttemptKeys {
  return {
    account: attemptKey('account', usernameForm(username)),
    address: attemptKey('address', addressUnit(origin.address)),
  }
}

/**
 * Sign-in with a password and, where enrolled, a code. Whether the name is unknown, the account suspended, without password
 * or the password wrong: one look-up, one argon2id, one log entry, one answer.
 */
export async function signInWithPassword(
  ctx: IdentityContext,
  passwords: Passwords,
  input: PasswordInput,
  origin: Origin,
): Promise<Result<Opened>> {
  const keys = attemptKeysOf(input.username, origin)
  const attempt = await ctx.asNode((tx) => beginAttempt(tx, keys, ctx.lockout))
  const account = await ctx.asNode((tx) => findAccount(tx, { name: usernameForm(input.username) }))
  if (attempt.locked) {
    await logRefusal(ctx, 'password', account?.id ?? null, 'locked', origin)
    return lockedFailure(attempt.until, ctx.core.now())
  }
  const seen = await passwords.verify(account?.id ?? null, account?.password ?? null, input.password)
  if (seen === null) {
    await ctx.asNode((tx) => undoAttempt(tx, keys, attempt, false))
    return BUSY
  }
  const verdict = await judge(ctx, account, seen.right, input.totp)
  if (verdict.kind === 'refused' || account === null) {
    await refuse(ctx, account, verdict.kind === 'refused' ? verdict.why : 'unknown', attempt, origin)
    return REFUSED
  }
  await ctx.asNode((tx) => undoAttempt(tx, keys, attempt, verdict.kind === 'in'))
  if (verdict.kind === 'more') return fail(verdict.code, 'a second factor is expected', 'totp')
  if (seen.weaker) await rehash(ctx, passwords, account, input.password)
  return openFor(ctx, account, verdict, origin)
}

async function judge(
  ctx: IdentityContext,
  account: Account | null,
  right: boolean,
  totp: string | undefined,
): Promise<Verdict> {
  if (account === null) return { kind: 'refused', why: 'unknown' }
  if (!right) return { kind: 'refused', why: account.password === null ? 'no password' : 'password' }
  if (account.person.state !== 'active') return { kind: 'refused', why: account.person.state }
  if (account.totp === null) {
    return account.passkeys > 0
      ? { kind: 'more', code: 'identity.passkey-needed' }
      : { kind: 'in', method: 'password', strong: false }
  }
  if (totp === undefined) return { kind: 'more', code: 'identity.totp-needed' }
  const used = await useSecondFactor(ctx, account, totp)
  if (used === null) return { kind: 'refused', why: 'code' }
  return { kind: 'in', method: used === 'totp' ? 'password-totp' : 'password-recovery', strong: true }
}

export async function refuse(
  ctx: IdentityContext,
  account: Account | null,
  why: string,
  attempt: Attempt & { locked: false },
  origin: Origin,
  method: SignInMethod | 'step-up' = 'password',
): Promise<void> {
  await logRefusal(ctx, method, account?.id ?? null, why, origin)
  if (attempt.lockNext === null) return
  await ctx.audit({
    kind: 'session.locked',
    actor: 'unknown',
    ...(account === null ? {} : { type: 'person', record: account.id }),
    outcome: 'done',
    details: {
      failures: attempt.accountCount,
      until: attempt.lockNext.toISOString(),
      address: origin.address,
    },
  })
}

const DAY_SECONDS = 86_400

export function lockedFailure(until: Date, at: Date): ReturnType<typeof fail> {
  const seconds = Math.ceil((until.getTime() - at.getTime()) / 1000)
  return fail(
    'identity.locked',
    seconds > DAY_SECONDS
      ? 'too many refusals in a row; an administrator must unlock'
      : `too many refusals; try again in ${seconds} s`,
  )
}

/** The work asked for has grown since this hash was made; now that the password is known, it is made again. */
async function rehash(
  ctx: IdentityContext,
  passwords: Passwords,
  account: Account,
  password: string,
): Promise<void> {
  const sealed = await passwords.seal(account.id, password)
  if (sealed !== null) await ctx.asNode((tx) => setPassword(tx, account.id, sealed, account.mustChange))
}
