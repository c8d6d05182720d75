import { WGS84_A_M, WGS84_F } from './ellipsoid.ts'

/**
 * Meridian arc from the equator, metres, by Helmert's series in the third flattening n to n^4 (Karney, "Transverse
 * Mercator with an accuracy of a few nanometers", J. Geodesy 85, 2011, eq. 7 gives the rectifying radius). The first
 * term left out is of order n^5 a = 1e-7 m.
 */
const n = WGS84_F / (2 - WGS84_F)
const n2 = n * n
const rectifyingRadiusM = (WGS84_A_M / (1 + n)) * (1 + n2 / 4 + (n2 * n2) / 64)

const forward = [
  -(3 / 2) * n + (9 / 16) * n2 * n,
  (15 / 16) * n2 - (15 / 32) * n2 * n2,
  -(35 / 48) * n2 * n,
  (315 / 512) * n2 * n2,
] as const

const inverse = [
  (3 / 2) * n - (27 / 32) * n2 * n,
  (21 / 16) * n2 - (55 / 32) * n2 * n2,
  (151 / 96) * n2 * n,
  (1097 / 512) * n2 * n2,
] as const

/** Distance along the meridian from the equator to a geodetic latitude, metres, negative in the south. */
export function meridianArcM(latRad: number): number {
  return rectifyingRadiusM * (latRad + evenSines(forward, latRad))
}

/** Geodetic latitude in radians at a meridian distance from the equator. */
export function latitudeOfMeridianArc(arcM: number): number {
  const mu = arcM / rectifyingRadiusM
  return mu + evenSines(inverse, mu)
}

function evenSines(c: readonly [number, number, number, number], angleRad: number): number {
  return (
    c[0] * Math.sin(2 * angleRad) +
    c[1] * Math.sin(4 * angleRad) +
    c[2] * Math.sin(6 * angleRad) +
    c[3] * Math.sin(8 * angleRad)
  )
}
