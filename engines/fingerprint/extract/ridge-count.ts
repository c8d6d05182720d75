import type { Extraction } from './extract.ts'
import type { Template } from '../template/template.ts'

/** Ridges between a minutia and a neighbour. */
export interface RidgeCount {
  /** The neighbour's index in the template. */
  readonly neighbour: number
  readonly ridges: number
}

/** Wave nearer to zero than this, of its mean strength 1, is neither ridge nor valley. */
const DEAD = 0.15
/** Near a minutia the wave has no phase: its own ridge is not counted. */
const MARGIN_PX = 3

/**
 * For each minutia its `neighbours` nearest with the ridges that the straight line to each crosses, nearest first. Counted as dark stretches
 * of the filtered wave, light between them; the line's ends are left out.
 */
export function ridgeCounts(extraction: Extraction, template: Template, neighbours = 5): RidgeCount[][] {
  const { x, y } = template
  return Array.from(x, (_, i) =>
    Array.from(x, (__, j) => ({ j, d2: (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 }))
      .filter(({ j }) => j !== i)
      .sort((a, b) => a.d2 - b.d2)
      .slice(0, neighbours)
      .map(({ j }) => ({
        neighbour: j,
        ridges: ridgesBetween(extraction, { x: x[i]!, y: y[i]! }, { x: x[j]!, y: y[j]! }),
      })),
  )
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Ridges that the line from one point to another crosses, pixels at 500 ppi. */
export function ridgesBetween({ response }: Extraction, from: Point, to: Point): number {
  const { step, cols, rows, re } = response
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  let ridges = 0
  let dark = false
  for (let at = MARGIN_PX; at <= length - MARGIN_PX; at++) {
    const c = Math.round((from.x + ((to.x - from.x) * at) / length) / step)
    const r = Math.round((from.y + ((to.y - from.y) * at) / length) / step)
    if (c < 0 || r < 0 || c >= cols || r >= rows) continue
    const wave = re[r * cols + c]!
    if (wave < -DEAD && !dark) {
      dark = true
      ridges++
    } else if (wave > DEAD) dark = false
  }
  return ridges
}
