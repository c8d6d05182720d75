import {
  after,
  createLocalPlane,
  DEGREES_TO_RADIANS,
  geodesicInverse,
  knToMps,
  toEastM,
  toNorthM,
  type LonLat,
  type MovingPoint,
} from '@basinet/geodesy'

/** Where and when an asset meets a target that holds its course and speed. */
export interface Meeting {
  /** From now, ready time included. */
  readonly seconds: number
  /** Time under way. */
  readonly runSeconds: number
  readonly position: LonLat
  /** True bearing to steer at the start of the geodesic. */
  readonly courseDeg: number
  readonly distanceM: number
}

export interface Chaser {
  readonly position: LonLat
  /** Speed made good, knots; above zero. */
  readonly speedKn: number
  /** Until it gets under way. */
  readonly readySeconds: number
}

/** Residual distance at the meeting that counts as met, metres. */
const MET_M = 1
const STEPS_MAX = 40
/** Beyond a week under way nobody is intercepted; it also bounds the plane's error in the seed. */
const RUN_MAX_SECONDS = 7 * 86_400

/**
 * The intercept triangle on WGS-84. Seed: smallest positive root of (Vt.Vt - s^2) t^2 + 2 (D.Vt) t + D.D = 0 in a plane
 * about the target (Bowditch, American Practical Navigator, the maneuvering board's speed triangle); then Newton steps on
 * geodesic(asset, target(t)) - s t, the target along its rhumb line and the asset along a geodesic. Null when it cannot
 * be met: the target is faster and opens, or the meeting lies beyond a week.
 */
export function meet(chaser: Chaser, target: MovingPoint): Meeting | null {
  if (!(chaser.speedKn > 0)) throw new Error(`BUG: chaser speed ${chaser.speedKn} kn, expected above zero`)
  const start = after(target, chaser.readySeconds)
  const now = geodesicInverse(chaser.position, start.position)
  if (now.distanceM <= MET_M) return meeting(chaser, start.position, 0, now.initialBearingDeg, now.distanceM)
  const speedMps = knToMps(chaser.speedKn)
  let t = seedSeconds(chaser.position, start, speedMps)
  if (t === null) return null
  for (let step = 0; step < STEPS_MAX; step++) {
    if (t > RUN_MAX_SECONDS) return null
    const place = after(start, t)
    const leg = geodesicInverse(chaser.position, place.position)
    const gap = leg.distanceM - speedMps * t
    if (Math.abs(gap) <= MET_M)
      return meeting(chaser, place.position, t, leg.initialBearingDeg, leg.distanceM)
    // Rate at which the target opens, seen from the asset.
    const opening =
      knToMps(target.speedKn) * Math.cos((leg.finalBearingDeg - target.courseDeg) * DEGREES_TO_RADIANS)
    const slope = opening - speedMps
    // A meeting is a passage from out of reach into reach; a target opening faster at the root is none.
    if (slope >= 0) return null
    t = Math.max(0, t - gap / slope)
  }
  return null
}

function meeting(
  chaser: Chaser,
  position: LonLat,
  runSeconds: number,
  courseDeg: number,
  distanceM: number,
): Meeting {
  return { seconds: chaser.readySeconds + runSeconds, runSeconds, position, courseDeg, distanceM }
}

/** Smallest positive root in the plane about the target, or null. */
function seedSeconds(from: LonLat, target: MovingPoint, speedMps: number): number | null {
  const plane = createLocalPlane({
    lon: target.position.lon,
    lat: (from.lat + target.position.lat) / 2,
  })
  const dE = -toEastM(plane, from.lon)
  const dN = toNorthM(plane, target.position.lat) - toNorthM(plane, from.lat)
  const vE = knToMps(target.speedKn) * Math.sin(target.courseDeg * DEGREES_TO_RADIANS)
  const vN = knToMps(target.speedKn) * Math.cos(target.courseDeg * DEGREES_TO_RADIANS)
  return smallestPositiveRoot(
    vE * vE + vN * vN - speedMps * speedMps,
    2 * (dE * vE + dN * vN),
    dE * dE + dN * dN,
  )
}

/** Smallest root above zero of a t^2 + b t + c, or null; c is above zero. */
export function smallestPositiveRoot(a: number, b: number, c: number): number | null {
  if (Math.abs(a) * c < 1e-12 * b * b) return b < 0 ? -c / b : null
  const discriminant = b * b - 4 * a * c
  if (discriminant < 0) return null
  // The form that loses no digits where b is large (Press et al., Numerical Recipes, 5.6).
  const q = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant))
  const roots = [q / a, c / q].filter((root) => root > 0)
  return roots.length === 0 ? null : Math.min(...roots)
}
