import { fail, ok, type Result } from '@basinet/kernel/contract'
import { DOMAIN, openSigned, sameBytes } from '../wire/index.ts'
import { keep } from './kept.ts'
import { revokedId, rootLookup, roots, threshold, type RegisterState } from './state.ts'
import { revocationShape } from './statements.ts'

/**
 * Ends a key, signed by its nation's root or by as many roots as accept a register. The first revocation of a key stands.
 * Errors: `cbor.*`, `message.shape`, `signature.*`, `revocation.network`, `revocation.by`.
 */
export function acceptRevocation(state: RegisterState, signed: Uint8Array): Result<RegisterState> {
  const opened = openSigned(DOMAIN.revocation, revocationShape, signed, rootLookup(roots(state)))
  if (!opened.ok) return opened
  const { network, nation, keyId } = opened.value.value
  if (!sameBytes(network, state.founding.hash))
    return fail('revocation.network', 'it is of another network', 'network')
  const { signers } = opened.value
  if (!signers.includes(nation) && signers.length < threshold(state))
    return fail('revocation.by', `the root of ${nation} or ${threshold(state)} roots must sign it`, 'nation')
  const id = revokedId(nation, keyId)
  if (state.revoked.has(id)) return ok(state)
  const revoked = new Map(state.revoked).set(id, keep(DOMAIN.revocation, opened.value, signed))
  return ok({ ...state, revoked })
}
