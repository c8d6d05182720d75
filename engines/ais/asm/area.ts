import type { BitReader } from '../bits/bit-reader.ts'
import type { AsmRow } from './content.ts'
import { bitsOf, lat24, lon25, monthToMinute, readRow, spare, text, u, type AsmField } from './layout.ts'

/** DAC 1 FI 22 (broadcast) and 23 (addressed), area notice: head (IMO SN.1/Circ.289 Annex 11). */
const HEAD: readonly AsmField[] = [
  u('linkage', 10),
  u('notice', 7),
  ...monthToMinute(''),
  u('durationMin', 18, { naFrom: 262_143 }),
]
export const AREA_HEAD_BITS: number = bitsOf(HEAD)
export const SUB_AREA_BITS = 87
/** Most sub-areas in five slots. */
const MAX_SUB_AREAS = 10
const SHAPE_BITS = 3
const SCALE_BITS = 2

const point: readonly AsmField[] = [lon25(), lat24(), u('precision', 3)]
const bearing: readonly AsmField[] = [
  u('bearingDeg', 10, { divisor: 2, naFrom: 720 }),
  u('distance', 10, { na: 0 }),
]
const CIRCLE = [...point, u('radius', 12), spare(18)]
const RECTANGLE = [...point, u('east', 8), u('north', 8), u('orientationDeg', 9), spare(5)]
const SECTOR = [...point, u('radius', 12), u('leftDeg', 9), u('rightDeg', 9)]
const TEXT = [text('text', 14)]
/** Vertices in one polyline or polygon sub-area. */
const VERTICES = 4
const VERTEX_BITS = bitsOf(bearing)

export function readAreaNotice(b: BitReader, at: number): AsmRow {
  const row = readRow(b, at, HEAD)
  const first = at + AREA_HEAD_BITS
  const count = Math.min(MAX_SUB_AREAS, Math.floor((b.length - first) / SUB_AREA_BITS))
  row['areas'] = Array.from({ length: Math.max(0, count) }, (_, n) =>
    readSubArea(b, first + n * SUB_AREA_BITS),
  )
  return row
}

/**
 * One sub-area. Lengths leave in metres (`radiusM`, `eastM`, `northM`, vertex `distanceM`), already multiplied by
 * the sub-area's scale. A polyline's or polygon's bearings run from the point of the sub-area before it.
 */
function readSubArea(b: BitReader, at: number): AsmRow {
  const shape = b.u(at, SHAPE_BITS)
  if (shape === 5) return { shape: 'text', ...readRow(b, at + SHAPE_BITS, TEXT) }
  const scale = 10 ** b.u(at + SHAPE_BITS, SCALE_BITS)
  const body = at + SHAPE_BITS + SCALE_BITS
  switch (shape) {
    case 0:
      return inMetres({ shape: 'circle', ...readRow(b, body, CIRCLE) }, scale)
    case 1:
      return inMetres({ shape: 'rectangle', ...readRow(b, body, RECTANGLE) }, scale)
    case 2:
      return inMetres({ shape: 'sector', ...readRow(b, body, SECTOR) }, scale)
    case 3:
      return { shape: 'polyline', points: vertices(b, body, scale) }
    case 4:
      return { shape: 'polygon', points: vertices(b, body, scale) }
  }
  return { shape: 'reserved', code: shape }
}

const LENGTHS = ['radius', 'east', 'north', 'distance'] as const

function inMetres(row: AsmRow, scale: number): AsmRow {
  for (const name of LENGTHS) {
    const value = row[name]
    if (typeof value !== 'number') continue
    delete row[name]
    row[`${name}M`] = value * scale
  }
  return row
}

/** Distance 0 means "no point": the list ends there. */
function vertices(b: BitReader, at: number, scale: number): AsmRow[] {
  const out: AsmRow[] = []
  for (let n = 0; n < VERTICES; n++) {
    const row = readRow(b, at + n * VERTEX_BITS, bearing)
    if (row['distance'] === null) break
    out.push(inMetres(row, scale))
  }
  return out
}
