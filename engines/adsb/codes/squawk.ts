/** All four-digit Mode A codes, so that a reply makes no text. */
const TEXTS = Array.from({ length: 4096 }, (_, n) => n.toString(8).padStart(4, '0'))

/** Mode A code of the 13-bit identity field C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4 (Annex 10 Vol IV, 3.1.2.6.7.1). */
export function squawkOf(code: number): string {
  const a = ((code >> 5) & 4) | ((code >> 8) & 2) | ((code >> 11) & 1)
  const b = ((code << 1) & 4) | ((code >> 2) & 2) | ((code >> 5) & 1)
  const c = ((code >> 6) & 4) | ((code >> 9) & 2) | ((code >> 12) & 1)
  const d = ((code << 2) & 4) | ((code >> 1) & 2) | ((code >> 4) & 1)
  return TEXTS[(a << 9) | (b << 6) | (c << 3) | d]!
}

const SQUAWK = /^[0-7]{4}$/

/** The 13-bit identity field of four octal digits; undefined for any other text. */
export function squawkCode(squawk: string): number | undefined {
  if (!SQUAWK.test(squawk)) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = Array.from(squawk, Number)
  return (
    ((c & 1) << 12) |
    ((a & 1) << 11) |
    ((c & 2) << 9) |
    ((a & 2) << 8) |
    ((c & 4) << 6) |
    ((a & 4) << 5) |
    ((b & 1) << 5) |
    ((d & 1) << 4) |
    ((b & 2) << 2) |
    ((d & 2) << 1) |
    ((b & 4) >> 1) |
    ((d & 4) >> 2)
  )
}
