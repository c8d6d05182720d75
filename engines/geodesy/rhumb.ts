import { primeVerticalRadiusM, WGS84_E2 } from './ellipsoid.ts'
import { latitudeOfMeridianArc, meridianArcM } from './meridian-arc.ts'
import { normalizeBearingDeg, normalizeLonDeg, type LonLat } from './position.ts'
import { DEGREES_TO_RADIANS, RADIANS_TO_DEGREES } from './units.ts'

/**
 * Lines of constant bearing on WGS-84 (G. G. Bennett, "Practical rhumb line calculations on the spheroid", J. of
 * Navigation 49, 1996): bearing from the isometric latitude, distance from the meridian arc. A vessel holding its
 * course runs a rhumb line, so dead reckoning uses these and not geodesics.
 */
export type RhumbInverse = { readonly distanceM: number; readonly bearingDeg: number }

/** Below this latitude difference (radians, 6 mm on the ground) the arc ratio is taken from its derivative. */
const PARALLEL_LIMIT_RAD = 1e-9

const e = Math.sqrt(WGS84_E2)

/** Isometric latitude psi = asinh(tan phi) - e atanh(e sin phi) (Snyder, USGS PP 1395, eq. 3-7). */
function isometricLatitude(latRad: number): number {
  return Math.asinh(Math.tan(latRad)) - e * Math.atanh(e * Math.sin(latRad))
}

/** Metres of meridian per unit of isometric latitude; at a point it is the radius of the parallel. */
function arcRatio(lat1Rad: number, lat2Rad: number): number {
  if (Math.abs(lat2Rad - lat1Rad) < PARALLEL_LIMIT_RAD) {
    const mid = (lat1Rad + lat2Rad) / 2
    return primeVerticalRadiusM(mid) * Math.cos(mid)
  }
  return (
    (meridianArcM(lat2Rad) - meridianArcM(lat1Rad)) /
    (isometricLatitude(lat2Rad) - isometricLatitude(lat1Rad))
  )
}

/** Rhumb line the short way round between two points; poles are not reachable by a finite rhumb line in longitude. */
export function rhumbInverse(from: LonLat, to: LonLat): RhumbInverse {
  const lat1 = from.lat * DEGREES_TO_RADIANS
  const lat2 = to.lat * DEGREES_TO_RADIANS
  const east = normalizeLonDeg(to.lon - from.lon) * DEGREES_TO_RADIANS * arcRatio(lat1, lat2)
  const north = meridianArcM(lat2) - meridianArcM(lat1)
  return {
    distanceM: Math.hypot(east, north),
    bearingDeg: normalizeBearingDeg(Math.atan2(east, north) * RADIANS_TO_DEGREES),
  }
}

/** The point reached on a constant bearing; a line that would pass a pole stops at it. */
export function rhumbDirect(from: LonLat, bearingDeg: number, distanceM: number): LonLat {
  if (distanceM === 0) return from
  const lat1 = from.lat * DEGREES_TO_RADIANS
  const bearing = bearingDeg * DEGREES_TO_RADIANS
  const arcMax = meridianArcM(Math.PI / 2)
  const arc2 = meridianArcM(lat1) + distanceM * Math.cos(bearing)
  const lat2 = Math.abs(arc2) >= arcMax ? (Math.sign(arc2) * Math.PI) / 2 : latitudeOfMeridianArc(arc2)
  if (Math.abs(lat2) >= Math.PI / 2) return { lon: from.lon, lat: Math.sign(lat2) * 90 }
  const dLon = (distanceM * Math.sin(bearing)) / arcRatio(lat1, lat2)
  return { lon: normalizeLonDeg(from.lon + dLon * RADIANS_TO_DEGREES), lat: lat2 * RADIANS_TO_DEGREES }
}
