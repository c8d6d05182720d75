import type { LonLat } from './position.ts'
import { rhumbDirect } from './rhumb.ts'
import { DEGREES_TO_RADIANS, METRES_PER_SECOND_PER_KN } from './units.ts'

/** What is known of a contact at one moment; every sigma is one standard deviation. */
export type ReckoningStart = {
  readonly position: LonLat
  readonly courseDeg: number
  readonly speedKn: number
  readonly positionSigmaM: number
  readonly speedSigmaKn: number
  readonly courseSigmaDeg: number
}

export type Reckoned = {
  readonly position: LonLat
  /** Standard deviations along and across the course, metres. */
  readonly alongSigmaM: number
  readonly acrossSigmaM: number
  /** Radius of the circle that holds the contact with at least 95 % if it keeps course and speed, metres. */
  readonly radius95M: number
}

/**
 * sqrt(-2 ln 0.05): the 95 % radius of a circular normal distribution in standard deviations (Rayleigh quantile;
 * IHO S-44 ed. 6, annex A, uses the same 2.45 for two-dimensional 95 % confidence).
 */
export const RADIUS_95_SIGMAS = Math.sqrt(-2 * Math.log(0.05))

/**
 * Position after a time on course and speed held, with the error grown by the law of propagation of uncertainty
 * (JCGM 100:2008, 5.1.2) applied to r(t) = r0 + v t (sin c, cos c):
 *   along^2 = position^2 + (t speedSigma)^2,  across^2 = position^2 + (v t sin(courseSigma))^2.
 * The circle takes the larger of the two for both axes and is so never too small; an unknown course (sigma of 90
 * degrees or more) grows with the whole distance run.
 */
export function deadReckon(start: ReckoningStart, seconds: number): Reckoned {
  const runM = start.speedKn * METRES_PER_SECOND_PER_KN * seconds
  const t = Math.abs(seconds)
  const spread = Math.sin(Math.min(start.courseSigmaDeg, 90) * DEGREES_TO_RADIANS)
  const alongSigmaM = Math.hypot(start.positionSigmaM, start.speedSigmaKn * METRES_PER_SECOND_PER_KN * t)
  const acrossSigmaM = Math.hypot(start.positionSigmaM, runM * spread)
  return {
    position: rhumbDirect(start.position, start.courseDeg, runM),
    alongSigmaM,
    acrossSigmaM,
    radius95M: RADIUS_95_SIGMAS * Math.max(alongSigmaM, acrossSigmaM),
  }
}

/** Radius within which a contact of unknown course must lie: start circle plus top speed times time, metres. */
export function reachableRadiusM(startRadiusM: number, speedMaxKn: number, seconds: number): number {
  return startRadiusM + speedMaxKn * METRES_PER_SECOND_PER_KN * Math.abs(seconds)
}
