import { meridianRadiusM, primeVerticalRadiusM } from './ellipsoid.ts'
import { normalizeLonDeg, type LonLat } from './position.ts'
import { DEGREES_TO_RADIANS } from './units.ts'

/**
 * East/north metres about an origin with the ellipsoid's two radii of curvature. Inside 50 km of the
 * origin the distance error is below 0.3 % up to 30 degrees of latitude and 1 % up to 60 (held by a property test).
 */
export type LocalPlane = {
  readonly origin: LonLat
  readonly eastMPerDeg: number
  readonly northMPerDeg: number
}

export function createLocalPlane(origin: LonLat): LocalPlane {
  return {
    origin,
    eastMPerDeg: eastMPerDeg(origin.lat),
    northMPerDeg: northMPerDeg(origin.lat),
  }
}

/** Metres of one degree of longitude at a latitude. */
export function eastMPerDeg(latDeg: number): number {
  const lat = latDeg * DEGREES_TO_RADIANS
  return primeVerticalRadiusM(lat) * Math.cos(lat) * DEGREES_TO_RADIANS
}

/** Metres of one degree of latitude at a latitude. */
export function northMPerDeg(latDeg: number): number {
  return meridianRadiusM(latDeg * DEGREES_TO_RADIANS) * DEGREES_TO_RADIANS
}

export function toEastM(plane: LocalPlane, lonDeg: number): number {
  return normalizeLonDeg(lonDeg - plane.origin.lon) * plane.eastMPerDeg
}

export function toNorthM(plane: LocalPlane, latDeg: number): number {
  return (latDeg - plane.origin.lat) * plane.northMPerDeg
}

export function fromPlane(plane: LocalPlane, eastM: number, northM: number): LonLat {
  return {
    lon: normalizeLonDeg(plane.origin.lon + eastM / plane.eastMPerDeg),
    lat: plane.origin.lat + northM / plane.northMPerDeg,
  }
}

/**
 * Distance by a plane at the mean latitude: no allocation, for hot paths and short ranges (error below 0.1 % under
 * 100 km between 60 S and 60 N). Use `geodesicDistanceM` where the answer is shown or recorded.
 */
export function quickDistanceM(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const mid = (lat1 + lat2) / 2
  const east = normalizeLonDeg(lon2 - lon1) * eastMPerDeg(mid)
  const north = (lat2 - lat1) * northMPerDeg(mid)
  return Math.sqrt(east * east + north * north)
}
