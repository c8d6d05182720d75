/** Shamir's secret sharing, byte by byte over GF(2^8) with the AES polynomial x^8 + x^4 + x^3 + x + 1. */
const POLYNOMIAL = 0x11b

/** One point of the polynomials: x is 1 to 255, y has one byte for each byte of the secret. */
export interface Point {
  readonly x: number
  readonly y: Uint8Array
}

export function multiply(a: number, b: number): number {
  let product = 0
  for (let x = a, rest = b; rest > 0; rest >>>= 1) {
    if (rest & 1) product ^= x
    x <<= 1
    if (x & 0x100) x ^= POLYNOMIAL
  }
  return product
}

/** a^254 is the inverse of a in GF(2^8). */
function invert(a: number): number {
  if (a === 0) throw new Error('BUG: zero has no inverse')
  let result = 1
  for (let i = 0; i < 254; i++) result = multiply(result, a)
  return result
}

/** Points of random polynomials of degree `needed - 1` that have the secret at x = 0. */
export function splitSecret(
  secret: Uint8Array,
  needed: number,
  total: number,
  random: (bytes: number) => Uint8Array,
): Point[] {
  if (!(needed >= 1 && needed <= total && total <= 255)) throw new Error(`BUG: ${needed} of ${total} shares`)
  const coefficients = [secret, ...Array.from({ length: needed - 1 }, () => random(secret.length))]
  return Array.from({ length: total }, (_, i) => {
    const x = i + 1
    const y = new Uint8Array(secret.length)
    // Horner: highest coefficient first.
    for (const coefficient of coefficients.toReversed()) {
      for (let at = 0; at < y.length; at++) y[at] = multiply(y[at]!, x) ^ coefficient[at]!
    }
    return { x, y }
  })
}

/** Value at x = 0 through the given points (Lagrange). Too few points give a wrong secret, not an error. */
export function joinSecret(points: readonly Point[]): Uint8Array {
  const length = points[0]?.y.length ?? 0
  const secret = new Uint8Array(length)
  for (const [i, point] of points.entries()) {
    let weight = 1
    for (const [j, other] of points.entries()) {
      if (i !== j) weight = multiply(weight, multiply(other.x, invert(other.x ^ point.x)))
    }
    for (let at = 0; at < length; at++) secret[at] = secret[at]! ^ multiply(point.y[at]!, weight)
  }
  return secret
}
