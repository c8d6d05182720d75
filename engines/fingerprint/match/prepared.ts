import { MAP_BACKGROUND, MAP_CELL_PX, type Template } from '../template/template.ts'
import { SIGNATURE_BYTES, writeSignature } from './signature.ts'

/** Minutiae compared: beyond it the weakest are left out. */
export const MINUTIAE_MAX = 255
/** Height of a band by which minutiae are found, pixels. */
export const BAND_PX = 16
/** Parts of a full turn that directions are held in. */
export const TURN_STEPS = 65_536
/** Minutiae a register holds a byte of. */
const LANES = 16

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
  /** Minutiae above the upper edge of each band from y = 0. */
  readonly bands: Uint16Array
  /** Minutiae that have a signature, and these signatures: one behind the other, and byte b of sixteen at 16 b. */
  readonly signed: Uint8Array
  readonly rows: Uint8Array
  readonly planes: Uint8Array
  /** Cells of the map that show print: middle and code; null without a map. */
  readonly cells: Float32Array | null
  /** Square pixels of the box around the minutiae. */
  readonly boxArea: number
}

/** What of a prepared print a comparison needs of the one that is laid on the other. */
export type Light = Pick<
  Prepared,
  'template' | 'count' | 'x' | 'y' | 'cos' | 'sin' | 'turn' | 'weight' | 'cells' | 'boxArea'
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
  return {
    template,
    count,
    order,
    x,
    y,
    cos: Float32Array.from(order, (i) => Math.cos(template.angle[i]!)),
    sin: Float32Array.from(order, (i) => Math.sin(template.angle[i]!)),
    turn: Int32Array.from(order, (i) => turnOf(template.angle[i]!)),
    weight: Float32Array.from(order, (i) => weightOf(template.quality[i]!)),
    bands: bandsOf(y),
    signed: Uint8Array.from(signed),
    rows: rows.subarray(0, SIGNATURE_BYTES * signed.length),
    planes: planesOf(rows, signed.length),
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

function bandsOf(y: Float32Array): Uint16Array {
  const last = y.length === 0 ? 0 : bandOf(y[y.length - 1]!)
  const bands = new Uint16Array(last + 2)
  for (const value of y) bands[bandOf(value) + 1]!++
  for (let k = 1; k < bands.length; k++) bands[k]! += bands[k - 1]!
  return bands
}

function bandOf(y: number): number {
  return Math.max(0, Math.floor(y / BAND_PX))
}

/** Rows of signatures turned so that a register holds one byte of sixteen of them. */
function planesOf(rows: Uint8Array, count: number): Uint8Array {
  const groups = Math.ceil(count / LANES)
  const planes = new Uint8Array(groups * LANES * SIGNATURE_BYTES)
  for (let m = 0; m < count; m++)
    for (let b = 0; b < SIGNATURE_BYTES; b++)
      planes[(m >> 4) * LANES * SIGNATURE_BYTES + LANES * b + (m & 15)] = rows[SIGNATURE_BYTES * m + b]!
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
