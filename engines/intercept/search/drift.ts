import { DEGREES_TO_RADIANS, knToMps, normalizeBearingDeg, rhumbDirect, type LonLat } from '@basinet/geodesy'

/**
 * Leeway of an object: speed = slope U10 + offset, to either side of downwind by the divergence (Allen & Plourde, Review of Leeway, USCG
 * R&D CG-D-08-99, 1999). The rows of that report are the caller's to enter; none is assumed.
 */
export interface Leeway {
  readonly slope: number
  readonly offsetKn: number
  readonly divergenceDeg: number
  readonly source: string
}

export interface Weather {
  /** True direction the wind comes from. */
  readonly windFromDeg: number
  readonly windKn: number
  /** Total water current: set towards, and drift. */
  readonly currentToDeg: number
  readonly currentKn: number
}

export interface Drifted {
  /** Without divergence, and diverged to the left and right of downwind. */
  readonly datum: LonLat
  readonly left: LonLat
  readonly right: LonLat
  readonly driftM: number
}

export function leewayKn({ slope, offsetKn }: Leeway, windKn: number): number {
  return windKn <= 0 ? 0 : Math.max(0, slope * windKn + offsetKn)
}

/** Where an object lies after a time (IAMSAR vol. II, 4.4): last known position + current + leeway, weather held. */
export function drift(from: LonLat, weather: Weather, leeway: Leeway, seconds: number): Drifted {
  const water = rhumbDirect(from, weather.currentToDeg, knToMps(weather.currentKn) * seconds)
  const blownM = knToMps(leewayKn(leeway, weather.windKn)) * seconds
  const downwind = weather.windFromDeg + 180
  const blown = (offDeg: number) => rhumbDirect(water, normalizeBearingDeg(downwind + offDeg), blownM)
  const angle = (downwind - weather.currentToDeg) * DEGREES_TO_RADIANS
  const waterM = knToMps(weather.currentKn) * seconds
  return {
    datum: blown(0),
    left: blown(-leeway.divergenceDeg),
    right: blown(leeway.divergenceDeg),
    driftM: Math.sqrt(waterM * waterM + blownM * blownM + 2 * waterM * blownM * Math.cos(angle)),
  }
}

/** Total probable error E = sqrt(De^2 + x^2 + y^2): of drift, of the distress position, of the searcher's own (IAMSAR vol. II, 4.5). */
export function totalProbableErrorM(
  driftErrorM: number,
  positionErrorM: number,
  searcherErrorM: number,
): number {
  return Math.hypot(driftErrorM, positionErrorM, searcherErrorM)
}

/** Radius of the search: error times the factor of this search (IAMSAR: 1.1 for the first). */
export const searchRadiusM = (errorM: number, factor: number): number => errorM * factor
