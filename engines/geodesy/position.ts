/** WGS-84 position in decimal degrees, longitude east positive in [-180, 180], latitude north positive in [-90, 90]. */
export type LonLat = { readonly lon: number; readonly lat: number }

/** Longitude folded into [-180, 180). */
export function normalizeLonDeg(lonDeg: number): number {
  if (lonDeg >= -180 && lonDeg < 180) return lonDeg
  const folded = (((lonDeg + 180) % 360) + 360) % 360
  // A tiny negative remainder plus 360 rounds up to 360 itself.
  return folded >= 360 ? -180 : folded - 180
}

/** Bearing folded into [0, 360). */
export function normalizeBearingDeg(bearingDeg: number): number {
  const folded = ((bearingDeg % 360) + 360) % 360
  return folded >= 360 ? 0 : folded
}

/** Signed turn from one bearing to another, in [-180, 180); positive is clockwise. */
export function turnDeg(fromDeg: number, toDeg: number): number {
  return normalizeLonDeg(toDeg - fromDeg)
}

/** True for finite degrees inside the ranges of LonLat. */
export function isValidPosition(lonDeg: number, latDeg: number): boolean {
  return lonDeg >= -180 && lonDeg <= 180 && latDeg >= -90 && latDeg <= 90
}
