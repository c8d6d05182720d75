import { geodesicInverse } from './geodesic.ts'
import { createLocalPlane, toEastM, toNorthM } from './local-plane.ts'
import { normalizeLonDeg, type LonLat } from './position.ts'
import { rhumbDirect } from './rhumb.ts'
import { DEGREES_TO_RADIANS, METRES_PER_SECOND_PER_KN } from './units.ts'

/** A point holding its course and speed; `speedKn` over ground, `courseDeg` true over ground. */
export type MovingPoint = { readonly position: LonLat; readonly courseDeg: number; readonly speedKn: number }

export type Cpa = {
  /** Seconds until the closest approach; negative when it is past; 0 when the relative motion is nil. */
  readonly tcpaSeconds: number
  /** Geodesic distance between the two at that moment, metres. */
  readonly cpaM: number
  /** Geodesic distance now, metres. */
  readonly rangeM: number
  /** Bearing of `b` from `a` now. */
  readonly bearingDeg: number
  /** False where the two dead-reckoned geodesic distances around the found moment contradict a minimum there. */
  readonly checked: boolean
}

/** Relative speeds below this (m/s) count as no relative motion. */
const RELATIVE_SPEED_MIN_MPS = 0.01

/** How many times the plane is laid again about the place of the approach found before. */
const REFINEMENTS = 3

/** Time step of the check, seconds. */
const CHECK_STEP_SECONDS = 30

/**
 * Closest point of approach: t = -(D.V)/(V.V) in a tangent plane, the plane laid again between the two positions of
 * closest approach, so that a long lead time does not keep the error of the first plane; then checked on the ellipsoid.
 */
export function closestApproach(a: MovingPoint, b: MovingPoint): Cpa {
  const now = geodesicInverse(a.position, b.position)
  let t = 0
  for (let i = 0; i <= REFINEMENTS; i++) {
    const step = planeTcpaSeconds(after(a, t), after(b, t))
    t += step
    if (Math.abs(step) < 0.05) break
  }
  const cpaM = distanceAfterM(a, b, t)
  const slackM = 1
  const checked =
    distanceAfterM(a, b, t - CHECK_STEP_SECONDS) >= cpaM - slackM &&
    distanceAfterM(a, b, t + CHECK_STEP_SECONDS) >= cpaM - slackM
  return { tcpaSeconds: t, cpaM, rangeM: now.distanceM, bearingDeg: now.initialBearingDeg, checked }
}

/** Position of a moving point after a time, along its rhumb line. */
export function after(p: MovingPoint, seconds: number): MovingPoint {
  if (seconds === 0 || p.speedKn === 0) return p
  const position = rhumbDirect(p.position, p.courseDeg, p.speedKn * METRES_PER_SECOND_PER_KN * seconds)
  return { ...p, position }
}

function distanceAfterM(a: MovingPoint, b: MovingPoint, seconds: number): number {
  return geodesicInverse(after(a, seconds).position, after(b, seconds).position).distanceM
}

function planeTcpaSeconds(a: MovingPoint, b: MovingPoint): number {
  const plane = createLocalPlane({
    lon: normalizeLonDeg(a.position.lon + normalizeLonDeg(b.position.lon - a.position.lon) / 2),
    lat: (a.position.lat + b.position.lat) / 2,
  })
  const dE = toEastM(plane, b.position.lon) - toEastM(plane, a.position.lon)
  const dN = toNorthM(plane, b.position.lat) - toNorthM(plane, a.position.lat)
  const vE = eastMps(b) - eastMps(a)
  const vN = northMps(b) - northMps(a)
  const v2 = vE * vE + vN * vN
  return v2 < RELATIVE_SPEED_MIN_MPS * RELATIVE_SPEED_MIN_MPS ? 0 : -(dE * vE + dN * vN) / v2
}

function eastMps(p: MovingPoint): number {
  return p.speedKn * METRES_PER_SECOND_PER_KN * Math.sin(p.courseDeg * DEGREES_TO_RADIANS)
}

function northMps(p: MovingPoint): number {
  return p.speedKn * METRES_PER_SECOND_PER_KN * Math.cos(p.courseDeg * DEGREES_TO_RADIANS)
}
