import { ARMOUR, sixBitOf } from './six-bit.ts'

/** Longest message that may be sent: five slots (ITU-R M.1371-5 Annex 2 §3.3.7). */
const MAX_MESSAGE_BITS = 1008

/** A value that its field cannot carry; names the field. Thrown inside `encode`, returned by `tryEncode`. */
export class FieldRangeError extends Error {
  readonly field: string
  constructor(field: string, expected: string, found: unknown) {
    super(`${field}: expected ${expected}, found ${String(found)}`)
    this.field = field
  }
}

/** Writes fields in the order of the standard's tables, most significant bit first. */
export class BitWriter {
  private readonly bytes = new Uint8Array(MAX_MESSAGE_BITS / 8 + 2)
  length = 0

  /** Unsigned field of 1 to 32 bits. */
  u(field: string, value: number, bits: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
      throw new FieldRangeError(field, `integer 0 to ${2 ** bits - 1}`, value)
    }
    this.put(value, bits)
  }

  /** Two's complement field of 2 to 32 bits. */
  i(field: string, value: number, bits: number): void {
    const half = 2 ** (bits - 1)
    if (!Number.isInteger(value) || value < -half || value >= half) {
      throw new FieldRangeError(field, `integer ${-half} to ${half - 1}`, value)
    }
    this.put(value < 0 ? value + 2 ** bits : value, bits)
  }

  flag(value: boolean): void {
    this.put(value ? 1 : 0, 1)
  }

  spare(bits: number): void {
    this.put(0, bits)
  }

  /** Six-bit text in a field of `chars` characters, padded with '@'. */
  text(field: string, value: string, chars: number): void {
    if (value.length > chars) throw new FieldRangeError(field, `at most ${chars} characters`, value)
    for (let n = 0; n < chars; n++) {
      const six = n < value.length ? sixBitOf(value.charCodeAt(n)) : 0
      if (six < 0) throw new FieldRangeError(field, 'six-bit characters (see sixBitText)', value)
      this.put(six, 6)
    }
  }

  /** `bits` bits of `data`, most significant first. */
  data(field: string, data: Uint8Array, bits: number): void {
    if (!Number.isInteger(bits) || bits < 0 || (bits + 7) >> 3 !== data.length) {
      throw new FieldRangeError(field, `${(bits + 7) >> 3} bytes for ${bits} bits`, data.length)
    }
    for (let at = 0; at < bits; at += 8) {
      const take = Math.min(8, bits - at)
      this.put(data[at >> 3]! >>> (8 - take), take)
    }
  }

  /** Armoured payload and its number of fill bits. */
  armour(): { payload: string; fillBits: number } {
    const chars = Math.ceil(this.length / 6)
    let payload = ''
    for (let n = 0; n < chars; n++) {
      const at = n * 6
      const pair = (this.bytes[at >> 3]! << 8) | (this.bytes[(at >> 3) + 1] ?? 0)
      payload += String.fromCharCode(ARMOUR[(pair >>> (10 - (at & 7))) & 63]!)
    }
    return { payload, fillBits: chars * 6 - this.length }
  }

  /** Copy of what was written, zero padded to a byte. */
  toBytes(): Uint8Array {
    return this.bytes.slice(0, (this.length + 7) >> 3)
  }

  private put(value: number, bits: number): void {
    if (this.length + bits > MAX_MESSAGE_BITS) {
      throw new FieldRangeError('message', `at most ${MAX_MESSAGE_BITS} bits`, this.length + bits)
    }
    for (let bit = bits - 1; bit >= 0; bit--) {
      const on = Math.floor(value / 2 ** bit) % 2
      if (on === 1) this.bytes[this.length >> 3]! |= 0x80 >> (this.length & 7)
      this.length++
    }
  }
}
