import type { Alert, AlertSeverity, RuleId } from '../rules/alert.ts'

/** One vessel's part in a storm. */
export interface StormVessel {
  readonly mmsi: number
  readonly firstAtMs: number
  lastAtMs: number
  times: number
  /** Words of a safety text. */
  readonly text: string | null
}

/** Many alerts of one rule, told together. */
export interface Storm {
  readonly rule: RuleId
  readonly severity: AlertSeverity
  readonly distress: boolean
  /** Area or entry that all of them have in common; null when there are several, or none. */
  readonly areaId: string | null
  readonly areaName: string | null
  readonly watchListEntryId: string | null
  readonly firstAtMs: number
  readonly lastAtMs: number
  readonly vessels: readonly StormVessel[]
  /** Alerts of vessels that memory had no room to name. */
  readonly unnamed: number
}

export interface OpenStorm extends Omit<Storm, 'vessels'> {
  lastAtMs: number
  areaId: string | null
  areaName: string | null
  watchListEntryId: string | null
  unnamed: number
  readonly vessels: Map<string, StormVessel>
  /** Our clock, not the data's. */
  readonly openedMs: number
}

/** Vessels named in one storm, which becomes one record. */
export const STORM_VESSELS_MAX = 500

export function openStorm(first: Alert, nowMs: number): OpenStorm {
  const { rule, severity, distress, areaId, watchListEntryId, atMs, why } = first
  return {
    rule,
    severity,
    distress,
    areaId,
    areaName: areaId === null ? null : String(why.params['area'] ?? ''),
    watchListEntryId,
    firstAtMs: atMs,
    lastAtMs: atMs,
    vessels: new Map(),
    unnamed: 0,
    openedMs: nowMs,
  }
}

export function addToStorm(
  storm: OpenStorm,
  alert: Alert,
  key: string,
  times: number,
  lastAtMs: number,
): void {
  storm.lastAtMs = Math.max(storm.lastAtMs, lastAtMs)
  if (storm.areaId !== alert.areaId) storm.areaId = storm.areaName = null
  if (storm.watchListEntryId !== alert.watchListEntryId) storm.watchListEntryId = null
  const known = storm.vessels.get(key)
  if (known !== undefined) {
    known.times += times
    known.lastAtMs = Math.max(known.lastAtMs, lastAtMs)
  } else if (storm.vessels.size < STORM_VESSELS_MAX) {
    const text = alert.why.params['text']
    storm.vessels.set(key, {
      mmsi: alert.subject.mmsi,
      firstAtMs: alert.atMs,
      lastAtMs,
      times,
      text: text === undefined ? null : String(text),
    })
  } else storm.unnamed += times
}
