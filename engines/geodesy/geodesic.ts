import geographiclib from 'geographiclib-geodesic'

import { normalizeBearingDeg, normalizeLonDeg, type LonLat } from './position.ts'

/**
 * Geodesics on WGS-84 by Karney's method (C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 2013), through
 * the author's own library. Stated accuracy 15 nm for any pair of points, nearly antipodal ones included, which is
 * where Vincenty's iteration fails; no fallback is therefore needed.
 */
const wgs84 = geographiclib.Geodesic.WGS84

export type GeodesicInverse = {
  readonly distanceM: number
  /** Bearing at the first point, [0, 360). */
  readonly initialBearingDeg: number
  /** Bearing at the second point, continuing in the same direction, [0, 360). */
  readonly finalBearingDeg: number
}

/** Shortest path between two points. Coincident points have bearing 180 by the library's convention; test the distance. */
export function geodesicInverse(from: LonLat, to: LonLat): GeodesicInverse {
  const r = wgs84.Inverse(from.lat, from.lon, to.lat, to.lon)
  if (r.s12 === undefined || r.azi1 === undefined || r.azi2 === undefined) {
    throw new Error('BUG: the geodesic library returned no distance or azimuth')
  }
  return {
    distanceM: r.s12,
    initialBearingDeg: normalizeBearingDeg(r.azi1),
    finalBearingDeg: normalizeBearingDeg(r.azi2),
  }
}

export function geodesicDistanceM(from: LonLat, to: LonLat): number {
  return geodesicInverse(from, to).distanceM
}

export type GeodesicDirect = { readonly position: LonLat; readonly finalBearingDeg: number }

/** The point reached along a geodesic from a start, an initial bearing and a distance in metres. */
export function geodesicDirect(from: LonLat, initialBearingDeg: number, distanceM: number): GeodesicDirect {
  const r = wgs84.Direct(from.lat, from.lon, initialBearingDeg, distanceM)
  if (r.lat2 === undefined || r.lon2 === undefined || r.azi2 === undefined) {
    throw new Error('BUG: the geodesic library returned no position')
  }
  return {
    position: { lon: normalizeLonDeg(r.lon2), lat: r.lat2 },
    finalBearingDeg: normalizeBearingDeg(r.azi2),
  }
}

/** Points every `stepM` metres or less along the great-ellipse path, both ends included; at most `pointsMax`. */
export function geodesicPath(from: LonLat, to: LonLat, stepM: number, pointsMax = 1000): LonLat[] {
  const { distanceM } = geodesicInverse(from, to)
  const legs = Math.min(Math.max(1, Math.ceil(distanceM / stepM)), pointsMax - 1)
  const line = wgs84.InverseLine(from.lat, from.lon, to.lat, to.lon)
  const path: LonLat[] = [from]
  for (let i = 1; i < legs; i++) {
    const p = line.Position((distanceM * i) / legs)
    if (p.lat2 === undefined || p.lon2 === undefined) throw new Error('BUG: no position on a geodesic line')
    path.push({ lon: normalizeLonDeg(p.lon2), lat: p.lat2 })
  }
  path.push(to)
  return path
}
