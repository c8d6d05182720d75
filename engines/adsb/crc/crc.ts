/** Generator of the Mode S parity without its leading term (ICAO Annex 10 Vol IV, 3.1.2.3.3.1.2; FFF409 hex). */
const GENERATOR = 0xfff409
const MASK = 0xffffff

const TABLE = new Int32Array(256)
for (let n = 0; n < 256; n++) {
  let remainder = n << 16
  for (let bit = 0; bit < 8; bit++) {
    remainder = (remainder << 1) ^ (remainder & 0x800000 ? GENERATOR | 0x1000000 : 0)
  }
  TABLE[n] = remainder & MASK
}

/** 24-bit parity of the `length` bytes at `at`: what the sender computes over all but its last 24 bits. */
function parityOf(bytes: Uint8Array, at: number, length: number): number {
  let remainder = 0
  for (let n = at; n < at + length; n++) {
    remainder = ((remainder << 8) & MASK) ^ TABLE[(remainder >>> 16) ^ bytes[n]!]!
  }
  return remainder
}

/**
 * What is left of the parity field when the parity is taken off: 0 for an undamaged DF 17 or 18, the interrogator's
 * code for DF 11, the aircraft address for the formats with address parity (3.1.2.3.3.2).
 */
export function syndromeOf(bytes: Uint8Array, at: number, length: number): number {
  const end = at + length - 3
  const received = (bytes[end]! << 16) | (bytes[end + 1]! << 8) | bytes[end + 2]!
  return parityOf(bytes, at, length - 3) ^ received
}

/** Writes the last 24 bits of a whole frame: its parity with `overlay` (an address or interrogator code) on it. */
export function writeParity(frame: Uint8Array, overlay: number): void {
  const end = frame.length - 3
  const parity = parityOf(frame, 0, end) ^ overlay
  frame[end] = parity >>> 16
  frame[end + 1] = (parity >>> 8) & 0xff
  frame[end + 2] = parity & 0xff
}
