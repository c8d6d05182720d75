import { MAP_BACKGROUND, MAP_CELL_PX, type Template } from '../template/template.ts'
import { lanesOf, MINUTIAE_MAX, TURN_STEPS } from './lanes.ts'
import { SIGNATURE_BYTES, writeSignature } from './signature.ts'

/** Words of 32 bits of a signature. */
export const SIGNATURE_WORDS = SIGNATURE_BYTES / 4
/** Minutiae a register holds a byte of. */
const SIXTEEN = 16

/**
 * A template with what comparing needs of it; made once, compared often. Minutiae lie in the order of y; `order` has their
 * numbers in the template.
 */
export interface Prepared {
  readonly template: Template
  readonly count: number
  readonly order: Uint16Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly cos: Float32Array
  readonly sin: Float32Array
  /** Direction in 65,536ths of a turn. */
  readonly turn: Int32Array
  /** 0 to 1 by quality. */
  readonly weight: Float32Array
  /** Minutiae that have a signature, and these signatures: one behind the other, and byte b of sixteen at 16 b. */
  readonly signed: Uint8Array
  readonly rows: Uint8Array
  readonly planes: Uint8Array
  /** The signatures again, four words a minutia; null where they are not at hand. `isSigned`: 1 where a minutia has one. */
  readonly words: Int32Array | null
  readonly isSigned: Uint8Array
  /** Places and turns as the nearness kernel takes them. */
  readonly lanes: Int16Array
  /** Sum of the weights. */
  readonly weightSum: number
  /** Cells of the map that show print: middle and code; null without a map. */
  readonly cells: Float32Array | null
  /** Square pixels of the box around the minutiae. */
  readonly boxArea: number
}

/** Where the minutiae of a print lie and point. */
export type Placed = Pick<Prepared, 'x' | 'y' | 'cos' | 'sin' | 'turn'>

/** What of a prepared print a comparison needs of the one that is laid on the other. */
export type Light = Pick<
  Prepared,
  | 'template'
  | 'count'
  | 'x'
  | 'y'
  | 'cos'
  | 'sin'
  | 'turn'
  | 'weight'
  | 'weightSum'
  | 'cells'
  | 'boxArea'
  | 'words'
  | 'isSigned'
>

export function prepare(template: Template): Prepared {
  const order = orderOf(template)
  const count = order.length
  const pick = (values: ArrayLike<number>): Float32Array => Float32Array.from(order, (i) => values[i]!)
  const [x, y] = [pick(template.x), pick(template.y)]
  const rows = new Uint8Array(SIGNATURE_BYTES * count)
  const signed: number[] = []
  for (let m = 0; m < count; m++)
    if (writeSignature(template, order[m]!, rows, SIGNATURE_BYTES * signed.length)) signed.push(m)
  const turn = Int32Array.from(order, (i) => turnOf(template.angle[i]!))
  const weight = Float32Array.from(order, (i) => weightOf(template.quality[i]!))
  return {
    template,
    count,
    order,
    x,
    y,
    cos: Float32Array.from(order, (i) => Math.cos(template.angle[i]!)),
    sin: Float32Array.from(order, (i) => Math.sin(template.angle[i]!)),
    turn,
    weight,
    lanes: lanesOf(x, y, turn),
    weightSum: weight.reduce((sum, w) => sum + w, 0),
    signed: Uint8Array.from(signed),
    rows: rows.subarray(0, SIGNATURE_BYTES * signed.length),
    planes: planesOf(rows, signed.length),
    ...wordsOf(rows, signed, count),
    cells: template.map === null ? null : cellsOf(template.map),
    boxArea: boxArea(x, y),
  }
}

/** Numbers of the minutiae that are compared, by y. */
function orderOf({ x, y, quality }: Template): Uint16Array {
  const all = Array.from({ length: x.length }, (_, i) => i)
  if (all.length > MINUTIAE_MAX) all.sort((a, b) => quality[b]! - quality[a]! || a - b).splice(MINUTIAE_MAX)
  return Uint16Array.from(all.sort((a, b) => y[a]! - y[b]! || x[a]! - x[b]!))
}

function turnOf(angle: number): number {
  return Math.round((angle / (2 * Math.PI)) * TURN_STEPS) & (TURN_STEPS - 1)
}

/** Weight of a minutia by its quality; half where nobody gave one. */
function weightOf(quality: number): number {
  return quality === 0 ? 0.5 : Math.min(100, quality) / 100
}

function wordsOf(
  rows: Uint8Array<ArrayBuffer>,
  signed: readonly number[],
  count: number,
): { words: Int32Array; isSigned: Uint8Array } {
  const packed = new Int32Array(rows.buffer)
  const words = new Int32Array(SIGNATURE_WORDS * count)
  const isSigned = new Uint8Array(count)
  signed.forEach((m, row) => {
    isSigned[m] = 1
    words.set(packed.subarray(SIGNATURE_WORDS * row, SIGNATURE_WORDS * (row + 1)), SIGNATURE_WORDS * m)
  })
  return { words, isSigned }
}

/** Rows of signatures turned so that a register holds one byte of sixteen of them. */
function planesOf(rows: Uint8Array, count: number): Uint8Array {
  const groups = Math.ceil(count / SIXTEEN)
  const planes = new Uint8Array(groups * SIXTEEN * SIGNATURE_BYTES)
  for (let m = 0; m < count; m++)
    for (let b = 0; b < SIGNATURE_BYTES; b++)
      planes[(m >> 4) * SIXTEEN * SIGNATURE_BYTES + SIXTEEN * b + (m & 15)] = rows[SIGNATURE_BYTES * m + b]!
  return planes
}

function cellsOf({ cols, codes }: { cols: number; codes: Uint8Array }): Float32Array {
  const out: number[] = []
  codes.forEach((code, i) => {
    if (code !== MAP_BACKGROUND)
      out.push(((i % cols) + 0.5) * MAP_CELL_PX, (Math.floor(i / cols) + 0.5) * MAP_CELL_PX, code)
  })
  return Float32Array.from(out)
}

function boxArea(x: Float32Array, y: Float32Array): number {
  if (x.length === 0) return 0
  const [high, low] = [x.reduce((a, b) => Math.max(a, b)), x.reduce((a, b) => Math.min(a, b))]
  return (high - low) * (y[y.length - 1]! - y[0]!)
}
