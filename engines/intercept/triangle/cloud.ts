import {
  after,
  geodesicDirect,
  knToMps,
  geodesicDistanceM,
  reachableRadiusM,
  type LonLat,
  type MovingPoint,
} from '@basinet/geodesy'
import { meet, type Chaser } from './solve.ts'

/** What is known of a target: each is a normal spread of one standard deviation about its value; null: nothing is known. */
export interface Uncertain {
  readonly position: LonLat
  readonly positionSigmaM: number
  readonly courseDeg: number | null
  readonly courseSigmaDeg: number
  readonly speedKn: number
  readonly speedSigmaKn: number
  /** Nothing on this hull is faster. */
  readonly speedMaxKn: number
}

const PARTICLES_MAX = 20_000

/** A cloud of targets drawn from what is known. `random` gives numbers in [0, 1): the caller's, so that a plan can be repeated. */
export function cloudOf(known: Uncertain, count: number, random: () => number): MovingPoint[] {
  if (!Number.isInteger(count) || count < 1 || count > PARTICLES_MAX)
    throw new Error(`BUG: ${count} particles, expected 1..${PARTICLES_MAX}`)
  return Array.from({ length: count }, () => {
    const far = known.positionSigmaM * Math.sqrt(-2 * Math.log(1 - random()))
    const position = geodesicDirect(known.position, 360 * random(), far).position
    const [a, b] = normals(random)
    const courseDeg =
      known.courseDeg === null
        ? 360 * random()
        : (((known.courseDeg + known.courseSigmaDeg * a) % 360) + 360) % 360
    const speedKn = Math.min(known.speedMaxKn, Math.max(0, known.speedKn + known.speedSigmaKn * b))
    return { position, courseDeg, speedKn }
  })
}

/** Two independent standard normals (Box & Muller 1958). */
function normals(random: () => number): [number, number] {
  const r = Math.sqrt(-2 * Math.log(1 - random()))
  const angle = 2 * Math.PI * random()
  return [r * Math.cos(angle), r * Math.sin(angle)]
}

/** Outline of everywhere the target can be after a time, `corners` points clockwise from north. */
export function reachableRing(
  position: LonLat,
  startRadiusM: number,
  speedMaxKn: number,
  seconds: number,
  corners = 72,
): LonLat[] {
  const radiusM = reachableRadiusM(startRadiusM, speedMaxKn, seconds)
  return Array.from(
    { length: corners },
    (_, i) => geodesicDirect(position, (360 * i) / corners, radiusM).position,
  )
}

/** Share of the cloud the asset can meet within a time, were each known when it starts: no plan does better. */
export function meetableShare(chaser: Chaser, cloud: readonly MovingPoint[], withinSeconds: number): number {
  let met = 0
  for (const target of cloud) {
    const found = meet(chaser, target)
    if (found !== null && found.seconds <= withinSeconds) met++
  }
  return met / cloud.length
}

export interface Aim {
  readonly position: LonLat
  readonly seconds: number
  /** Share of the cloud within the asset's sight when it arrives. */
  readonly probability: number
}

/**
 * The place to steer for: of the meetings with `candidates` members of the cloud the one from which, at arrival, most of the
 * cloud lies within `sightM`. Null when the asset meets none of them within the time.
 */
export function bestAim(
  chaser: Chaser,
  cloud: readonly MovingPoint[],
  sightM: number,
  withinSeconds: number,
  candidates = 64,
): Aim | null {
  let best: Aim | null = null
  const step = Math.max(1, Math.floor(cloud.length / candidates))
  for (let i = 0; i < cloud.length; i += step) {
    const met = meet(chaser, cloud[i]!)
    if (met === null || met.seconds > withinSeconds) continue
    const { position, seconds } = met
    const seen = cloud.filter((t) => geodesicDistanceM(after(t, seconds).position, position) <= sightM)
    const probability = seen.length / cloud.length
    if (best === null || probability > best.probability) best = { position, seconds, probability }
  }
  return best
}

/** Time until an asset of this speed can be anywhere inside the circle the target may have reached; null: never. */
export function overtakeSeconds(
  rangeM: number,
  startRadiusM: number,
  speedMaxKn: number,
  chaserKn: number,
): number | null {
  const closing = knToMps(chaserKn - speedMaxKn)
  return closing <= 0 ? null : (rangeM + startRadiusM) / closing
}
