import { reportingIntervalSeconds } from '@basinet/ais'
import { quickDistanceM, rhumbDirect } from '@basinet/geodesy'

import { createReceptionMap, type ReceptionMap } from './reception-map.ts'
import { lastEvidence, raise, reportEvidence, round, utcMinute, type RuleContext } from './rule-context.ts'
import { isVesselMessage, reportingStation } from './station-kind.ts'
import type { PositionUpdate } from './update.ts'
import { FLAG } from './vessel-table.ts'

/** Silence of a vessel that should be heard, and its coming back. */
export interface SilenceRule {
  /** Before the table takes the report in. */
  onPosition(slot: number, u: PositionUpdate): void
  /** A station heard something; gives the number the table keeps. */
  station(id: string, atMs: number): number
  /** Share of due class A reports that arrive at a place, 0-1. */
  reception(lon: number, lat: number): number
  /** Looks at the next part of the table. */
  tick(nowMs: number, isWatched: (slot: number) => boolean): void
}

/** Class B sends with a sixth of the power from a low antenna: where a ship is heard a boat may not be. */
type Reception = { readonly classA: ReceptionMap; readonly classB: ReceptionMap }

function mapOf(reception: Reception, messageType: number): ReceptionMap {
  return messageType === 18 || messageType === 19 ? reception.classB : reception.classA
}

/** The whole table is looked at in so many ticks. */
const SWEEP_TICKS = 10
/** Below this speed a vessel lies; that it switches off there is everyday. */
const UNDER_WAY_KN = 1
const STATIONS_MAX = 65_535
/** Silent for longer than this: no longer news, and its place no longer known. */
const FORGET_MS = 24 * 3_600_000

export function createSilenceRule(ctx: RuleContext): SilenceRule {
  const reception: Reception = { classA: createReceptionMap(), classB: createReceptionMap() }
  const stations = new Map<string, number>()
  const stationHeardMs: number[] = []
  let nextSlot = 0

  return {
    station(id, atMs) {
      let n = stations.get(id)
      if (n === undefined) {
        // More stations than that are invented names: they share the last number.
        n = Math.min(stations.size, STATIONS_MAX)
        if (stations.size <= STATIONS_MAX) stations.set(id, n)
      }
      stationHeardMs[n] = Math.max(stationHeardMs[n] ?? 0, atMs)
      return n
    },
    reception: (lon, lat) => reception.classA.share(lon, lat),
    onPosition(slot, u) {
      const c = ctx.table.columns
      if (!isVesselMessage(u.messageType)) return
      const elapsed = u.atMs - c.lastAt[slot]!
      if ((c.flags[slot]! & FLAG.silent) !== 0) comeBack(ctx, slot, u)
      else if (elapsed > 0)
        mapOf(reception, u.messageType).observe(
          u.lon,
          u.lat,
          Math.max(0, Math.round(elapsed / intervalMs(ctx, slot)) - 1),
        )
    },
    tick(nowMs, isWatched) {
      const { top } = ctx.table
      const count = Math.ceil(top / SWEEP_TICKS)
      for (let i = 0; i < count; i++) {
        if (nextSlot >= top) nextSlot = 0
        lookAt(ctx, reception, stationHeardMs, nextSlot++, nowMs, isWatched)
      }
    },
  }
}

/** Interval the vessel keeps by its last report, milliseconds. */
function intervalMs(ctx: RuleContext, slot: number): number {
  const c = ctx.table.columns
  return (
    1000 *
    reportingIntervalSeconds({
      station: reportingStation(c.messageType[slot]!, c.carrierSense[slot] === 1),
      speedKn: c.sog[slot]!,
      navStatus: c.navStatus[slot]!,
    })
  )
}

/** Slow enough that it may have made fast or anchored since, and reports every three minutes (ITU-R M.1371-5 annex 1, tables 1-2). */
const MAY_LIE_KN = 3
const LYING_INTERVAL_MS = 180_000

/** The longest interval the vessel may keep since its last report. */
function longestIntervalMs(ctx: RuleContext, slot: number): number {
  const interval = intervalMs(ctx, slot)
  return ctx.table.columns.sog[slot]! < MAY_LIE_KN ? Math.max(interval, LYING_INTERVAL_MS) : interval
}

function lookAt(
  ctx: RuleContext,
  reception: Reception,
  stationHeardMs: readonly number[],
  slot: number,
  nowMs: number,
  isWatched: (slot: number) => boolean,
): void {
  const c = ctx.table.columns
  const t = ctx.thresholds
  const lastAt = c.lastAt[slot]!
  const silentMs = nowMs - lastAt
  if (
    lastAt === 0 ||
    silentMs < t.silenceMinMs ||
    silentMs > FORGET_MS ||
    (c.flags[slot]! & FLAG.silent) !== 0
  )
    return
  if (!isVesselMessage(c.messageType[slot]!)) return
  const watched = isWatched(slot)
  // A speed that is not known is not taken for lying still.
  if (!watched && c.sog[slot]! < UNDER_WAY_KN) return
  const missed = Math.floor(silentMs / longestIntervalMs(ctx, slot))
  if (missed < t.silenceIntervals) return
  if (nowMs - (stationHeardMs[c.station[slot]!] ?? 0) > t.stationDeadMs) return
  const map = mapOf(reception, c.messageType[slot]!)
  const share = Math.min(map.share(c.lon[slot]!, c.lat[slot]!), shareAhead(ctx, map, slot, silentMs))
  const chance = (1 - share) ** missed
  if (share < t.receptionMin || chance > t.silenceChanceMax) return
  c.flags[slot]! |= FLAG.silent
  raise(ctx, 'track.silence', slot, nowMs, {
    severity: watched ? 'warning' : 'info',
    episode: utcMinute(lastAt),
    params: {
      minutes: round(silentMs / 60_000),
      missed,
      receptionPercent: round(share * 100),
      // A gap where reception is proven weighs more.
      scorePercent: round(share * (1 - chance) * 100),
      lastSogKn: Number.isNaN(c.sog[slot]!) ? '-' : round(c.sog[slot]!, 1),
    },
    evidence: [lastEvidence(ctx, slot)],
  })
}

/** Reception where the vessel would be by now. */
function shareAhead(ctx: RuleContext, map: ReceptionMap, slot: number, silentMs: number): number {
  const c = ctx.table.columns
  const sog = c.sog[slot]!
  const cog = c.cog[slot]!
  const here = { lon: c.lon[slot]!, lat: c.lat[slot]! }
  if (Number.isNaN(sog) || Number.isNaN(cog)) return map.share(here.lon, here.lat)
  const there = rhumbDirect(here, cog, sog * (1852 / 3_600_000) * silentMs)
  return map.share(there.lon, there.lat)
}

function comeBack(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const c = ctx.table.columns
  c.flags[slot]! &= ~FLAG.silent
  const lastAt = c.lastAt[slot]!
  const seconds = (u.atMs - lastAt) / 1000
  const wayM = quickDistanceM(c.lon[slot]!, c.lat[slot]!, u.lon, u.lat)
  raise(ctx, 'track.reappearance', slot, u.atMs, {
    severity: 'info',
    episode: utcMinute(lastAt),
    params: {
      minutes: round(seconds / 60),
      distanceNm: round(wayM / 1852, 1),
      impliedKn: round(wayM / (1852 / 3600) / seconds, 1),
    },
    position: { lon: u.lon, lat: u.lat },
    evidence: [lastEvidence(ctx, slot), reportEvidence(u)],
  })
}
