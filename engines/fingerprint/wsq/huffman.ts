import { ImageError } from '../image/gray.ts'

const CODE_BITS_MAX = 16

/** Canonical codes by length (as in ISO/IEC 10918-1, annex C). */
export interface HuffmanTable {
  /** Code of each length that is one past the last, and index of that length's first value less its first code. */
  readonly past: Int32Array
  readonly offset: Int32Array
  readonly values: Uint8Array
}

export function huffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const past = new Int32Array(CODE_BITS_MAX + 1)
  const offset = new Int32Array(CODE_BITS_MAX + 1)
  let [code, index] = [0, 0]
  for (let bits = 1; bits <= CODE_BITS_MAX; bits++) {
    offset[bits] = index - code
    code += counts[bits - 1]!
    index += counts[bits - 1]!
    past[bits] = code
    code <<= 1
  }
  return { past, offset, values }
}

/** Symbols of WSQ (FBI IAFIS-IC-0110 V3; place from memory). */
export const RUN_MAX = 100
export const SYMBOL = {
  positive8: 101,
  negative8: 102,
  positive16: 103,
  negative16: 104,
  run8: 105,
  run16: 106,
} as const
export const ZERO = 180

/** Reads one block's coefficients into `out` from `filled` on, up to the next marker; returns how many are filled then. */
export function readBlock(
  bytes: Uint8Array,
  at: number,
  table: HuffmanTable,
  out: Int32Array,
  filled: number,
): { filled: number; end: number } {
  const bits = new BitReader(bytes, at)
  let place = filled
  while (place < out.length) {
    const symbol = bits.symbol(table)
    if (symbol === null) break
    if (symbol >= 1 && symbol <= RUN_MAX) place += symbol
    else if (symbol === SYMBOL.run8) place += bits.take(8)
    else if (symbol === SYMBOL.run16) place += bits.take(16)
    else if (symbol === SYMBOL.positive8 || symbol === SYMBOL.negative8)
      out[place++] = symbol === SYMBOL.positive8 ? bits.take(8) : -bits.take(8)
    else if (symbol === SYMBOL.positive16 || symbol === SYMBOL.negative16)
      out[place++] = symbol === SYMBOL.positive16 ? bits.take(16) : -bits.take(16)
    else if (symbol > SYMBOL.run16 && symbol < 255) out[place++] = symbol - ZERO
    else throw new ImageError(`WSQ symbol ${symbol} is not defined`, bits.at)
  }
  if (place > out.length)
    throw new ImageError(`WSQ run of zeros passes the last of ${out.length} coefficients`, bits.at)
  return { filled: place, end: bits.nextMarker() }
}

class BitReader {
  readonly #bytes: Uint8Array
  at: number
  #held = 0
  #count = 0
  #ended = false

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  /** The next bit; null at a marker or the end. A zero byte behind FF is stuffing. */
  #bit(): number | null {
    if (this.#count === 0) {
      const byte = this.#bytes[this.at]
      if (this.#ended || byte === undefined || (byte === 0xff && this.#bytes[this.at + 1] !== 0)) {
        this.#ended = true
        return null
      }
      this.at += byte === 0xff ? 2 : 1
      this.#held = byte
      this.#count = 8
    }
    this.#count--
    return (this.#held >> this.#count) & 1
  }

  /** The next symbol; null where only padding is left. */
  symbol({ past, offset, values }: HuffmanTable): number | null {
    let code = 0
    for (let length = 1; length <= CODE_BITS_MAX; length++) {
      const bit = this.#bit()
      if (bit === null) return null
      code = (code << 1) | bit
      if (code < past[length]!) return values[offset[length]! + code] ?? 0
    }
    if (this.#bytes[this.at] === 0xff && this.#bytes[this.at + 1] !== 0) return null
    throw new ImageError('WSQ code of more than 16 bits', this.at)
  }

  take(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) {
      const bit = this.#bit()
      if (bit === null) throw new ImageError('WSQ block ends inside a coefficient', this.at)
      value = (value << 1) | bit
    }
    return value
  }

  nextMarker(): number {
    let at = this.at
    while (at < this.#bytes.length && !(this.#bytes[at] === 0xff && this.#bytes[at + 1] !== 0)) at++
    return at
  }
}
