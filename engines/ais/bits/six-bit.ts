/**
 * Six-bit ASCII of ITU-R M.1371-5 Annex 8 table 47: values 0-31 are '@' to '_', 32-63 are blank to '?'.
 * Payload armouring (IEC 61162-1 table for VDM): character codes 48-87 carry 0-39, 96-119 carry 40-63.
 */
export const SIX_BIT_CODES: Uint8Array = Uint8Array.from({ length: 64 }, (_, v) => (v < 32 ? v + 64 : v))

/** Marks a byte that is no armoured character. */
export const NOT_ARMOUR = 255

/** Armour character code → six bits, or NOT_ARMOUR. */
export const UNARMOUR: Uint8Array = Uint8Array.from({ length: 256 }, (_, c) => {
  if (c >= 48 && c <= 87) return c - 48
  if (c >= 96 && c <= 119) return c - 56
  return NOT_ARMOUR
})

/** Six bits → armour character code. */
export const ARMOUR: Uint8Array = Uint8Array.from({ length: 64 }, (_, v) => (v < 40 ? v + 48 : v + 56))

/** Six-bit value of an ASCII character, or −1 when the set has none. */
export function sixBitOf(char: number): number {
  if (char >= 64 && char <= 95) return char - 64
  return char >= 32 && char <= 63 ? char : -1
}

/**
 * The nearest text the six-bit set can carry: upper case, accents removed, other characters as '?'.
 * '@' ends a text on the air, so it becomes '?' too.
 */
export function sixBitText(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
  let out = ''
  for (const char of plain) {
    const value = sixBitOf(char.codePointAt(0) ?? 0)
    out += value > 0 ? char : '?'
  }
  return out
}
