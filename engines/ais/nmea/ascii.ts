/** Character codes used by the parsers. */
export const LF = 10
export const CR = 13
export const BLANK = 32
export const BANG = 33
export const HASH = 35
export const DOLLAR = 36
export const STAR = 42
export const COMMA = 44
export const DASH = 45
export const COLON = 58
export const BACKSLASH = 92

/** Hexadecimal digit → 0-15, anything else → 16 or more. */
const HEX: Uint8Array = Uint8Array.from({ length: 256 }, (_, c) => {
  if (c >= 48 && c <= 57) return c - 48
  if (c >= 65 && c <= 70) return c - 55
  return c >= 97 && c <= 102 ? c - 87 : 16
})

/** Value of the two hexadecimal digits at `at`; 256 or more when they are none. */
export function hexPair(buf: Uint8Array, at: number): number {
  const high = HEX[buf[at]!]!
  const low = HEX[buf[at + 1]!]!
  return high > 15 || low > 15 ? 256 : high * 16 + low
}

export function isDigit(c: number | undefined): boolean {
  return c !== undefined && c >= 48 && c <= 57
}

/** Unsigned decimal in [from, to); NaN when empty, longer than 16 digits or with another character. */
export function decimal(buf: Uint8Array, from: number, to: number): number {
  if (from >= to || to - from > 16) return Number.NaN
  let value = 0
  for (let p = from; p < to; p++) {
    const c = buf[p]!
    if (c < 48 || c > 57) return Number.NaN
    value = value * 10 + (c - 48)
  }
  return value
}

/** Text of [from, to), one character a byte. */
export function latin1(buf: Uint8Array, from: number, to: number): string {
  let out = ''
  for (let p = from; p < to; p++) out += String.fromCharCode(buf[p]!)
  return out
}

/** Exclusive or of the bytes of [from, to): the NMEA 0183 checksum. */
export function xor(buf: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let p = from; p < to; p++) sum ^= buf[p]!
  return sum
}

/** Position of `c` in [from, to), or −1. */
export function find(buf: Uint8Array, c: number, from: number, to: number): number {
  for (let p = from; p < to; p++) if (buf[p] === c) return p
  return -1
}

/** Two upper-case hexadecimal digits. */
export function hex2(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0')
}
