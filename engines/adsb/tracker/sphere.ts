import type { LatLon } from '../cpr/decode.ts'

const RADIANS = Math.PI / 180
/** Mean radius of the Earth (IUGG 1980, 6,371,008.8 m) in nautical miles. */
const EARTH_NM = 6_371_008.8 / 1852

/** Great-circle distance, nautical miles (haversine); 0.5 % from the ellipsoid's, which these checks can bear. */
export function distanceNm(a: LatLon, b: LatLon): number {
  const dLat = (b.lat - a.lat) * RADIANS
  const dLon = (b.lon - a.lon) * RADIANS
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_NM * Math.asin(Math.min(1, Math.sqrt(h)))
}
