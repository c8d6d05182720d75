import { after, geodesicInverse, knToMps, type LonLat, type MovingPoint } from '@basinet/geodesy'
import { meet, type Chaser, type Meeting } from '../triangle/solve.ts'
import type { SeaWay } from './sea-route.ts'

/** A way over water between two places; null where there is none. */
export type FindWay = (from: LonLat, to: LonLat) => SeaWay | null

/** Two tries agree within so much time. */
const AGREED_SECONDS = 20
const TRIES_MAX = 12

export type MeetingBySea =
  | { readonly met: Meeting; readonly way: SeaWay }
  /** Met as the bird flies (`met`), or not at all; no way over water leads there. */
  | { readonly met: Meeting | null; readonly way: null }

/**
 * A meeting whose way stays on the water: the straight meeting first, then the way to where the target is when that way has been run,
 * until both agree. It settles where the target is slower than the asset; where it does not, there is no meeting.
 */
export function meetBySea(chaser: Chaser, target: MovingPoint, find: FindWay): MeetingBySea {
  const straight = meet(chaser, target)
  if (straight === null) return { met: null, way: null }
  const speedMps = knToMps(chaser.speedKn)
  let seconds = straight.seconds
  for (let n = 0; n < TRIES_MAX; n++) {
    const { position } = after(target, seconds)
    const way = find(chaser.position, position)
    if (way === null) return { met: straight, way: null }
    const runSeconds = way.distanceM / speedMps
    const next = chaser.readySeconds + runSeconds
    if (Math.abs(next - seconds) <= AGREED_SECONDS) {
      const course = geodesicInverse(chaser.position, way.points[1] ?? position).initialBearingDeg
      return {
        met: { seconds: next, runSeconds, position, courseDeg: course, distanceM: way.distanceM },
        way,
      }
    }
    seconds = next
  }
  return { met: null, way: null }
}
