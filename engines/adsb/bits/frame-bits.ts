/** Bytes of a long (112-bit) and a short (56-bit) Mode S frame (ICAO Annex 10 Vol IV, 3.1.2.3). */
export const LONG_BYTES = 14
export const SHORT_BYTES = 7

/**
 * A frame held as 32-bit words, read by the standard's own bit numbers (1 = first transmitted). One is loaded again and
 * again, so that reading a field allocates nothing.
 */
export class FrameBits {
  /** One word more than a long frame needs, always zero: a field may begin in the last. */
  private readonly words = new Int32Array(5)
  length = 0

  load(bytes: Uint8Array, at: number, length: number): void {
    const words = this.words
    this.length = length
    for (let n = 0; n < 4; n++) words[n] = 0
    for (let n = 0; n < length; n++) words[n >> 2]! |= bytes[at + n]! << (24 - ((n & 3) << 3))
  }

  /** Unsigned value of `count` (1 to 32) bits from bit `first` of the frame. */
  get(first: number, count: number): number {
    const index = (first - 1) >> 5
    const offset = (first - 1) & 31
    const high = (this.words[index]! << offset) >>> (32 - count)
    const over = offset + count - 32
    return over <= 0 ? high : (high | (this.words[index + 1]! >>> (32 - over))) >>> 0
  }

  flag(bit: number): boolean {
    return ((this.words[(bit - 1) >> 5]! >>> (31 - ((bit - 1) & 31))) & 1) === 1
  }

  /** The same in the 56-bit ME, MB or MV field, which begins behind bit 32. */
  field(first: number, count: number): number {
    return this.get(first + 32, count)
  }

  fieldFlag(bit: number): boolean {
    return this.flag(bit + 32)
  }

  /** Two's complement value of `count` bits of the 56-bit field, the first of them the sign. */
  fieldSigned(first: number, count: number): number {
    const shift = 32 - count
    return (this.field(first, count) << shift) >> shift
  }

  /** Hexadecimal text of `count` whole bytes from byte `first` (0 = first of the frame). */
  hex(first: number, count: number): string {
    let text = ''
    for (let n = first; n < first + count; n++) text += HEX[this.get(n * 8 + 1, 8)]!
    return text
  }
}

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).toUpperCase().padStart(2, '0'))
