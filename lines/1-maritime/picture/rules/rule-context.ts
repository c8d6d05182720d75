import type { LandIndex } from '@basinet/geodesy'

import type { Alert, AlertSeverity, Evidence, RuleId } from './alert.ts'
import type { RuleThresholds } from './config.ts'
import type { PositionUpdate } from './update.ts'
import type { VesselTable } from './vessel-table.ts'

/** What every rule is handed. One object an engine; no rule keeps state outside the table or its own closure. */
export interface RuleContext {
  readonly thresholds: RuleThresholds
  readonly table: VesselTable
  /** Null where the coastline is not loaded: rules on land then say nothing. */
  readonly land: LandIndex | null
  nameOf(slot: number): string | null
  raise(alert: Alert): void
}

type Said = {
  readonly severity: AlertSeverity
  readonly params: Readonly<Record<string, number | string>>
  readonly evidence: readonly Evidence[]
  /** Of this episode of this rule and vessel; the rule and the number are put before it. */
  readonly episode: string
  readonly distress?: boolean
  readonly areaId?: string
  readonly watchListEntryId?: string
  readonly otherMmsi?: number
  /** Says the rule in other words: `picture.alert.<rule>.<variant>`. */
  readonly variant?: string
  readonly position?: { readonly lon: number; readonly lat: number } | null
}

/** Longest episode the record takes. */
const EPISODE_LENGTH_MAX = 120

/** Raises an alert on the vessel of a slot. */
export function raise(ctx: RuleContext, rule: RuleId, slot: number, atMs: number, said: Said): void {
  const c = ctx.table.columns
  const mmsi = c.mmsi[slot]!
  const here = c.lastAt[slot]! > 0 ? { lon: c.lon[slot]!, lat: c.lat[slot]! } : null
  ctx.raise({
    rule,
    episode: `${rule}:${mmsi}:${said.episode}`.slice(0, EPISODE_LENGTH_MAX),
    severity: said.severity,
    distress: said.distress ?? false,
    atMs,
    subject: { mmsi, name: ctx.nameOf(slot) },
    position: said.position === undefined ? here : said.position,
    why: {
      key: `picture.alert.${rule}${said.variant === undefined ? '' : `.${said.variant}`}`,
      params: said.params,
    },
    evidence: said.evidence,
    areaId: said.areaId ?? null,
    watchListEntryId: said.watchListEntryId ?? null,
    otherMmsi: said.otherMmsi ?? null,
  })
}

/** A report as evidence. */
export function reportEvidence(u: PositionUpdate): Evidence {
  return {
    at: new Date(u.atMs).toISOString(),
    mmsi: u.mmsi,
    lon: figure(u.lon),
    lat: figure(u.lat),
    sogKn: figure(u.sogKn),
    cogDeg: figure(u.cogDeg),
    messageType: u.messageType,
    station: u.station,
  }
}

/** The report the table holds of a vessel, as evidence. */
export function lastEvidence(ctx: RuleContext, slot: number): Evidence {
  const c = ctx.table.columns
  return {
    at: new Date(c.lastAt[slot]!).toISOString(),
    mmsi: c.mmsi[slot]!,
    lon: figure(c.lon[slot]!),
    lat: figure(c.lat[slot]!),
    sogKn: figure(Math.fround(c.sog[slot]!)),
    cogDeg: figure(c.cog[slot]!),
    messageType: c.messageType[slot]!,
  }
}

/** JSON has no NaN. */
function figure(x: number): number | null {
  return Number.isNaN(x) ? null : Number(x.toFixed(6))
}

export const round = (x: number, decimals = 0): number => Number(x.toFixed(decimals))

/** The day of a moment, for episodes that are said once a day. */
export const utcDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)
export const utcMinute = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16)
export const utcHour = (atMs: number): string => new Date(atMs).toISOString().slice(0, 13)
