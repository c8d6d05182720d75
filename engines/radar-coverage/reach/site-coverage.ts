import { dropM, horizonM } from '../detection/horizon.ts'
import { freeSpaceSnr, wavelengthM, type RadarParameters } from '../detection/radar-equation.ts'
import { requiredSnrDb, type Fluctuation } from '../detection/required-snr.ts'
import { SEA_STATE_MAX, seaClutterM2 } from '../sea/clutter.ts'
import { twoRayFactor } from '../sea/two-ray.ts'

/** What is to be seen, and how surely. */
export interface Target {
  readonly heightM: number
  readonly rcsM2: number
  readonly fluctuation: Fluctuation
  readonly probability: number
}

export interface Sea {
  /** 0 to 6 (Douglas). */
  readonly state: number
  /** Standard deviation of the surface, m. */
  readonly waveRmsM: number
}

export interface Site {
  readonly id: string
  /** Local plane, east and north, m. */
  readonly x: number
  readonly y: number
  readonly radar: RadarParameters
}

/** Elevation of the ground at a place of the local plane, m above the sea; null where none is loaded. */
export type Ground = (x: number, y: number) => number | null

const BEARINGS = 360
const STEPS = 400

/** Where one radar sees one kind of target, by bearing (whole degrees) and range. */
export interface SiteCoverage {
  readonly site: Site
  /** Ground used: all along, in part, or "no terrain data": then only the sea's own horizon is taken. */
  readonly terrain: 'loaded' | 'partly loaded' | 'no terrain data'
  /** Outermost detection on each bearing, m; 0 for none. A planning figure: ducts carry further. */
  readonly outerM: readonly number[]
  covers(x: number, y: number): boolean
  /** Corners of the outer line, local plane. */
  polygon(): { x: number; y: number }[]
}

/** Throws `BUG: …` for a sea outside the clutter model, or a probability that is none. */
export function coverageOf(site: Site, target: Target, sea: Sea | null, ground: Ground | null): SiteCoverage {
  const { radar } = site
  if (sea !== null && !(sea.state >= 0 && sea.state <= SEA_STATE_MAX))
    throw new Error(`BUG: sea state ${sea.state}, the clutter model has 0 to ${SEA_STATE_MAX}`)
  const stepM = radar.rangeM / STEPS
  const detected = Array.from({ length: STEPS }, (_, n) => isDetected(radar, target, sea, (n + 0.5) * stepM))
  const cells = new Uint8Array(BEARINGS * STEPS)
  const outer = new Float64Array(BEARINGS)
  let known = 0
  for (let bearing = 0; bearing < BEARINGS; bearing++) {
    const angle = ((bearing + 0.5) / BEARINGS) * 2 * Math.PI
    let blocked = -Infinity
    for (let n = 0; n < STEPS; n++) {
      const range = (n + 0.5) * stepM
      const height = ground?.(site.x + range * Math.sin(angle), site.y + range * Math.cos(angle)) ?? null
      if (height !== null) known++
      const slope = (target.heightM - dropM(range) - radar.heightM) / range
      const inside = height !== null && height > target.heightM
      if (detected[n]! && slope >= blocked && !inside) {
        cells[bearing * STEPS + n] = 1
        outer[bearing] = (n + 1) * stepM
      }
      if (height !== null) blocked = Math.max(blocked, (height - dropM(range) - radar.heightM) / range)
    }
  }
  const at = (bearing: number): number => ((bearing % BEARINGS) + BEARINGS) % BEARINGS
  return {
    site,
    terrain: known === 0 ? 'no terrain data' : known === BEARINGS * STEPS ? 'loaded' : 'partly loaded',
    outerM: [...outer],
    covers(x, y) {
      const range = Math.hypot(x - site.x, y - site.y)
      if (range >= radar.rangeM) return false
      const bearing = at(Math.floor((Math.atan2(x - site.x, y - site.y) / (2 * Math.PI)) * BEARINGS))
      return cells[bearing * STEPS + Math.min(STEPS - 1, Math.floor(range / stepM))] === 1
    },
    polygon: () =>
      [...outer].map((range, bearing) => {
        const angle = ((bearing + 0.5) / BEARINGS) * 2 * Math.PI
        return { x: site.x + range * Math.sin(angle), y: site.y + range * Math.cos(angle) }
      }),
  }
}

/** Echo over noise and, where a sea is given, over its clutter, against what the probability needs. */
export function isDetected(radar: RadarParameters, target: Target, sea: Sea | null, rangeM: number): boolean {
  if (rangeM > horizonM(radar.heightM, target.heightM)) return false
  const factor =
    sea === null ? 1 : twoRayFactor(radar.heightM, target.heightM, rangeM, wavelengthM(radar), sea.waveRmsM)
  const echo = freeSpaceSnr(radar, target.rcsM2, rangeM) * factor
  const clutterM2 = sea === null ? 0 : seaClutterM2(radar, rangeM, sea.state)
  // Right below the antenna the model says nothing, so nothing is promised.
  if (clutterM2 === null) return false
  const clutter = clutterM2 === 0 ? 0 : freeSpaceSnr(radar, clutterM2, rangeM)
  const needed = requiredSnrDb(
    target.fluctuation,
    target.probability,
    radar.falseAlarmProbability,
    radar.pulses,
  )
  return 10 * Math.log10(echo / (1 + clutter)) >= needed
}
