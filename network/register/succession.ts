import { fail, ok, type Result } from '@basinet/kernel/contract'
import { keyIdOf, sameBytes, toHex } from '../wire/index.ts'
import type { Descriptor } from './statements.ts'

const DAY_MS = 86_400_000
/** How long a key that is replaced stays beside the new one: an island may be cut off for 30 days, and later still answer. */
export const OVERLAP_MS = 60 * DAY_MS
/** A statement dated further ahead of this node's time is refused: clocks may differ by a day. */
export const DATED_AHEAD_MAX_MS = 26 * 3_600_000

/**
 * The next descriptor keeps every key of the older one that still runs, for its time or the overlap, whichever ends first;
 * only a revoked key may go at once. Errors: `descriptor.old`, `descriptor.fork`, `descriptor.overlap`, `descriptor.kind`.
 */
export function checkSuccession(
  before: Descriptor,
  next: Descriptor,
  isRevoked: (keyId: Uint8Array) => boolean,
): Result<true> {
  if (next.serial < before.serial)
    return fail('descriptor.old', `serial ${before.serial} is known here`, 'serial')
  if (next.serial === before.serial)
    return fail(
      'descriptor.fork',
      `two descriptors of serial ${next.serial} are signed: ask ${next.nation}`,
      'serial',
    )
  if (next.kind !== before.kind) return fail('descriptor.kind', `${next.nation} is a ${before.kind}`, 'kind')
  // A descriptor in between may have let a key go in good order, so only a direct successor can be held to this.
  if (next.serial > before.serial + 1) return ok(true)
  for (const kind of ['sign', 'agree'] as const) {
    for (const old of before[kind]) {
      if (old.until <= next.at || isRevoked(keyIdOf(old.key))) continue
      const stays = Math.min(old.until, next.at + OVERLAP_MS)
      const kept = next[kind].some((k) => sameBytes(k.key, old.key) && k.until >= stays && k.from <= old.from)
      if (!kept)
        return fail(
          'descriptor.overlap',
          `key ${toHex(keyIdOf(old.key))} must stay until ${new Date(stays).toISOString()} or be revoked`,
          kind,
        )
    }
  }
  return ok(true)
}
