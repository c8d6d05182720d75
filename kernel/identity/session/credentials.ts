import { fail, ok } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import type { Passwords } from '../secrets/passwords.ts'
import { findAccount } from '../store/accounts.ts'
import { readPasskeys, removePasskey } from '../store/credentials.ts'
import type { OwnCredentials } from '../types.ts'
import { changeable, logChange, settle, type CredentialParts } from './credential-change.ts'
import { enrolPasskey, passkeyEnrolOptions } from './enrol-passkey.ts'
import { passwordPart } from './own-password.ts'
import { totpPart } from './own-totp.ts'
import type { Resolver } from './resolve.ts'

/** What a person does with their own password, authenticator, recovery codes and passkeys. */
export function createOwnCredentials(
  ctx: IdentityContext,
  passwords: Passwords,
  resolver: Resolver,
): OwnCredentials {
  const parts = { ctx, resolver }
  return {
    async overview(now) {
      const person = now.session.person
      const account = await ctx.asNode((tx) => findAccount(tx, { person }))
      const keys = await ctx.asNode((tx) => readPasskeys(tx, { person }))
      return {
        password: account !== null && account.password !== null,
        totp: account !== null && account.totp !== null,
        recoveryCodesLeft: account?.recoveryCodes ?? 0,
        passkeys: keys.map((k) => ({
          id: k.id,
          name: k.name,
          madeAt: k.madeAt.toISOString(),
          usedAt: k.usedAt?.toISOString() ?? null,
        })),
      }
    },
    ...passwordPart(parts, passwords),
    ...totpPart(parts),
    ...passkeyPart(parts),
  }
}

function passkeyPart(
  parts: CredentialParts,
): Pick<OwnCredentials, 'passkeyOptions' | 'addPasskey' | 'removePasskey'> {
  const { ctx } = parts
  return {
    async passkeyOptions(now) {
      const account = await changeable(ctx, now)
      return account.ok ? ok(await passkeyEnrolOptions(ctx, now, account.value)) : account
    },
    async addPasskey(now, token, input) {
      const account = await changeable(ctx, now)
      if (!account.ok) return account
      const added = await enrolPasskey(ctx, now, input)
      return added.ok ? settle(parts, now, token, 'passkey enrolled', true) : added
    },
    async removePasskey(now, id) {
      const account = await changeable(ctx, now)
      if (!account.ok) return account
      if (ctx.core.mode === 'service' && account.value.totp === null && account.value.passkeys === 1)
        return fail('identity.last-factor', 'enrol another second factor first')
      if (!(await ctx.asNode((tx) => removePasskey(tx, id, account.value.id))))
        return fail('identity.passkey-absent', 'no such passkey of yours')
      await logChange(ctx, now, 'passkey removed')
      return ok(true)
    },
  }
}
