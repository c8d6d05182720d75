import type { RadarSite, Scan } from '../sensor/site.ts'
import { formation, steady, stopAndGo, wanderer, weaver, type Craft, type Start } from './craft.ts'
import { Random } from './random.ts'

export interface Scenario {
  readonly sites: RadarSite[]
  readonly scans: Scan[]
  /** Craft at each scan's time, by the time in hundredths of a second. */
  readonly truth: Map<number, { id: string; x: number; y: number }[]>
  /** Revolution of the first radar, whose times are scored, s. */
  readonly stepSeconds: number
}

interface Setting {
  readonly sites: RadarSite[]
  readonly craft: readonly Craft[]
  readonly detection: number
  readonly detectionSmall: number
  readonly clutter: number
  readonly seconds: number
}

const DEGREE = Math.PI / 180

const STRAIT_SECONDS = 720
/** Half the width of the water that craft of a strait start in, m. */
const STRAIT_M = 9000

/** Fast small craft in a strait between two radars: formation, crossing, weaver, stop and go, head-on pass, ships. */
export function strait(
  seed: number,
  more: Partial<Pick<Setting, 'clutter' | 'detection' | 'detectionSmall'>> = {},
): Scenario {
  const random = new Random(seed)
  const scanSeconds = [2.5, 3, 3, 4][Math.floor(4 * random.unit())]!
  const aside = (): number => random.between(-6000, 6000)
  const sites = [
    radar('R1', aside(), random.between(-19_000, -15_000), 40_000, [30, 0.5], scanSeconds, 0),
    radar('R2', aside(), random.between(15_000, 19_000), 40_000, [40, 0.6], scanSeconds, 1),
  ]
  const craft = [
    ...formation('F', STRAIT_SECONDS, random, startIn(random, 12, 20), random.between(140, 260)),
    ...crossing(random),
    weaver('W', STRAIT_SECONDS, random, startIn(random, 18, 24)),
    stopAndGo('S', STRAIT_SECONDS, random, startIn(random, 14, 22)),
    ...headOn(random),
    steady('M1', STRAIT_SECONDS, startIn(random, 5, 8)),
    steady('M2', STRAIT_SECONDS, startIn(random, 8, 11)),
  ]
  const { clutter = 25, detection = 0.8, detectionSmall = 0.6 } = more
  return simulate(random, { sites, craft, seconds: STRAIT_SECONDS, clutter, detection, detectionSmall })
}

function placeIn(random: Random): { x: number; y: number } {
  return { x: random.between(-STRAIT_M, STRAIT_M), y: random.between(-STRAIT_M, STRAIT_M) }
}

/** Somewhere, more or less towards the middle. */
function startIn(random: Random, low: number, high: number): Start {
  const place = placeIn(random)
  const courseRad = Math.atan2(-place.x, -place.y) + random.normal(0.4)
  return { ...place, courseRad, speed: random.between(low, high) }
}

/** Passes `middle` at half time. */
function through(middle: { x: number; y: number }, courseRad: number, speed: number): Start {
  const before = (STRAIT_SECONDS / 2) * speed
  return {
    x: middle.x - before * Math.sin(courseRad),
    y: middle.y - before * Math.cos(courseRad),
    courseRad,
    speed,
  }
}

/** Two craft that meet in one place at a shallow angle. */
function crossing(random: Random): Craft[] {
  const middle = placeIn(random)
  const course = random.between(0, 2 * Math.PI)
  return [-1, 1].map((side) => {
    const speed = random.between(10, 15)
    return steady(
      `X${side}`,
      STRAIT_SECONDS,
      through(middle, course + side * random.between(0.1, 0.25), speed),
    )
  })
}

/** Two craft on opposite courses that pass each other closely. */
function headOn(random: Random): Craft[] {
  const middle = placeIn(random)
  const course = random.between(0, 2 * Math.PI)
  const apart = random.between(80, 160)
  return [0, 1].map((n) => {
    const at = { x: middle.x + n * apart * Math.cos(course), y: middle.y - n * apart * Math.sin(course) }
    return steady(`H${n}`, STRAIT_SECONDS, through(at, course + n * Math.PI, 10))
  })
}

/** Slow traffic and craft at rest near a harbour. */
export function harbour(
  seed: number,
  more: Partial<Pick<Setting, 'clutter' | 'detection'>> & { craft?: number } = {},
): Scenario {
  const random = new Random(seed)
  const seconds = 900
  const sites = [
    radar('R1', -6000, -2500, 22_000, [25, 0.25], 4, 0),
    radar('R2', 9000, 4000, 22_000, [35, 0.4], 4, 2),
  ]
  const craft = Array.from({ length: more.craft ?? 10 }, (_, n) =>
    wanderer(`B${n}`, seconds, random, {
      x: random.between(-2000, 8000),
      y: random.between(-2000, 8000),
      courseRad: random.between(0, 2 * Math.PI),
      speed: random.unit() < 0.4 ? 0 : random.between(0, 8),
    }),
  )
  const detection = more.detection ?? 0.9
  return simulate(random, {
    sites,
    craft,
    seconds,
    clutter: more.clutter ?? 12,
    detection,
    detectionSmall: detection,
  })
}

function radar(
  id: string,
  x: number,
  y: number,
  rangeM: number,
  [range, bearing]: [number, number],
  scanSeconds: number,
  offsetSeconds: number,
): RadarSite {
  return {
    id,
    x,
    y,
    rangeM,
    sigmaRangeM: range,
    sigmaBearingRad: bearing * DEGREE,
    scanSeconds,
    offsetSeconds,
  }
}

function simulate(
  random: Random,
  { sites, craft, detection, detectionSmall, clutter, seconds }: Setting,
): Scenario {
  const scans: Scan[] = []
  const truth: Scenario['truth'] = new Map()
  sites.forEach((site, index) => {
    for (let n = 0; site.offsetSeconds + n * site.scanSeconds < seconds; n++) {
      const t = site.offsetSeconds + n * site.scanSeconds
      const plots: Scan['plots'][number][] = []
      const places = craft.map((one) => ({ id: one.id, ...one.at(t) }))
      places.forEach(({ x, y }, k) => {
        if (random.unit() >= (craft[k]!.small ? detectionSmall : detection)) return
        const range = Math.hypot(x - site.x, y - site.y) + random.normal(site.sigmaRangeM)
        const bearing = Math.atan2(x - site.x, y - site.y) + random.normal(site.sigmaBearingRad)
        plots.push({ t, range, bearing: bearing < 0 ? bearing + 2 * Math.PI : bearing })
      })
      for (let left = random.poisson(clutter); left > 0; left--)
        plots.push({
          t,
          range: site.rangeM * Math.sqrt(random.unit()),
          bearing: random.between(0, 2 * Math.PI),
        })
      plots.sort(() => random.unit() - 0.5)
      scans.push({ radar: index, t, plots })
      truth.set(Math.round(t * 100), places)
    }
  })
  scans.sort((a, b) => a.t - b.t)
  return { sites, scans, truth, stepSeconds: sites[0]!.scanSeconds }
}
