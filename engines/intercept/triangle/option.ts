import { geodesicDistanceM, knToMps, type LonLat, type MovingPoint } from '@basinet/geodesy'
import { meetBySea, type FindWay } from '../route/meet-by-sea.ts'
import { speedInSea, type SpeedInSea } from './sea-state.ts'
import { meet, type Meeting } from './solve.ts'
import { lightAt, nextSun, type Light } from './sun.ts'
import { zonesAt, type Zone } from './zones.ts'

/** What may be tasked. Everything here is its owner's knowledge; nothing is assumed. */
export interface Asset {
  readonly id: string
  readonly position: LonLat
  /** Where it must be able to return to. */
  readonly base: LonLat
  readonly speeds: readonly SpeedInSea[]
  /** Time under way its fuel lasts at that speed. */
  readonly enduranceSeconds: number
  readonly readySeconds: number
  /** Farthest it may go from its base, metres; null: endurance alone limits it. */
  readonly rangeM: number | null
  readonly nightCapable: boolean
  /** Goes over water only. */
  readonly afloat: boolean
}

/** What the law says at a place: an answer of the nation's own matrix. */
export type Authority = 'granted' | 'ask' | 'denied' | 'unknown'

export interface Circumstances {
  readonly atMs: number
  readonly seaState: number
  /** Time alongside and in pursuit that must be left before turning home. */
  readonly onSceneSeconds: number
  /** Share of the endurance that stays untouched, 0-1. */
  readonly reserve: number
  readonly zones: readonly Zone[]
  readonly authority: (place: LonLat, zones: readonly string[]) => Authority
  /** Ways over water for what floats; absent: land is not looked at, and the option says so. */
  readonly way?: FindWay
}

export const OBSTACLES = [
  'sea-state',
  'out-of-reach',
  'endurance',
  'range',
  'night',
  'land',
  'authority-unknown',
  'authority-denied',
] as const
export type Obstacle = (typeof OBSTACLES)[number]

export interface Option {
  readonly asset: string
  readonly meeting: Meeting | null
  readonly speedKn: number | null
  readonly light: Light | null
  /** Next sunset (by day) or sunrise (by night) at the meeting, Unix ms. */
  readonly nextSunMs: number | null
  readonly zones: readonly string[]
  readonly authority: Authority
  /** Endurance left after out, on scene and return, reserve kept; negative: short of it. */
  readonly marginSeconds: number | null
  /** Corners of the way around land; null for a straight one, or none. */
  readonly corners: readonly LonLat[] | null
  readonly landChecked: boolean
  readonly obstacles: readonly Obstacle[]
  /** Nothing stands against it. With authority `ask` it may be prepared, not tasked. */
  readonly feasible: boolean
  readonly taskable: boolean
}

/** One asset against one target: the meeting, and everything that stands against it. */
export function optionFor(asset: Asset, target: MovingPoint, now: Circumstances): Option {
  const speedKn = speedInSea(asset.speeds, now.seaState)
  const sought = speedKn === null || speedKn <= 0 ? null : seek(asset, speedKn, target, now)
  const met = sought?.met ?? null
  if (sought === null || met === null || speedKn === null) return unmet(asset, now, speedKn)
  const place = met.position
  const meetMs = now.atMs + met.seconds * 1000
  const light = lightAt(place, meetMs)
  const zones = zonesAt(now.zones, place)
  const authority = now.authority(place, zones)
  // A berth is land to the coastline, so the way home is looked for from the berth outwards.
  const home = asset.afloat && !sought.blocked ? now.way?.(asset.base, place) : null
  const homeM = home?.distanceM ?? geodesicDistanceM(place, asset.base)
  const spent = met.runSeconds + now.onSceneSeconds + homeM / knToMps(speedKn)
  const marginSeconds = asset.enduranceSeconds * (1 - now.reserve) - spent
  const obstacles: Obstacle[] = []
  if (marginSeconds < 0) obstacles.push('endurance')
  if (asset.rangeM !== null && homeM > asset.rangeM) obstacles.push('range')
  if (light === 'night' && !asset.nightCapable) obstacles.push('night')
  if (sought.blocked) obstacles.push('land')
  if (authority === 'unknown' || authority === 'denied') obstacles.push(`authority-${authority}`)
  return {
    asset: asset.id,
    meeting: met,
    speedKn,
    light,
    nextSunMs: nextSun(place, meetMs, light === 'day' ? 'set' : 'rise'),
    zones,
    authority,
    marginSeconds,
    corners: sought.corners,
    landChecked: now.way !== undefined,
    obstacles,
    feasible: obstacles.length === 0,
    taskable: obstacles.length === 0 && authority === 'granted',
  }
}

interface Sought {
  readonly met: Meeting | null
  readonly corners: readonly LonLat[] | null
  readonly blocked: boolean
}

/** What floats goes around land where the caller knows it, everything else straight. */
function seek(asset: Asset, speedKn: number, target: MovingPoint, now: Circumstances): Sought {
  const chaser = { position: asset.position, speedKn, readySeconds: asset.readySeconds }
  if (now.way === undefined || !asset.afloat)
    return { met: meet(chaser, target), corners: null, blocked: false }
  const { met, way } = meetBySea(chaser, target, now.way)
  const corners = way !== null && way.points.length > 2 ? way.points : null
  return { met, corners, blocked: met !== null && way === null }
}

function unmet(asset: Asset, now: Circumstances, speedKn: number | null): Option {
  return {
    asset: asset.id,
    meeting: null,
    speedKn,
    light: null,
    nextSunMs: null,
    zones: [],
    authority: 'unknown',
    marginSeconds: null,
    corners: null,
    landChecked: now.way !== undefined,
    obstacles: [speedKn === null || speedKn <= 0 ? 'sea-state' : 'out-of-reach'],
    feasible: false,
    taskable: false,
  }
}

/** Best first: taskable before those that need an answer, those before barred ones; among equals the earliest meeting. */
export function rankOptions(options: readonly Option[]): Option[] {
  const grade = (o: Option) => (o.taskable ? 0 : o.feasible ? 1 : o.meeting === null ? 3 : 2)
  return options.toSorted(
    (a, b) =>
      grade(a) - grade(b) ||
      (a.meeting?.seconds ?? Infinity) - (b.meeting?.seconds ?? Infinity) ||
      (a.asset < b.asset ? -1 : 1),
  )
}
