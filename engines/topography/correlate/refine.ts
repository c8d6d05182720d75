import { agreement, type Agreement, type PointSet, type Pose } from './pose.ts'
import type { Surface } from '../surface/surface.ts'

export interface Refined extends Agreement {
  readonly pose: Pose
}

/** Halvings of the steps before a search ends. */
const HALVINGS = 3
const ROUNDS_MAX = 12

/**
 * Climbs from a pose to the nearest summit of the correlation (weighed by the root of the overlap, so that it does not slide off the
 * edge): steps along each axis, halved when none helps.
 */
export function refine(
  points: PointSet,
  other: Surface,
  from: Pose,
  steps: { readonly degrees: number; readonly metres: number },
  pointsMin: number,
): Refined {
  let best = { pose: from, ...agreement(points, other, from, pointsMin) }
  let [degrees, metres] = [steps.degrees, steps.metres]
  for (let halved = 0, round = 0; halved < HALVINGS && round < ROUNDS_MAX; round++) {
    const before = best
    for (const [d, x, y] of DIRECTIONS) {
      const { pose } = best
      const tried = { degrees: pose.degrees + d * degrees, x: pose.x + x * metres, y: pose.y + y * metres }
      const found = agreement(points, other, tried, pointsMin)
      if (weight(found) > weight(best)) best = { pose: tried, ...found }
    }
    if (best !== before) continue
    degrees /= 2
    metres /= 2
    halved += 1
  }
  return best
}

const DIRECTIONS = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [0, 0, 1],
  [0, 0, -1],
] as const

const weight = ({ correlation, points }: Agreement): number => correlation * Math.sqrt(points)
