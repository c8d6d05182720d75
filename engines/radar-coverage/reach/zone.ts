import type { SiteCoverage } from './site-coverage.ts'

/** A simple polygon in the local plane, m. */
export type Zone = readonly { readonly x: number; readonly y: number }[]

const CELLS_MAX = 4_000_000

/** A zone as cells: each stands for `areaM2` around its middle. */
export interface ZoneCells {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly areaM2: number
}

/** How much of a zone is seen, by cells. */
export interface ZoneCoverage {
  readonly zoneM2: number
  readonly unionM2: number
  readonly gapM2: number
  /** Area seen by exactly n sites, from 0. */
  readonly byCountM2: readonly number[]
}

/** Cells of `cellM` a side whose middle lies in the zone. */
export function cellsOf(zone: Zone, cellM: number): ZoneCells {
  const xs = zone.map(({ x }) => x)
  const ys = zone.map(({ y }) => y)
  const [west, south] = [Math.min(...xs), Math.min(...ys)]
  const columns = Math.ceil((Math.max(...xs) - west) / cellM)
  const rows = Math.ceil((Math.max(...ys) - south) / cellM)
  if (!(columns * rows <= CELLS_MAX)) throw new Error(`BUG: ${columns} × ${rows} cells, at most ${CELLS_MAX}`)
  const inX: number[] = []
  const inY: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = west + (column + 0.5) * cellM
      const y = south + (row + 0.5) * cellM
      if (!inside(zone, x, y)) continue
      inX.push(x)
      inY.push(y)
    }
  }
  return { xs: Float64Array.from(inX), ys: Float64Array.from(inY), areaM2: cellM * cellM }
}

/** Which cells a site covers, 1 or 0 a cell. */
export function coveredCells({ xs, ys }: ZoneCells, coverage: Pick<SiteCoverage, 'covers'>): Uint8Array {
  return Uint8Array.from(xs, (x, n) => (coverage.covers(x, ys[n]!) ? 1 : 0))
}

export function zoneCoverage(cells: ZoneCells, covered: readonly Uint8Array[]): ZoneCoverage {
  const byCount = Array.from({ length: covered.length + 1 }, () => 0)
  for (let n = 0; n < cells.xs.length; n++)
    byCount[covered.reduce((sum, one) => sum + one[n]!, 0)]! += cells.areaM2
  const zoneM2 = cells.xs.length * cells.areaM2
  return { zoneM2, unionM2: zoneM2 - byCount[0]!, gapM2: byCount[0]!, byCountM2: byCount }
}

/** Even-odd rule. */
function inside(zone: Zone, x: number, y: number): boolean {
  let odd = false
  for (let n = 0; n < zone.length; n++) {
    const a = zone[n]!
    const b = zone[(n + 1) % zone.length]!
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) odd = !odd
  }
  return odd
}
