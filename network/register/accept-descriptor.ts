import { fail, ok, type Result } from '@basinet/kernel/contract'
import { DOMAIN, keyIdOf, openSignedBy, sameBytes } from '../wire/index.ts'
import { keep, type Kept } from './kept.ts'
import { isMember, revokedId, rootLookup, roots, type RegisterState } from './state.ts'
import { descriptorShape, type Descriptor, type Founding } from './statements.ts'
import { checkSuccession, DATED_AHEAD_MAX_MS } from './succession.ts'

/**
 * Accepts a nation's descriptor from its root key. A nation that the register does not list yet is refused: joining takes
 * the others' word. Errors: `cbor.*`, `message.shape`, `signature.*`, `descriptor.*`.
 */
export function acceptDescriptor(
  state: RegisterState,
  signed: Uint8Array,
  at: number,
): Result<RegisterState> {
  const opened = openDescriptor(state, signed, roots(state), at)
  if (!opened.ok) return opened
  const { nation } = opened.value.value
  if (!isMember(state, nation)) return fail('descriptor.member', `${nation} is no member`, 'nation')
  return withDescriptor(state, opened.value)
}

/** Puts a checked descriptor in the place of the one before it. */
export function withDescriptor(state: RegisterState, next: Kept<Descriptor>): Result<RegisterState> {
  const { nation } = next.value
  const before = state.descriptors.get(nation)
  if (before !== undefined) {
    if (sameBytes(before.hash, next.hash)) return ok(state)
    const fits = checkSuccession(before.value, next.value, (keyId) =>
      state.revoked.has(revokedId(nation, keyId)),
    )
    if (!fits.ok) return fits
  }
  return ok({ ...state, descriptors: new Map(state.descriptors).set(nation, next) })
}

export function openDescriptor(
  state: RegisterState,
  signed: Uint8Array,
  among: Founding['roots'],
  at: number,
): Result<Kept<Descriptor>> {
  const opened = openSignedBy(DOMAIN.descriptor, descriptorShape, signed, rootLookup(among), (d) => d.nation)
  if (!opened.ok) return opened
  const { network, mode, sign, agree } = opened.value.value
  if (!sameBytes(network, state.founding.hash))
    return fail('descriptor.network', 'it was made for another network', 'network')
  if (mode !== state.founding.value.mode)
    return fail(
      'descriptor.mode',
      `a ${mode} node cannot join a ${state.founding.value.mode} network`,
      'mode',
    )
  if (opened.value.value.at > at + DATED_AHEAD_MAX_MS)
    return fail('descriptor.future', 'it is dated ahead of this node by more than a day', 'at')
  const ids = [...sign, ...agree].map((k) => Buffer.from(keyIdOf(k.key)).toString('hex'))
  if (new Set(ids).size !== ids.length) return fail('descriptor.keys', 'a key is listed twice', 'sign')
  return ok(keep(DOMAIN.descriptor, opened.value, signed))
}
