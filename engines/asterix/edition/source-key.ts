/** Above the bit for "no source given" and the two codes. */
export const CATEGORY_SHIFT = 17
const FRN_1 = 0x80
const PRESENCE_MAX_OCTETS = 32

/**
 * The source of a block's first record. Item 010 comes first in every category carried, so that it is found without
 * knowing the edition. The key is one number: category, a bit for "no source given", area code, identification code.
 */
export function sourceKey(category: number, bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && at - from < PRESENCE_MAX_OCTETS && (bytes[at]! & 1) === 1) at++
  at++
  if (at + 2 > to || (bytes[from]! & FRN_1) === 0) return (category << CATEGORY_SHIFT) | (1 << 16)
  return (category << CATEGORY_SHIFT) | (bytes[at]! << 8) | bytes[at + 1]!
}

export function sourceOfKey(key: number): { category: number; sac: number | null; sic: number | null } {
  const category = key >> CATEGORY_SHIFT
  if ((key & (1 << 16)) !== 0) return { category, sac: null, sic: null }
  return { category, sac: (key >> 8) & 0xff, sic: key & 0xff }
}
