import { geodesicDirect, geodesicInverse, type LonLat } from '@basinet/geodesy'

const RADIAN = Math.PI / 180

/**
 * Azimuthal equidistant plane on the ellipsoid about an origin: x east, y north, metres. Bearings from other places than the
 * origin turn by the convergence of meridians; distances across stretch by 1/6 (d/R)², 1.6e-4 at 200 km.
 */
export class Plane {
  readonly origin: LonLat

  constructor(origin: LonLat) {
    this.origin = origin
  }

  to({ lon, lat }: LonLat): { x: number; y: number } {
    const { distanceM, initialBearingDeg } = geodesicInverse(this.origin, { lon, lat })
    const bearing = initialBearingDeg * RADIAN
    return { x: distanceM * Math.sin(bearing), y: distanceM * Math.cos(bearing) }
  }

  from(x: number, y: number): LonLat {
    const bearing = Math.atan2(x, y) / RADIAN
    return geodesicDirect(this.origin, bearing, Math.hypot(x, y)).position
  }

  /** What is added to a true bearing at a place to make it one of the plane, radians. */
  turn(place: LonLat): number {
    const { distanceM, initialBearingDeg, finalBearingDeg } = geodesicInverse(this.origin, place)
    if (distanceM < 1) return 0
    const turn = (initialBearingDeg - finalBearingDeg) * RADIAN
    return Math.atan2(Math.sin(turn), Math.cos(turn))
  }
}
