/** WGS-84 defining constants (NGA.STND.0036 v1.0.0, 2014, table 3.1): semi-major axis in metres and flattening. */
export const WGS84_A_M = 6_378_137
export const WGS84_F = 1 / 298.257223563

/** First eccentricity squared, e2 = f (2 - f). */
export const WGS84_E2 = WGS84_F * (2 - WGS84_F)

/** Radius of curvature in the meridian, metres (Snyder, USGS PP 1395, eq. 4-18). */
export function meridianRadiusM(latRad: number): number {
  const s = Math.sin(latRad)
  const w = 1 - WGS84_E2 * s * s
  return (WGS84_A_M * (1 - WGS84_E2)) / (w * Math.sqrt(w))
}

/** Radius of curvature in the prime vertical, metres (Snyder, USGS PP 1395, eq. 4-20). */
export function primeVerticalRadiusM(latRad: number): number {
  const s = Math.sin(latRad)
  return WGS84_A_M / Math.sqrt(1 - WGS84_E2 * s * s)
}
