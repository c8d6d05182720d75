/** Mean radius of the earth, m (IUGG 1980, R1). */
const EARTH_M = 6_371_008.8
/** Refraction of the standard atmosphere (ITU-R P.453; Schelleng, Burrows & Ferrell 1933). Trade-wind ducts carry further. */
const STANDARD = 4 / 3

/** Radius of an earth on which rays are straight, m. */
export function effectiveRadiusM(refraction = STANDARD): number {
  return EARTH_M * refraction
}

/** How far a radar and a target of these heights above the sea see each other over it, m. */
export function horizonM(radarHeightM: number, targetHeightM: number, refraction = STANDARD): number {
  const diameter = 2 * effectiveRadiusM(refraction)
  return Math.sqrt(diameter * Math.max(0, radarHeightM)) + Math.sqrt(diameter * Math.max(0, targetHeightM))
}

/** How far a point at this distance lies below the tangent plane, m. */
export function dropM(distanceM: number, refraction = STANDARD): number {
  return distanceM ** 2 / (2 * effectiveRadiusM(refraction))
}
