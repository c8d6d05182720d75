import { fail, ok, type Result } from '@basinet/kernel/contract'
import { DOMAIN, readSigned, signersOf } from '../wire/index.ts'
import { keep } from './kept.ts'
import { rootLookup, type RegisterState } from './state.ts'
import { foundingShape } from './statements.ts'

/**
 * Opens a network from its founding, which every founder has signed. It names its own keys: that they are the right ones
 * is what people compare by phone (`fingerprintText`). Errors: `cbor.*`, `message.shape`, `signature.wrong`,
 * `register.founders`.
 */
export function foundNetwork(signed: Uint8Array): Result<RegisterState> {
  const read = readSigned(foundingShape, signed)
  if (!read.ok) return read
  const { roots, threshold } = read.value.value
  const signers = signersOf(DOMAIN.founding, read.value, rootLookup(roots))
  if (!signers.ok) return signers
  const nations = new Set(roots.map((r) => r.nation))
  if (nations.size !== roots.length || threshold > roots.length || signers.value.length !== roots.length)
    return fail(
      'register.founders',
      `each of ${roots.length} founders signs once; a threshold is at most that`,
    )
  const founding = keep(DOMAIN.founding, read.value, signed)
  return ok({ founding, register: null, descriptors: new Map(), revoked: new Map() })
}
