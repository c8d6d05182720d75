const OCTAL_12 = Array.from({ length: 4096 }, (_, n) => n.toString(8).padStart(4, '0'))
const SPACE = 0x20

/** Mode 1, 2 and 3/A codes: four octal digits. */
export function octal(code: number): string {
  return OCTAL_12[code]!
}

/**
 * Eight characters of 6 bits from two halves (ICAO Annex 10 vol. IV, 3.1.2.9.1.2); the codes it leaves free read as the
 * rest of six-bit ASCII, so that nothing is lost. Blanks at the end are padding and left out.
 */
export function icao(high: number, low: number): string {
  const text = String.fromCharCode(
    letter(high >> 18),
    letter((high >> 12) & 63),
    letter((high >> 6) & 63),
    letter(high & 63),
    letter(low >> 18),
    letter((low >> 12) & 63),
    letter((low >> 6) & 63),
    letter(low & 63),
  )
  return (low & 63) === SPACE ? text.trimEnd() : text
}

function letter(code: number): number {
  return code < 32 ? code + 64 : code
}

/** One character an octet, blanks at the end left out. */
export function ascii(b: Uint8Array, at: number, size: number): string {
  let end = at + size
  while (end > at && b[end - 1] === SPACE) end--
  return latin1(b, at, end - at)
}

export function latin1(b: Uint8Array, at: number, size: number): string {
  let out = ''
  for (let i = at; i < at + size; i++) out += String.fromCharCode(b[i]!)
  return out
}
