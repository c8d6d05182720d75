import { RADIUS_95_SIGMAS } from './dead-reckoning.ts'
import { geodesicDirect } from './geodesic.ts'
import type { LonLat } from './position.ts'
import { DEGREES_TO_RADIANS } from './units.ts'

/** A sighting from a known place: true bearing, range, and one standard deviation of each. */
export type BearingRange = {
  readonly station: LonLat
  readonly bearingDeg: number
  readonly rangeM: number
  readonly bearingSigmaDeg: number
  readonly rangeSigmaM: number
  readonly stationSigmaM?: number
}

export type Fix = {
  readonly position: LonLat
  /** Standard deviation in the line of sight and across it, metres. */
  readonly radialSigmaM: number
  readonly crossSigmaM: number
  /** True direction of the line of sight at the fix, degrees: the axis of `radialSigmaM`. */
  readonly axisDeg: number
  readonly radius95M: number
}

/** Position of a contact seen on a bearing and range; errors by JCGM 100:2008, 5.1.2: across = range x sin(bearing error). */
export function bearingRangeFix(sighting: BearingRange): Fix {
  const { position, finalBearingDeg } = geodesicDirect(sighting.station, sighting.bearingDeg, sighting.rangeM)
  const stationSigmaM = sighting.stationSigmaM ?? 0
  const spread = Math.sin(Math.min(sighting.bearingSigmaDeg, 90) * DEGREES_TO_RADIANS)
  const radialSigmaM = Math.hypot(sighting.rangeSigmaM, stationSigmaM)
  const crossSigmaM = Math.hypot(sighting.rangeM * spread, stationSigmaM)
  return {
    position,
    radialSigmaM,
    crossSigmaM,
    axisDeg: finalBearingDeg,
    radius95M: RADIUS_95_SIGMAS * Math.max(radialSigmaM, crossSigmaM),
  }
}
