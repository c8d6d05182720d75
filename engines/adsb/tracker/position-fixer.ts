import { globalAirborne, globalSurface, localPosition, type LatLon } from '../cpr/decode.ts'
import type { CprFields } from '../message/position.ts'
import { distanceNm } from './sphere.ts'

export interface FixLimits {
  /** Where the receiver stands: bounds the range and settles surface positions. */
  receiver: LatLon | null
  maxRangeNm: number
  maxAirSpeedKn: number
  maxSurfaceSpeedKn: number
}

export interface Fix extends LatLon {
  timeMs: number
  surface: boolean
  /** A second, later pair of reports agreed. Only a confirmed position is a base for reading single reports. */
  confirmed: boolean
}

/** Why a report gave no position: not enough reports yet, out of range of the receiver, or an impossible jump. */
export type NoFix = 'pending' | 'range' | 'motion'

/** An even and an odd airborne report belong together this long (DO-260B 2.2.10.3; Annex 10 Vol IV, 5.2.3.2). */
const AIRBORNE_PAIR_MS = 10_000
/** On the surface 50 s, 25 s above 25 kn or where the speed is not known (DO-260B 2.2.10.3.2). */
const SURFACE_PAIR_MS = 50_000
const SURFACE_FAST_PAIR_MS = 25_000
const SURFACE_FAST_KN = 25
/** Half a zone: within it a single report is unambiguous (Doc 9871, C.2.6.5, C.2.6.6). */
const AIRBORNE_LOCAL_NM = 180
const SURFACE_LOCAL_NM = 45
/** What rounding and whole-second time stamps may add to a movement. */
const MARGIN_NM = 1
/** This many pairs in a row that agree with each other, not with the track: the track was wrong. */
const RIVALS_TO_REPLACE = 3

interface StoredReport extends CprFields {
  timeMs: number
  surface: boolean
}

const HOUR_MS = 3_600_000

/** Positions of one aircraft from its compact reports, each checked against range and possible speed before it is believed. */
export class PositionFixer {
  fix: Fix | null = null
  private even: StoredReport | null = null
  private odd: StoredReport | null = null
  private rival: Fix | null = null
  private rivals = 0

  report(
    cpr: CprFields,
    surface: boolean,
    speedKn: number | null,
    timeMs: number,
    limits: FixLimits,
  ): Fix | NoFix {
    const stored = { cprOdd: cpr.cprOdd, cprLat: cpr.cprLat, cprLon: cpr.cprLon, timeMs, surface }
    if (cpr.cprOdd) this.odd = stored
    else this.even = stored
    const base = this.usableFix(timeMs, surface, limits)
    const pair = this.fromPair(cpr.cprOdd, surface, speedKn, base, limits)
    if (base === null || !base.confirmed) return this.begin(pair, base, timeMs, surface, limits)
    return this.follow(pair, base, stored, limits)
  }

  /** The last fix while the aircraft cannot have left the half zone round it. */
  private usableFix(timeMs: number, surface: boolean, limits: FixLimits): Fix | null {
    const { fix } = this
    if (fix === null) return null
    const reach = speedLimit(fix.surface && surface, limits) * (Math.abs(timeMs - fix.timeMs) / HOUR_MS)
    return reach < (surface ? SURFACE_LOCAL_NM : AIRBORNE_LOCAL_NM) ? fix : null
  }

  private fromPair(
    oddIsLater: boolean,
    surface: boolean,
    speedKn: number | null,
    base: Fix | null,
    limits: FixLimits,
  ): LatLon | null {
    const { even, odd } = this
    if (even === null || odd === null || even.surface !== surface || odd.surface !== surface) return null
    const slow = speedKn !== null && speedKn <= SURFACE_FAST_KN
    const limit = surface ? (slow ? SURFACE_PAIR_MS : SURFACE_FAST_PAIR_MS) : AIRBORNE_PAIR_MS
    if (Math.abs(even.timeMs - odd.timeMs) > limit) return null
    if (!surface) return globalAirborne(even, odd, oddIsLater)
    const reference = base ?? limits.receiver
    return reference === null ? null : globalSurface(even, odd, oddIsLater, reference)
  }

  /** No confirmed track: two pairs that agree make one. */
  private begin(
    pair: LatLon | null,
    base: Fix | null,
    timeMs: number,
    surface: boolean,
    limits: FixLimits,
  ): Fix | NoFix {
    if (pair === null) return 'pending'
    if (!inRange(pair, limits)) return 'range'
    const confirmed = base !== null && canReach(base, pair, timeMs, surface, limits)
    this.fix = { lat: pair.lat, lon: pair.lon, timeMs, surface, confirmed }
    return this.fix
  }

  private follow(pair: LatLon | null, base: Fix, report: StoredReport, limits: FixLimits): Fix | NoFix {
    const { timeMs, surface } = report
    const here = localPosition(report, surface, base)
    const ranged = here !== null && inRange(here, limits)
    const agrees = here !== null && (pair === null || distanceNm(here, pair) <= MARGIN_NM)
    if (here !== null && ranged && agrees && canReach(base, here, timeMs, surface, limits)) {
      this.rivals = 0
      this.fix = { lat: here.lat, lon: here.lon, timeMs, surface, confirmed: true }
      return this.fix
    }
    return this.contradict(pair, timeMs, surface, limits) ?? (here !== null && !ranged ? 'range' : 'motion')
  }

  /** Remembers a pair that contradicts the track; enough of them in a row replace it. */
  private contradict(pair: LatLon | null, timeMs: number, surface: boolean, limits: FixLimits): Fix | null {
    if (pair === null || !inRange(pair, limits)) return null
    const { rival } = this
    this.rivals = rival !== null && canReach(rival, pair, timeMs, surface, limits) ? this.rivals + 1 : 1
    this.rival = { lat: pair.lat, lon: pair.lon, timeMs, surface, confirmed: true }
    if (this.rivals < RIVALS_TO_REPLACE) return null
    this.rivals = 0
    this.fix = this.rival
    return this.fix
  }
}

function inRange(place: LatLon, limits: FixLimits): boolean {
  return limits.receiver === null || distanceNm(limits.receiver, place) <= limits.maxRangeNm
}

function canReach(from: Fix, to: LatLon, timeMs: number, surface: boolean, limits: FixLimits): boolean {
  const hours = Math.abs(timeMs - from.timeMs) / HOUR_MS
  return distanceNm(from, to) <= speedLimit(from.surface && surface, limits) * hours + MARGIN_NM
}

function speedLimit(surface: boolean, limits: FixLimits): number {
  return surface ? limits.maxSurfaceSpeedKn : limits.maxAirSpeedKn
}
