import { CELL_LEVEL_MAX, cellColumn, cellRow, interleave } from './cell.ts'
import type { BBox } from './polygon.ts'
import { fail, ok, type Result } from './result.ts'

/** Inclusive range of cell ids at the level asked for. */
export type CellRange = { readonly low: bigint; readonly high: bigint }

type Window = { readonly c1: number; readonly r1: number; readonly c2: number; readonly r2: number }

/**
 * Ranges of cell ids at `level` that together hold every cell touching the box, at most `rangesMax` of them. With
 * fewer ranges than the exact cover needs, the smallest gaps between them are taken in, so the answer is a superset
 * and the caller filters. A box with west > east passes the antimeridian.
 */
export function coverBBox(bbox: BBox, level: number, rangesMax: number): Result<CellRange[]> {
  if (!Number.isInteger(level) || level < 0 || level > CELL_LEVEL_MAX) {
    return fail('level-range', `expected a whole level 0..${CELL_LEVEL_MAX}, got ${level}`, 'level')
  }
  if (!Number.isInteger(rangesMax) || rangesMax < 1) {
    return fail('level-range', `expected at least one range, got ${rangesMax}`, 'rangesMax')
  }
  if (!(bbox.south <= bbox.north && bbox.south >= -90 && bbox.north <= 90)) {
    return fail(
      'bbox-range',
      `expected -90 <= south <= north <= 90, got ${bbox.south}..${bbox.north}`,
      'bbox',
    )
  }
  if (!(Math.abs(bbox.west) <= 180 && Math.abs(bbox.east) <= 180)) {
    return fail('bbox-range', `expected west and east in -180..180, got ${bbox.west}..${bbox.east}`, 'bbox')
  }
  const r1 = cellRow(bbox.south, level)
  const r2 = cellRow(bbox.north, level)
  const c1 = cellColumn(bbox.west, level)
  // 180 E is a box's east border, not the column of 180 W.
  const c2 = bbox.east === 180 ? 2 ** level - 1 : cellColumn(bbox.east, level)
  const windows: Window[] =
    bbox.west <= bbox.east
      ? [{ c1, r1, c2, r2 }]
      : [
          { c1: 0, r1, c2, r2 },
          { c1, r1, c2: 2 ** level - 1, r2 },
        ]
  return ok(
    mergeTo(
      rangesMax,
      windows.flatMap((w) => coverWindow(w, level, rangesMax)),
    ),
  )
}

/**
 * Quadtree descent that opens the largest partly covered quad first and stops once there are as many pieces as
 * allowed for; what is still partly covered then is taken whole.
 */
function coverWindow(window: Window, level: number, rangesMax: number): CellRange[] {
  // Splitting past four times the limit changes little once the gaps are merged, and bounds the work.
  const piecesMax = 4 * rangesMax + 4
  const done: CellRange[] = []
  let open = [{ column: 0, row: 0, depth: 0 }]
  while (open.length > 0) {
    const next: typeof open = []
    for (const quad of open) {
      const span = 2 ** (level - quad.depth)
      const c = quad.column * span
      const r = quad.row * span
      if (c > window.c2 || c + span - 1 < window.c1 || r > window.r2 || r + span - 1 < window.r1) continue
      const within =
        c >= window.c1 && c + span - 1 <= window.c2 && r >= window.r1 && r + span - 1 <= window.r2
      if (within || done.length + open.length + next.length >= piecesMax) {
        done.push(rangeOf(quad.column, quad.row, level - quad.depth))
        continue
      }
      for (const [dc, dr] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        next.push({ column: 2 * quad.column + dc, row: 2 * quad.row + dr, depth: quad.depth + 1 })
      }
    }
    open = next
  }
  return done
}

function rangeOf(column: number, row: number, levelsBelow: number): CellRange {
  const shift = BigInt(2 * levelsBelow)
  const id = interleave(column, row)
  return { low: id << shift, high: ((id + 1n) << shift) - 1n }
}

function mergeTo(rangesMax: number, ranges: CellRange[]): CellRange[] {
  const sorted = ranges.toSorted((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0))
  const merged: { low: bigint; high: bigint }[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && range.low <= last.high + 1n) last.high = range.high > last.high ? range.high : last.high
    else merged.push({ ...range })
  }
  while (merged.length > rangesMax) {
    let at = 1
    for (let i = 2; i < merged.length; i++) {
      if (merged[i]!.low - merged[i - 1]!.high < merged[at]!.low - merged[at - 1]!.high) at = i
    }
    merged[at - 1]!.high = merged[at]!.high
    merged.splice(at, 1)
  }
  return merged
}
