import { must } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { hashOf, recoveryForm } from '../secrets/one-use.ts'
import { matchTotp } from '../secrets/totp.ts'
import type { Account } from '../store/accounts.ts'
import { useRecoveryCode, useTotp } from '../store/credentials.ts'

export const totpSealId = (person: string): string => `totp:${person}`

export function openSecret(ctx: Pick<IdentityContext, 'vault'>, person: string, sealed: string): Uint8Array {
  return must(ctx.vault.open('identity', totpSealId(person), sealed))
}

/**
 * A code of the authenticator, or one of the recovery codes in its place. Each serves once, also when two requests carry
 * the same one. Null: neither.
 */
export async function useSecondFactor(
  ctx: IdentityContext,
  account: Account,
  typed: string,
): Promise<'totp' | 'recovery' | null> {
  if (account.totp === null) return null
  const at = ctx.core.now()
  const step = matchTotp(
    openSecret(ctx, account.id, account.totp),
    typed.replaceAll(/\s/g, ''),
    at,
    account.totpStep,
  )
  if (step !== null) return (await ctx.asNode((tx) => useTotp(tx, account.id, step))) ? 'totp' : null
  const recovery = recoveryForm(typed)
  if (recovery === null) return null
  return (await ctx.asNode((tx) => useRecoveryCode(tx, account.id, hashOf(recovery)))) ? 'recovery' : null
}
