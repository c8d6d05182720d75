import { fail, ok, type Result } from '@basinet/kernel/contract'
import { DOMAIN, readSigned, sameBytes, signersOf } from '../wire/index.ts'
import { openDescriptor, withDescriptor } from './accept-descriptor.ts'
import { keep } from './kept.ts'
import { rootLookup, roots, threshold, type RegisterState } from './state.ts'
import { registerShape, type Register } from './statements.ts'
import { DATED_AHEAD_MAX_MS } from './succession.ts'

/**
 * Accepts a register signed by enough roots of the one known here and enough of its own. Versions may be skipped while the
 * roots known here still suffice. Errors: `cbor.*`, `message.shape`, `signature.wrong`, `register.*`, `descriptor.*`.
 */
export function acceptRegister(state: RegisterState, signed: Uint8Array, at: number): Result<RegisterState> {
  const read = readSigned(registerShape, signed)
  if (!read.ok) return read
  const next = read.value.value
  for (const [among, needed, whose] of [
    [roots(state), threshold(state), 'known here'],
    [next.roots, next.threshold, 'of its own'],
  ] as const) {
    const signers = signersOf(DOMAIN.register, read.value, rootLookup(among))
    if (!signers.ok) return signers
    if (signers.value.length < needed)
      return fail('register.threshold', `${needed} roots ${whose} must sign it, ${signers.value.length} did`)
  }
  const fits = checkContent(state, next, at)
  if (!fits.ok) return fits
  const kept = keep(DOMAIN.register, read.value, signed)
  const current = state.register
  if (current !== null && current.value.version === next.version) {
    if (sameBytes(current.hash, kept.hash)) return ok(state)
    return fail(
      'register.fork',
      `two registers of version ${next.version} are signed: tell all members`,
      'version',
    )
  }
  return withMembers({ ...state, register: kept }, next, at)
}

function checkContent(state: RegisterState, next: Register, at: number): Result<true> {
  const nations = new Set(next.roots.map((r) => r.nation))
  if (!sameBytes(next.network, state.founding.hash))
    return fail('register.network', 'it is of another network', 'network')
  if (nations.size !== next.roots.length || next.threshold > nations.size)
    return fail(
      'register.roots',
      'each nation has one root, and the threshold is at most their number',
      'roots',
    )
  if (next.until <= next.at) return fail('register.validity', 'it ends before it begins', 'until')
  if (next.at > at + DATED_AHEAD_MAX_MS)
    return fail('register.future', 'it is dated ahead of this node by more than a day', 'at')
  const current = state.register
  if (current === null) return ok(true)
  if (next.version < current.value.version)
    return fail('register.old', `version ${current.value.version} is known here`, 'version')
  const follows = next.previous !== null && sameBytes(next.previous, current.hash)
  if (next.version === current.value.version + 1 && !follows)
    return fail(
      'register.fork',
      `it does not follow version ${current.value.version} as known here`,
      'previous',
    )
  return ok(true)
}

/** Takes over the descriptors a register carries; one that is older than what is known here changes nothing. */
function withMembers(state: RegisterState, next: Register, at: number): Result<RegisterState> {
  let result = state
  for (const signed of next.descriptors) {
    const opened = openDescriptor(state, signed, next.roots, at)
    if (!opened.ok) return opened
    const known = result.descriptors.get(opened.value.value.nation)
    if (known !== undefined && known.value.serial > opened.value.value.serial) continue
    const changed = withDescriptor(result, opened.value)
    if (!changed.ok) return changed
    result = changed.value
  }
  return ok(result)
}
