import { fail, ok } from '../../contract/result.ts'
import { base32 } from '../secrets/base32.ts'
import { freshRecoveryCodes, hashOf, recoveryForm } from '../secrets/one-use.ts'
import { matchTotp, SECRET_BYTES, totpUri } from '../secrets/totp.ts'
import { openSecret, totpSealId } from '../sign-in/second-factor.ts'
import { beginTotp, confirmTotp, setRecoveryCodes } from '../store/credentials.ts'
import type { OwnCredentials } from '../types.ts'
import { changeable, logChange, settle, type CredentialParts } from './credential-change.ts'

const hashes = (codes: readonly string[]): Buffer[] => codes.map((code) => hashOf(recoveryForm(code) ?? code))

export function totpPart(
  parts: CredentialParts,
): Pick<OwnCredentials, 'beginTotp' | 'confirmTotp' | 'renewRecoveryCodes'> {
  const { ctx } = parts
  return {
    async beginTotp(now) {
      const account = await changeable(ctx, now)
      if (!account.ok) return account
      const { id, person } = account.value
      const secret = ctx.random(SECRET_BYTES)
      const sealed = ctx.vault.seal('identity', totpSealId(id), secret)
      await ctx.asNode((tx) => beginTotp(tx, id, sealed))
      return ok({ secret: base32(secret), uri: totpUri(secret, ctx.address.rpName, person.username) })
    },
    async confirmTotp(now, token, code) {
      const account = await changeable(ctx, now)
      if (!account.ok) return account
      const { id, totpPending: pending } = account.value
      if (pending === null) return fail('identity.totp-not-begun', 'ask for a secret first')
      const typed = code.replaceAll(/\s/g, '')
      const step = matchTotp(openSecret(ctx, id, pending), typed, ctx.core.now(), -1)
      if (step === null)
        return fail('identity.code', 'the code does not fit; is the clock of the device right?', 'code')
      const codes = freshRecoveryCodes(ctx.random)
      if (!(await ctx.asNode((tx) => confirmTotp(tx, id, pending, step, hashes(codes)))))
        return fail('identity.totp-not-begun', 'another secret was asked for meanwhile')
      const opened = await settle(parts, now, token, 'authenticator enrolled', true)
      return opened.ok ? ok({ ...opened.value, recoveryCodes: codes }) : opened
    },
    async renewRecoveryCodes(now) {
      const account = await changeable(ctx, now)
      if (!account.ok) return account
      const codes = freshRecoveryCodes(ctx.random)
      await ctx.asNode((tx) => setRecoveryCodes(tx, account.value.id, hashes(codes)))
      await logChange(ctx, now, 'recovery codes renewed')
      return ok(codes)
    },
  }
}
