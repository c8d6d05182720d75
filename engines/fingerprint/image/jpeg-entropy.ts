import { ImageError } from './gray.ts'

/** A Huffman table: for each length the first code, the first value's place and the last code (ITU-T T.81, annex F.2.2.3). */
export interface JpegTable {
  readonly least: Int32Array
  readonly most: Int32Array
  readonly first: Int32Array
  readonly values: Uint8Array
}

const LENGTH_MAX = 16

/** Table of the counts of codes of 1 to 16 bits and their values. Throws ImageError where they are no code. */
export function jpegTable(counts: Uint8Array, values: Uint8Array, byte: number): JpegTable {
  const [least, first] = [new Int32Array(LENGTH_MAX + 1), new Int32Array(LENGTH_MAX + 1)]
  const most = new Int32Array(LENGTH_MAX + 1).fill(-1)
  let [code, place] = [0, 0]
  for (let length = 1; length <= LENGTH_MAX; length++) {
    const count = counts[length - 1]!
    least[length] = code
    first[length] = place
    if (count > 0) most[length] = code + count - 1
    code += count
    place += count
    if (code > 1 << length) throw new ImageError('JPEG table of codes that cannot be', byte)
    code <<= 1
  }
  return { least, most, first, values }
}

/** Bits of a scan; stuffed zeros are taken out, a marker ends them. */
export class JpegBits {
  readonly #bytes: Uint8Array
  at: number
  #held = 0
  #count = 0

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  bit(): number {
    if (this.#count === 0) {
      const byte = this.#bytes[this.at]
      if (byte === undefined) throw new ImageError('JPEG file ends inside its image data', this.at)
      const stuffed = byte === 0xff
      if (stuffed && this.#bytes[this.at + 1] !== 0)
        throw new ImageError('JPEG image data end too soon', this.at)
      this.#held = byte
      this.at += stuffed ? 2 : 1
      this.#count = 8
    }
    this.#count--
    return (this.#held >> this.#count) & 1
  }

  bits(count: number): number {
    let value = 0
    for (let k = 0; k < count; k++) value = (value << 1) | this.bit()
    return value
  }

  /** A difference or coefficient of a size (same, F.2.2.1). */
  signed(size: number): number {
    if (size === 0) return 0
    const value = this.bits(size)
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value
  }

  symbol({ least, most, first, values }: JpegTable): number {
    let code = 0
    for (let length = 1; length <= LENGTH_MAX; length++) {
      code = (code << 1) | this.bit()
      if (code <= most[length]!) return values[first[length]! + code - least[length]!]!
    }
    throw new ImageError('JPEG code that is in no table', this.at)
  }

  /** Passes a restart marker. */
  restart(): void {
    this.#count = 0
    const marker = this.#bytes[this.at + 1]
    if (this.#bytes[this.at] !== 0xff || marker === undefined || marker < 0xd0 || marker > 0xd7)
      throw new ImageError('JPEG restart marker expected', this.at)
    this.at += 2
  }
}

/** Order of the coefficients in the file (same, figure A.6). */
const ZIGZAG = (() => {
  const order: number[] = []
  for (let sum = 0; sum < 15; sum++)
    for (let k = 0; k <= sum; k++) {
      const [row, column] = sum % 2 === 0 ? [sum - k, k] : [k, sum - k]
      if (row < 8 && column < 8) order.push(8 * row + column)
    }
  return order
})()

/** Reads a block's coefficients into `out`, times the steps; returns the new DC prediction. */
export function readBlock(
  bits: JpegBits,
  dc: JpegTable,
  ac: JpegTable,
  steps: Uint16Array,
  predicted: number,
  out: Float32Array,
): number {
  out.fill(0)
  const size = bits.symbol(dc)
  if (size > 11) throw new ImageError(`JPEG difference of ${size} bits; at most 11 expected`, bits.at)
  const level = predicted + bits.signed(size)
  out[0] = level * steps[0]!
  for (let k = 1; k < 64; k++) {
    const symbol = bits.symbol(ac)
    const length = symbol & 15
    if (length === 0) {
      if (symbol !== 0xf0) break
      k += 15
      continue
    }
    k += symbol >> 4
    if (k > 63) throw new ImageError('JPEG run passes its block', bits.at)
    out[ZIGZAG[k]!] = bits.signed(length) * steps[k]!
  }
  return level
}

const COS = Float32Array.from({ length: 64 }, (_, i) => {
  const [x, u] = [i >> 3, i & 7]
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)
})
const rows = new Float32Array(64)

/** Inverse cosine transform of a block in place (same, A.3.3). */
export function inverseCosine(block: Float32Array): void {
  for (let r = 0; r < 8; r++)
    for (let x = 0; x < 8; x++) {
      let sum = 0
      for (let u = 0; u < 8; u++) sum += COS[8 * x + u]! * block[8 * r + u]!
      rows[8 * r + x] = sum
    }
  for (let x = 0; x < 8; x++)
    for (let y = 0; y < 8; y++) {
      let sum = 0
      for (let v = 0; v < 8; v++) sum += COS[8 * y + v]! * rows[8 * v + x]!
      block[8 * y + x] = sum
    }
}
