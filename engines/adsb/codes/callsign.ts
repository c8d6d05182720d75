import type { FrameBits } from '../bits/frame-bits.ts'

/** The subset of International Alphabet No. 5 in aircraft identifications (Annex 10 Vol IV, 3.1.2.9.1.2, table 3-9). */
const ALPHABET = Array.from({ length: 64 }, (_, n) =>
  (n >= 1 && n <= 26) || n === 32 || (n >= 48 && n <= 57) ? String.fromCharCode(n < 32 ? n + 64 : n) : '',
)

/**
 * Eight characters from bit 9 of the ME or MB field, trailing blanks removed; '' when all are blank (or all zero: not
 * available); null when a character is outside the alphabet.
 */
export function readCallsign(bits: FrameBits): string | null {
  if (bits.field(9, 24) === 0 && bits.field(33, 24) === 0) return ''
  let text = ''
  let blanks = ''
  for (let n = 0; n < 8; n++) {
    const character = ALPHABET[bits.field(9 + 6 * n, 6)]!
    if (character === '') return null
    if (character === ' ') blanks += ' '
    else {
      text += blanks + character
      blanks = ''
    }
  }
  return text
}

/** Eight six-bit codes, padded with blanks; undefined when the text does not fit. */
export function callsignCodes(text: string): number[] | undefined {
  if (!/^[A-Z0-9 ]{0,8}$/.test(text)) return undefined
  return Array.from(text.padEnd(8), (character) => character.charCodeAt(0) & 0x3f)
}
