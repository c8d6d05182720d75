/** Smallest width that holds the number exactly: 2, 4 or 8 bytes (RFC 8949, 4.2.1, shortest floating point). */
export function floatWidth(value: number): 2 | 4 | 8 {
  if (Math.fround(value) !== value) return 8
  return halfBits(value) === null ? 4 : 2
}

const scratch = new DataView(new ArrayBuffer(4))

/** Bits of an IEEE 754 binary16 equal to `value`, which must be exact in binary32; null when there is none. */
export function halfBits(value: number): number | null {
  scratch.setFloat32(0, value)
  const bits = scratch.getUint32(0)
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  const fraction = bits & 0x7fffff
  if (exponent === 0) return fraction === 0 ? sign : null
  const power = exponent - 127
  if (power > 15) return null
  if (power >= -14) return (fraction & 0x1fff) === 0 ? sign | ((power + 15) << 10) | (fraction >>> 13) : null
  // Subnormal in binary16: value = fraction16 · 2^-24.
  const shift = -14 - power + 13
  if (shift > 23) return null
  const whole = fraction | 0x800000
  return (whole & ((1 << shift) - 1)) === 0 ? sign | (whole >>> shift) : null
}

/** The number that binary16 bits stand for (RFC 8949, appendix D); infinities and NaN included. */
export function fromHalfBits(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f
  const fraction = bits & 0x3ff
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (fraction + 1024) * 2 ** (exponent - 25)
}
