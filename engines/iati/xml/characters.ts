/** Classes of bytes in text and attribute values. Below SPECIAL a byte may be stepped over. */
export const BLANK = 1
export const SPECIAL = 2
export const LESS = 2
export const AMPERSAND = 3
export const BRACKET = 4
export const QUOTE = 5
export const HIGH = 6
export const ILLEGAL = 7

/** Char of XML 1.0 2.2: below 0x20 only tab, line feed and carriage return. */
export const TEXT_CLASS = new Uint8Array(256)
TEXT_CLASS.fill(ILLEGAL, 0, 0x20)
TEXT_CLASS.fill(HIGH, 0x80)
for (const blank of [0x09, 0x0a, 0x0d, 0x20]) TEXT_CLASS[blank] = BLANK
TEXT_CLASS[0x3c] = LESS
TEXT_CLASS[0x26] = AMPERSAND
TEXT_CLASS[0x5d] = BRACKET

/** In a value both quotes stop, and a tab or line end makes it one to be normalised (3.3.3). */
export const VALUE_CLASS = Uint8Array.from(TEXT_CLASS)
VALUE_CLASS[0x5d] = 0
VALUE_CLASS[0x22] = QUOTE
VALUE_CLASS[0x27] = QUOTE

/** Bytes of a name as the reader takes them; the rest of 2.3 is checked once a name, by `Names`. */
export const NAME_BYTE = new Uint8Array(256)
NAME_BYTE.fill(1, 0x80)
for (const byte of new TextEncoder().encode(
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:',
))
  NAME_BYTE[byte] = 1

/**
 * Length of the UTF-8 sequence at `p` that is a Char of XML 1.0 2.2; 0 where it is none, -1 where `end` cuts it.
 * Overlong forms, surrogates, U+FFFE and U+FFFF are none (RFC 3629 4).
 */
export function sequenceLength(buf: Uint8Array, p: number, end: number): number {
  const a = buf[p]!
  const need = a < 0xc2 ? 0 : a < 0xe0 ? 2 : a < 0xf0 ? 3 : a < 0xf5 ? 4 : 0
  if (need === 0) return 0
  if (p + need > end) return -1
  const b = buf[p + 1]!
  if ((b & 0xc0) !== 0x80) return 0
  if (need === 2) return 2
  const c = buf[p + 2]!
  if ((c & 0xc0) !== 0x80) return 0
  if (need === 3) {
    if ((a === 0xe0 && b < 0xa0) || (a === 0xed && b >= 0xa0)) return 0
    return a === 0xef && b === 0xbf && c >= 0xbe ? 0 : 3
  }
  if ((buf[p + 3]! & 0xc0) !== 0x80) return 0
  return (a === 0xf0 && b < 0x90) || (a === 0xf4 && b >= 0x90) ? 0 : 4
}
