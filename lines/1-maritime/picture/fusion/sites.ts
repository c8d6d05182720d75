import type { RadarSite as EngineSite } from '@basinet/tracking'
import { nmToM } from '@basinet/geodesy'
import type { RadarSite } from '../contract/radar-site.ts'
import { Plane } from './plane.ts'

export interface SiteConfig extends RadarSite {
  readonly id: string
}

/** A radar in the plane of the fusion. */
export interface PlacedSite {
  readonly config: SiteConfig
  readonly surface: EngineSite
  readonly air: EngineSite
  /** Added to its true bearings, rad. */
  readonly turn: number
}

export interface Placed {
  readonly plane: Plane
  readonly sites: readonly PlacedSite[]
  /** Too far from the others for one plane. */
  readonly outside: readonly SiteConfig[]
}

/** Farther than this from the middle of all radars the plane stretches bearings by more than a radar's own noise, m. */
const REACH_M = 500_000
/** Radars that are used at once. */
const RADARS_MAX = 64
/** Aircraft are seen beyond the horizon of the sea: by so many times the instrumented range, where a secondary radar stands beside. */
const AIR_RANGE = 2.5
const RADIAN = Math.PI / 180

/** Puts the radars into one plane about the middle of them; null: there is none. */
export function placeSites(configs: readonly SiteConfig[]): Placed | null {
  const used = configs.slice(0, RADARS_MAX)
  if (used.length === 0) return null
  const middle = (pick: (c: SiteConfig) => number): number =>
    used.map(pick).toSorted((a, b) => a - b)[Math.floor(used.length / 2)]!
  const plane = new Plane({ lon: middle((c) => c.position.lon), lat: middle((c) => c.position.lat) })
  const near = used.filter((c) => {
    const { x, y } = plane.to(c.position)
    return Math.hypot(x, y) <= REACH_M
  })
  const sites = near.map((config) => placeSite(plane, config))
  return { plane, sites, outside: configs.filter((c) => !near.includes(c)) }
}

function placeSite(plane: Plane, config: SiteConfig): PlacedSite {
  const surface: EngineSite = {
    id: config.id,
    ...plane.to(config.position),
    rangeM: nmToM(config.rangeNm),
    sigmaRangeM: config.sigmaRangeM,
    sigmaBearingRad: config.sigmaBearingDeg * RADIAN,
    scanSeconds: config.scanSeconds,
    offsetSeconds: 0,
  }
  return {
    config,
    surface,
    air: { ...surface, rangeM: surface.rangeM * AIR_RANGE },
    turn: plane.turn(config.position),
  }
}
