import { eastMPerDeg, northMPerDeg, quickDistanceM } from '@basinet/geodesy'

/** A polyline ready to be travelled. Straight between points in longitude and latitude. */
export type Route = {
  readonly name: string
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** Distance from the start to each point, metres. */
  readonly cum: Float64Array
  /** Unit normal to the right at each point (east, north), mean of the two legs'. */
  readonly normalE: Float64Array
  readonly normalN: Float64Array
  readonly lengthM: number
  readonly halfWidthM: number
  readonly berthM: number
}

/** Where on a route: filled by `locate`. */
export type Spot = { lon: number; lat: number; courseDeg: number; turnDegPerM: number }

/** A vessel's own place within the way: -1..1 across it, and its berth about the end point in units of `berthM`. */
export type Habit = { readonly across: number; readonly berthEast: number; readonly berthNorth: number }

export const NO_HABIT: Habit = { across: 0, berthEast: 0, berthNorth: 0 }

/** A turn begins and ends this far from the corner, or at 40 % of the shorter leg. */
const TURN_M = 350

export function createRoute(
  name: string,
  points: readonly (readonly [number, number])[],
  halfWidthM: number,
  berthM: number,
): Route {
  const n = points.length
  const lon = Float64Array.from(points, (p) => p[0])
  const lat = Float64Array.from(points, (p) => p[1])
  const cum = new Float64Array(n)
  for (let i = 1; i < n; i++)
    cum[i] = cum[i - 1]! + quickDistanceM(lon[i - 1]!, lat[i - 1]!, lon[i]!, lat[i]!)
  const normalE = new Float64Array(n)
  const normalN = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const before = legDirection(lon, lat, Math.max(0, i - 1))
    const behind = legDirection(lon, lat, Math.min(n - 2, i))
    const e = before.east + behind.east
    const nn = before.north + behind.north
    const length = Math.hypot(e, nn) || 1
    normalE[i] = nn / length
    normalN[i] = -e / length
  }
  return { name, lon, lat, cum, normalE, normalN, lengthM: cum[n - 1]!, halfWidthM, berthM }
}

function legDirection(lon: Float64Array, lat: Float64Array, i: number): { east: number; north: number } {
  const east = (lon[i + 1]! - lon[i]!) * eastMPerDeg((lat[i]! + lat[i + 1]!) / 2)
  const north = (lat[i + 1]! - lat[i]!) * northMPerDeg((lat[i]! + lat[i + 1]!) / 2)
  const length = Math.hypot(east, north) || 1
  return { east: east / length, north: north / length }
}

/** From its berth a vessel comes to the middle of the fairway over at least this distance, keeps there, then spreads out. */
const BERTH_TAPER_MIN_M = 600
const FAIRWAY_M = 2200

function spreadAt(route: Route, fromEndM: number): number {
  const over = Math.max(4000, 6 * route.halfWidthM)
  const edge = Math.max(0, Math.min(1, (fromEndM - FAIRWAY_M) / over))
  return edge * edge * (3 - 2 * edge)
}

const a: Spot = { lon: 0, lat: 0, courseDeg: 0, turnDegPerM: 0 }
const b: Spot = { lon: 0, lat: 0, courseDeg: 0, turnDegPerM: 0 }
const c: Spot = { lon: 0, lat: 0, courseDeg: 0, turnDegPerM: 0 }

/** Position, course (in the sense of the route) and rate of turn at a distance from the start; corners are rounded. */
export function locate(route: Route, distanceM: number, habit: Habit, out: Spot): void {
  const s = Math.max(0, Math.min(route.lengthM, distanceM))
  const leg = legAt(route, s)
  const corner = s - route.cum[leg]! < route.cum[leg + 1]! - s ? leg : leg + 1
  const reach = turnReachM(route, corner)
  const off = s - route.cum[corner]!
  if (reach === 0 || Math.abs(off) >= reach) {
    place(route, s, leg, habit, out)
    place(route, Math.max(0, s - 1), legAt(route, Math.max(0, s - 1)), habit, a)
    place(route, Math.min(route.lengthM, s + 1), legAt(route, Math.min(route.lengthM, s + 1)), habit, b)
    out.courseDeg = bearingDeg(a, b)
    out.turnDegPerM = 0
    return
  }
  place(route, route.cum[corner]! - reach, corner - 1, habit, a)
  place(route, route.cum[corner]!, corner, habit, b)
  place(route, route.cum[corner]! + reach, corner, habit, c)
  const u = (off + reach) / (2 * reach)
  out.lon = (1 - u) * (1 - u) * a.lon + 2 * u * (1 - u) * b.lon + u * u * c.lon
  out.lat = (1 - u) * (1 - u) * a.lat + 2 * u * (1 - u) * b.lat + u * u * c.lat
  const into = bearingDeg(a, b)
  const turn = ((bearingDeg(b, c) - into + 540) % 360) - 180
  // The tangent of the quadratic curve turns from the one leg to the other; linear in u is within a degree for turns under 60.
  out.courseDeg = (into + turn * u + 360) % 360
  out.turnDegPerM = turn / (2 * reach)
}

function turnReachM(route: Route, corner: number): number {
  if (corner <= 0 || corner >= route.cum.length - 1) return 0
  const before = route.cum[corner]! - route.cum[corner - 1]!
  const behind = route.cum[corner + 1]! - route.cum[corner]!
  return Math.min(TURN_M, 0.4 * before, 0.4 * behind)
}

function legAt(route: Route, s: number): number {
  let low = 0
  let high = route.cum.length - 2
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if (route.cum[mid]! <= s) low = mid
    else high = mid - 1
  }
  return low
}

function place(route: Route, s: number, leg: number, habit: Habit, out: Spot): void {
  const span = route.cum[leg + 1]! - route.cum[leg]!
  const u = span === 0 ? 0 : (s - route.cum[leg]!) / span
  const lon = route.lon[leg]! + u * (route.lon[leg + 1]! - route.lon[leg]!)
  const lat = route.lat[leg]! + u * (route.lat[leg + 1]! - route.lat[leg]!)
  const fromEndM = Math.min(s, route.lengthM - s)
  const across = habit.across * route.halfWidthM * spreadAt(route, fromEndM)
  const near = Math.max(0, 1 - fromEndM / Math.max(BERTH_TAPER_MIN_M, 5 * route.berthM))
  const berth = route.berthM * near * near
  const e =
    across * (route.normalE[leg]! + u * (route.normalE[leg + 1]! - route.normalE[leg]!)) +
    berth * habit.berthEast
  const n =
    across * (route.normalN[leg]! + u * (route.normalN[leg + 1]! - route.normalN[leg]!)) +
    berth * habit.berthNorth
  out.lon = lon + e / eastMPerDeg(lat)
  out.lat = lat + n / northMPerDeg(lat)
}

function bearingDeg(from: Spot, to: Spot): number {
  const east = (to.lon - from.lon) * eastMPerDeg((from.lat + to.lat) / 2)
  const north = (to.lat - from.lat) * northMPerDeg((from.lat + to.lat) / 2)
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360
}
