import { checkSize, ImageError, type GrayImage } from '../image/gray.ts'
import { huffmanTable, readBlock, type HuffmanTable } from './huffman.ts'
import { subbandsOf, synthesise, type Filters, type Rect } from './wavelet.ts'

/** Markers (FBI IAFIS-IC-0110 V3; place from memory). */
const MARK = {
  start: 0xffa0,
  end: 0xffa1,
  frame: 0xffa2,
  block: 0xffa3,
  filters: 0xffa4,
  quantisers: 0xffa5,
  codes: 0xffa6,
  comment: 0xffa8,
} as const
const SUBBANDS = 64
const TAPS_MAX = 32
const BLOCKS_MAX = 8

interface File {
  frame: { width: number; height: number; shift: number; scale: number } | null
  filters: Filters | null
  quantisers: { centre: number; steps: number[]; zeros: number[] } | null
  codes: Map<number, HuffmanTable>
  ppi: number | null
}

export function isWsq(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xa0
}

/** Reads a WSQ file (FBI IAFIS-IC-0110, version 3.1) as grey. Throws ImageError, naming the byte. */
export function readWsq(bytes: Uint8Array): GrayImage {
  if (!isWsq(bytes)) throw new ImageError('not a WSQ file: FFA0 expected', 0)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const file: File = { frame: null, filters: null, quantisers: null, codes: new Map(), ppi: null }
  let coefficients: Int32Array | null = null
  let [filled, blocks] = [0, 0]
  for (let at = 2; ;) {
    if (at + 2 > bytes.length) throw new ImageError('WSQ file ends without its end marker', at)
    const mark = view.getUint16(at)
    if (mark === MARK.end) break
    if (at + 4 > bytes.length) throw new ImageError('WSQ file ends inside a segment', at)
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) throw new ImageError('WSQ segment passes the end', at + 2)
    const segment = new Segment(view, at + 4, end)
    if (mark !== MARK.block) {
      readSegment(file, mark, segment, at)
      at = end
      continue
    }
    coefficients ??= new Int32Array(coefficientsOf(file, at))
    const table = file.codes.get(segment.u8())
    if (table === undefined)
      throw new ImageError('WSQ block names a table of codes that is not there', at + 4)
    if (++blocks > BLOCKS_MAX) throw new ImageError(`WSQ file of more than ${BLOCKS_MAX} blocks`, at)
    const block = readBlock(bytes, end, table, coefficients, filled)
    filled = block.filled
    at = block.end
  }
  if (coefficients === null) throw new ImageError('WSQ file without image data', bytes.length)
  return imageOf(file, coefficients)
}

/** Numbers of a segment in their order; reading past its end is the file's fault. */
class Segment {
  readonly #view: DataView
  readonly #end: number
  at: number

  constructor(view: DataView, at: number, end: number) {
    this.#view = view
    this.at = at
    this.#end = end
  }

  get done(): boolean {
    return this.at >= this.#end
  }

  #take(size: number): number {
    if (this.at + size > this.#end) throw new ImageError('WSQ segment ends too soon', this.at)
    this.at += size
    return this.at - size
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2))
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4))
  }

  bytes(count: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#take(count), count)
  }

  /** A decimal: power of ten, then 16 bits. */
  decimal(): number {
    const power = this.u8()
    return this.u16() / 10 ** power
  }

  rest(): Uint8Array {
    return this.bytes(this.#end - this.at)
  }
}

function readSegment(file: File, mark: number, segment: Segment, at: number): void {
  if (mark === MARK.frame) file.frame = readFrame(segment, at)
  else if (mark === MARK.filters) file.filters = readFilters(segment)
  else if (mark === MARK.quantisers) {
    const centre = segment.decimal()
    const [steps, zeros]: [number[], number[]] = [[], []]
    for (let i = 0; i < SUBBANDS; i++) {
      steps.push(segment.decimal())
      zeros.push(segment.decimal())
    }
    file.quantisers = { centre, steps, zeros }
  } else if (mark === MARK.codes) {
    while (!segment.done) {
      const number = segment.u8()
      const counts = segment.bytes(16)
      const values = segment.bytes(counts.reduce((sum, count) => sum + count, 0))
      file.codes.set(number, huffmanTable(counts, values))
    }
  } else if (mark === MARK.comment) {
    // A NISTCOM comment: lines of a name and a value.
    const ppi = /(?:^|\n)PPI (\d{2,5})\b/.exec(new TextDecoder('latin1').decode(segment.rest()))
    if (ppi !== null) file.ppi = Number(ppi[1])
  } else throw new ImageError(`WSQ marker ${mark.toString(16)} is not known`, at)
}

function readFrame(segment: Segment, at: number): NonNullable<File['frame']> {
  segment.u16()
  const [height, width] = [segment.u16(), segment.u16()]
  checkSize(width, height, at + 6)
  const shift = segment.decimal()
  return { width, height, shift, scale: segment.decimal() }
}

function readFilters(segment: Segment): Filters {
  const [lowTaps, highTaps] = [segment.u8(), segment.u8()]
  if (lowTaps % 2 === 0 || highTaps % 2 === 0 || lowTaps > TAPS_MAX || highTaps > TAPS_MAX)
    throw new ImageError(
      `WSQ filters of ${lowTaps} and ${highTaps} taps; odd lengths up to ${TAPS_MAX} expected`,
      segment.at - 2,
    )
  const half = (taps: number): number[] =>
    Array.from({ length: (taps + 1) / 2 }, () => {
      const [sign, power] = [segment.u8(), segment.u8()]
      return ((sign === 0 ? 1 : -1) * segment.u32()) / 10 ** power
    })
  const low = half(lowTaps)
  return { low, high: half(highTaps) }
}

/** How many coefficients the subbands with a quantiser have. */
function coefficientsOf({ frame, quantisers, filters }: File, at: number): number {
  if (frame === null || quantisers === null || filters === null)
    throw new ImageError('WSQ block before its frame, filters and quantisers', at)
  return subbandsOf(frame.width, frame.height).bands.reduce(
    (sum, band, i) => sum + (quantisers.steps[i] === 0 ? 0 : band.width * band.height),
    0,
  )
}

function imageOf({ frame, quantisers, filters, ppi }: File, coefficients: Int32Array): GrayImage {
  const { width, height, shift, scale } = frame!
  const { bands, nodes } = subbandsOf(width, height)
  const data = new Float32Array(width * height)
  let next = 0
  bands.forEach((band, i) => {
    const [step, zero] = [quantisers!.steps[i]!, quantisers!.zeros[i]!]
    if (step === 0) return
    fillBand(data, width, band, (place) =>
      unquantised(coefficients[next + place]!, step, zero, quantisers!.centre),
    )
    next += band.width * band.height
  })
  synthesise(data, width, nodes, filters!)
  const pixels = Uint8Array.from(data, (value) =>
    Math.max(0, Math.min(255, Math.floor(value * scale + shift + 0.5))),
  )
  return { width, height, pixels, ppi }
}

function fillBand(
  data: Float32Array,
  stride: number,
  { x, y, width, height }: Rect,
  valueAt: (place: number) => number,
): void {
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) data[(y + r) * stride + x + c] = valueAt(r * width + c)
}

/** Middle of a bin: the zero bin has its own width (same; place from memory). */
function unquantised(index: number, step: number, zero: number, centre: number): number {
  if (index === 0) return 0
  return index > 0 ? step * (index - centre) + zero / 2 : step * (index + centre) - zero / 2
}
