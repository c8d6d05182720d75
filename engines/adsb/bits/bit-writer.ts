import { LONG_BYTES } from './frame-bits.ts'

/** A frame being written, by the standard's bit numbers (1 = first transmitted). */
export class FrameWriter {
  readonly bytes: Uint8Array

  constructor(length: number = LONG_BYTES) {
    this.bytes = new Uint8Array(length)
  }

  /** Writes the low `count` (1 to 32) bits of `value` from bit `first` on. */
  set(first: number, count: number, value: number): void {
    for (let n = 0; n < count; n++) {
      const bit = first - 1 + n
      const mask = 0x80 >> (bit & 7)
      const one = (value >>> (count - 1 - n)) & 1
      this.bytes[bit >> 3] = one ? this.bytes[bit >> 3]! | mask : this.bytes[bit >> 3]! & ~mask
    }
  }

  /** The same in the 56-bit ME or MB field, which begins behind bit 32. */
  field(first: number, count: number, value: number): void {
    this.set(first + 32, count, value)
  }
}
