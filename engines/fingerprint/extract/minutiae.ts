import type { Response } from './gabor.ts'
import { depthOf, type Segmentation } from './segment.ts'
import { findVortices, type Vortex } from './vortices.ts'
import { CELL_PX } from './wave-field.ts'

/** Two vortices of opposite turn closer than this, in ridge periods, are a break, a bridge or a pore, not two minutiae. */
const DIPOLE_PERIODS = 0.8
/** Cells of print that must lie around a minutia: at the print's edge every ridge ends. */
const DEPTH_CELLS = 1
/** Clarity below this a vortex is noise. */
const CLARITY_MIN = 0.14

export interface RawMinutia extends Vortex {
  /** 0 to 1: clarity of the ridges around it. */
  quality: number
}

/** The minutiae of a response: its vortices inside the print, pairs of opposite turn that lie together taken out. */
export function findMinutiae(
  response: Response,
  segmentation: Segmentation,
  cols: number,
  rows: number,
): RawMinutia[] {
  const depth = depthOf(segmentation.mask, cols, rows, DEPTH_CELLS + 1)
  const inside = findVortices(response).filter(({ x, y }) => {
    const cell = cellOf(x, y, cols)
    return depth[cell]! > DEPTH_CELLS && segmentation.clarity[cell]! > CLARITY_MIN
  })
  return dropDipoles(inside).map((vortex) => ({ ...vortex, quality: clarityAround(response, vortex) }))
}

function cellOf(x: number, y: number, cols: number): number {
  return ((y / CELL_PX) | 0) * cols + ((x / CELL_PX) | 0)
}

/** Takes out pairs of opposite turn, nearest first, so that a chain of breaks does not eat its neighbours. */
function dropDipoles(vortices: readonly Vortex[]): Vortex[] {
  const pairs: { a: number; b: number; distance: number }[] = []
  for (let a = 0; a < vortices.length; a++)
    for (let b = a + 1; b < vortices.length; b++) {
      const [p, q] = [vortices[a]!, vortices[b]!]
      const distance = Math.hypot(p.x - q.x, p.y - q.y) * Math.max(p.frequency, q.frequency)
      if (distance < DIPOLE_PERIODS && p.dx * q.dx + p.dy * q.dy < 0) pairs.push({ a, b, distance })
    }
  const gone = new Set<number>()
  for (const { a, b } of pairs.toSorted((p, q) => p.distance - q.distance))
    if (!gone.has(a) && !gone.has(b)) {
      gone.add(a)
      gone.add(b)
    }
  return vortices.filter((_, i) => !gone.has(i))
}

/** Mean share of the ridge wave's energy within two ridges around the point, without the zero itself. */
function clarityAround(response: Response, { x, y }: Vortex): number {
  const { step, cols, rows, re, im } = response
  const [c, r] = [Math.round(x / step), Math.round(y / step)]
  const reach = Math.round(16 / step)
  let [sum, count] = [0, 0]
  for (let v = Math.max(0, r - reach); v <= Math.min(rows - 1, r + reach); v += 2)
    for (let u = Math.max(0, c - reach); u <= Math.min(cols - 1, c + reach); u += 2) {
      const i = v * cols + u
      sum += Math.min(1, (re[i]! * re[i]! + im[i]! * im[i]!) / 2)
      count++
    }
  return sum / Math.max(1, count)
}
