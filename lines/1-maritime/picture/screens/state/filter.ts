import type { Vessel } from '../../contract.ts'
import { categoryOf, isStopped, type Category } from './ship-category.ts'

export interface VesselFilter {
  /** Empty = every category. */
  readonly categories: readonly Category[]
  /** ISO 3166-1 alpha-3; empty = every flag. */
  readonly flags: readonly string[]
  readonly movingOnly: boolean
  readonly alertedOnly: boolean
  readonly noAircraft: boolean
  readonly minSpeedKn: number | null
  /** Reports older than this are hidden; null = never. */
  readonly maxAgeMinutes: number | null
}

export const NO_FILTER: VesselFilter = {
  categories: [],
  flags: [],
  movingOnly: false,
  alertedOnly: false,
  noAircraft: false,
  minSpeedKn: null,
  maxAgeMinutes: null,
}

/** Identities of devices in distress: AIS-SART 970, MOB 972, EPIRB 974 (ITU-R M.585-9, Annex 2, section 2). */
const DISTRESS_PREFIXES = new Set([970, 972, 974])

/** A device in distress, or a vessel with an open distress alert. */
export function isDistress(vessel: Pick<Vessel, 'cls' | 'mmsi' | 'flags'>): boolean {
  return (
    vessel.cls === 'sart' ||
    DISTRESS_PREFIXES.has(Math.floor(vessel.mmsi / 1_000_000)) ||
    vessel.flags?.some((rule) => rule.startsWith('distress.')) === true
  )
}

/** A safety text is shown like distress until an officer has read it, without being drawn as distress. */
const isUnfiltered = (vessel: Vessel): boolean =>
  isDistress(vessel) || vessel.flags?.includes('safety.text') === true

/** @param ageMs how old the last report is now */
export function passes(vessel: Vessel, filter: VesselFilter, ageMs: number): boolean {
  if (isUnfiltered(vessel)) return true
  if (filter.alertedOnly && (vessel.flags?.length ?? 0) === 0) return false
  if (filter.noAircraft && vessel.cls === 'air') return false
  if (filter.movingOnly && isStopped(vessel)) return false
  if (filter.minSpeedKn !== null && (vessel.sog ?? 0) < filter.minSpeedKn) return false
  if (filter.maxAgeMinutes !== null && ageMs > filter.maxAgeMinutes * 60_000) return false
  if (filter.flags.length > 0 && !filter.flags.includes(vessel.flag ?? '')) return false
  return filter.categories.length === 0 || filter.categories.includes(categoryOf(vessel))
}

/** How many conditions are in force, for the button that opens them. */
export function conditions(filter: VesselFilter): number {
  return (
    Number(filter.categories.length > 0) +
    Number(filter.flags.length > 0) +
    Number(filter.movingOnly) +
    Number(filter.alertedOnly) +
    Number(filter.noAircraft) +
    Number(filter.minSpeedKn !== null) +
    Number(filter.maxAgeMinutes !== null)
  )
}
