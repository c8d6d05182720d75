/** Crockford's base32: no I, L, O, U, so that a share read aloud or copied by hand comes back right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BITS = 5

export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let heldBits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    heldBits += 8
    while (heldBits >= BITS) {
      heldBits -= BITS
      text += ALPHABET[(held >>> heldBits) & 31]
    }
    held &= (1 << heldBits) - 1
  }
  if (heldBits > 0) text += ALPHABET[(held << (BITS - heldBits)) & 31]
  return text
}

/** Reads what people write: any case, spaces and dashes anywhere, O for 0, I or L for 1. Null for anything else. */
export function fromBase32(text: string): Uint8Array | null {
  const clean = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const bytes = new Uint8Array(Math.floor((clean.length * BITS) / 8))
  let held = 0
  let heldBits = 0
  let at = 0
  for (const char of clean) {
    const value = ALPHABET.indexOf(char)
    if (value < 0) return null
    held = (held << BITS) | value
    heldBits += BITS
    if (heldBits >= 8) {
      heldBits -= 8
      bytes[at++] = held >>> heldBits
      held &= (1 << heldBits) - 1
    }
  }
  // Left-over bits are padding and must be zero, else two texts would stand for one value.
  return held === 0 && heldBits < BITS ? bytes : null
}

/** Groups of five characters, eight groups a line. */
export function inGroups(text: string): string {
  const groups = text.match(/.{1,5}/g) ?? []
  const lines: string[] = []
  for (let i = 0; i < groups.length; i += 8) lines.push(groups.slice(i, i + 8).join('-'))
  return lines.join('\n')
}
