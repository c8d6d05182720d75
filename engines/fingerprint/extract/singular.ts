import type { Extraction } from './extract.ts'
import { CELL_PX, smoothGrid, type WaveField } from './wave-field.ts'

/** A point around which the ridges turn by half a turn: a core (+) or a delta (-). */
export interface SingularPoint {
  readonly kind: 'core' | 'delta'
  /** Pixels at 500 ppi. */
  readonly x: number
  readonly y: number
}

/** Henry's classes as far as they are seen; `unknown` where the print shows too little, never a guess. */
export type PatternClass = 'arch' | 'left-loop' | 'right-loop' | 'whorl' | 'unknown'

const SMOOTH_CELLS = 2.2
/** Radius of the walk around a point, cells. */
const WALK_CELLS = 2
/** Cells between a singular point and the print's edge. */
const DEPTH_CELLS = 3
/** Points of one kind nearer than this are one. */
const MERGE_PX = 40
/** Delta this far to a side of the core, pixels, before a loop's side is told. */
const SIDE_PX = 25
/** Least print, square pixels, for saying that there is no core: an arch. */
const ARCH_CELLS = 600

/** Cores and deltas by the Poincaré index (Kawagoe and Tojo, Pattern Recognition 17 (1984) 295) of the smoothed field. */
export function singularPoints({ field, segmentation }: Extraction): SingularPoint[] {
  const { cols, rows } = field
  const smooth: WaveField = {
    ...field,
    cos2: Float32Array.from(field.cos2),
    sin2: Float32Array.from(field.sin2),
  }
  for (const grid of [smooth.cos2, smooth.sin2]) smoothGrid(grid, cols, rows, SMOOTH_CELLS)
  const found: (SingularPoint & { count: number })[] = []
  for (let r = DEPTH_CELLS; r < rows - DEPTH_CELLS; r++)
    for (let c = DEPTH_CELLS; c < cols - DEPTH_CELLS; c++) {
      if (!deep(segmentation.mask, cols, c, r)) continue
      const turns = halfTurns(smooth, c, r)
      if (turns !== 0) merge(found, turns > 0 ? 'core' : 'delta', (c + 0.5) * CELL_PX, (r + 0.5) * CELL_PX)
    }
  return found.map(({ kind, x, y }) => ({ kind, x, y }))
}

function deep(mask: Uint8Array, cols: number, c: number, r: number): boolean {
  const corners = [-DEPTH_CELLS, DEPTH_CELLS].flatMap((v) =>
    [-DEPTH_CELLS, DEPTH_CELLS].map((u) => (r + v) * cols + c + u),
  )
  return mask[r * cols + c] === 1 && corners.every((i) => mask[i] === 1)
}

/** Half turns of the direction on a square walk around the cell, in the sense x to y. */
function halfTurns({ cols, cos2, sin2 }: WaveField, c: number, r: number): number {
  const n = WALK_CELLS
  const path: [number, number][] = []
  for (let k = -n; k < n; k++) path.push([k, -n])
  for (let k = -n; k < n; k++) path.push([n, k])
  for (let k = n; k > -n; k--) path.push([k, n])
  for (let k = n; k > -n; k--) path.push([-n, k])
  let total = 0
  path.forEach(([u, v], k) => {
    const [p, q] = path[(k + 1) % path.length]!
    const [a, b] = [(r + v) * cols + c + u, (r + q) * cols + c + p]
    total += Math.atan2(cos2[a]! * sin2[b]! - sin2[a]! * cos2[b]!, cos2[a]! * cos2[b]! + sin2[a]! * sin2[b]!)
  })
  return Math.round(total / (2 * Math.PI))
}

function merge(
  found: { kind: string; x: number; y: number; count: number }[],
  kind: 'core' | 'delta',
  x: number,
  y: number,
): void {
  const near = found.find((point) => point.kind === kind && Math.hypot(point.x - x, point.y - y) < MERGE_PX)
  if (near === undefined) {
    found.push({ kind, x, y, count: 1 })
    return
  }
  near.x += (x - near.x) / (near.count + 1)
  near.y += (y - near.y) / (near.count + 1)
  near.count++
}

/** The class the singular points show: two cores a whorl, one a loop on the side away from its delta, none in a large print an arch. */
export function patternClass(extraction: Extraction): PatternClass {
  const points = singularPoints(extraction)
  const cores = points.filter((point) => point.kind === 'core')
  const deltas = points.filter((point) => point.kind === 'delta')
  if (cores.length === 2 && deltas.length <= 2) return 'whorl'
  if (cores.length === 0 && deltas.length === 0) {
    const cells = extraction.segmentation.mask.reduce((sum, inside) => sum + inside, 0)
    return cells >= ARCH_CELLS ? 'arch' : 'unknown'
  }
  const [core, delta] = [cores[0], deltas[0]]
  if (cores.length !== 1 || deltas.length !== 1 || core === undefined || delta === undefined) return 'unknown'
  const side = delta.x - core.x
  return Math.abs(side) < SIDE_PX ? 'unknown' : side > 0 ? 'left-loop' : 'right-loop'
}
