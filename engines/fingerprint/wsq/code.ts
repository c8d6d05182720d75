import { RUN_MAX, SYMBOL, ZERO } from './huffman.ts'

const CODE_BITS_MAX = 16
const SYMBOLS = 256
/** Coefficients that have a symbol of their own. */
const DIRECT_MAX = 74
const DIRECT_MIN = -73

/** A symbol and the plain bits behind it. */
type Emit = (symbol: number, extra: number, extraBits: number) => void

/** Turns coefficients into symbols: runs of zeros, small values, escapes. */
export function symbolsOf(coefficients: Int32Array, emit: Emit): void {
  let run = 0
  const flush = (): void => {
    for (; run > 0xffff; run -= 0xffff) emit(SYMBOL.run16, 0xffff, 16)
    if (run > 0xff) emit(SYMBOL.run16, run, 16)
    else if (run > RUN_MAX) emit(SYMBOL.run8, run, 8)
    else if (run > 0) emit(run, 0, 0)
    run = 0
  }
  for (const value of coefficients) {
    if (value === 0) {
      run++
      continue
    }
    flush()
    const size = Math.abs(value)
    if (value >= DIRECT_MIN && value <= DIRECT_MAX) emit(value + ZERO, 0, 0)
    else if (size <= 0xff) emit(value > 0 ? SYMBOL.positive8 : SYMBOL.negative8, size, 8)
    else emit(value > 0 ? SYMBOL.positive16 : SYMBOL.negative16, size, 16)
  }
  flush()
}

export interface CodeBook {
  /** Codes of 1 to 16 bits by length. */
  readonly counts: Uint8Array
  readonly values: Uint8Array
  readonly codes: Uint16Array
  readonly lengths: Uint8Array
}

/** Code lengths by Huffman's rule, cut to 16 bits, with no code of ones only (ISO/IEC 10918-1, annex K.2). */
export function codeBook(frequencies: Uint32Array): CodeBook {
  const perLength = limited(lengthsOf(frequencies))
  const used = Array.from({ length: SYMBOLS }, (_, symbol) => symbol).filter(
    (symbol) => frequencies[symbol]! > 0,
  )
  used.sort((a, b) => frequencies[b]! - frequencies[a]! || a - b)
  const lengths = new Uint8Array(SYMBOLS)
  const codes = new Uint16Array(SYMBOLS)
  let [code, next] = [0, 0]
  for (let bits = 1; bits <= CODE_BITS_MAX; bits++, code <<= 1)
    for (let k = 0; k < perLength[bits]!; k++) {
      const symbol = used[next++]!
      lengths[symbol] = bits
      codes[symbol] = code++
    }
  return {
    counts: Uint8Array.from(perLength.subarray(1, CODE_BITS_MAX + 1)),
    values: Uint8Array.from(used),
    codes,
    lengths,
  }
}

/** How many codes of each length; one symbol more than are used stands for the code of ones. */
function lengthsOf(frequencies: Uint32Array): Int32Array {
  const nodes: { weight: number; leaves: number[] }[] = [{ weight: 0, leaves: [SYMBOLS] }]
  frequencies.forEach((weight, symbol) => {
    if (weight > 0) nodes.push({ weight, leaves: [symbol] })
  })
  const depth = new Int32Array(SYMBOLS + 1)
  while (nodes.length > 1) {
    nodes.sort((a, b) => b.weight - a.weight)
    const [p, q] = [nodes.pop()!, nodes.pop()!]
    const leaves = [...p.leaves, ...q.leaves]
    for (const leaf of leaves) depth[leaf]!++
    nodes.push({ weight: p.weight + q.weight, leaves })
  }
  const perLength = new Int32Array(SYMBOLS + 2)
  for (const bits of depth) if (bits > 0) perLength[bits]!++
  return perLength
}

function limited(perLength: Int32Array): Int32Array {
  for (let bits = perLength.length - 1; bits > CODE_BITS_MAX; bits--)
    while (perLength[bits]! > 0) {
      let shorter = bits - 2
      while (perLength[shorter] === 0) shorter--
      perLength[bits]! -= 2
      perLength[bits - 1]!++
      perLength[shorter + 1]! += 2
      perLength[shorter]!--
    }
  let longest = CODE_BITS_MAX
  while (longest > 0 && perLength[longest] === 0) longest--
  perLength[longest]!--
  return perLength
}

/** Bits to bytes, a zero behind every FF. */
export class BitWriter {
  readonly bytes: number[] = []
  #held = 0
  #count = 0

  put(value: number, bits: number): void {
    for (let k = bits - 1; k >= 0; k--) {
      this.#held = (this.#held << 1) | ((value >> k) & 1)
      if (++this.#count === 8) this.#flush()
    }
  }

  /** Fills the last byte with ones. */
  end(): void {
    while (this.#count > 0) this.put(1, 1)
  }

  #flush(): void {
    this.bytes.push(this.#held)
    if (this.#held === 0xff) this.bytes.push(0)
    this.#held = 0
    this.#count = 0
  }
}
