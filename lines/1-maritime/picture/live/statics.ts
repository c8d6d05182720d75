import type { VesselStatic } from '../positions/vessel-static.ts'

/** Fields one message may bring; absent = it does not carry them. */
export type StaticPart = Partial<Omit<VesselStatic, 'mmsi' | 'atMs' | 'claimedFromMs' | 'source'>>

/** What vessels say of themselves, merged from messages 5, 19, 21, 24A and 24B. */
export interface Statics {
  get(mmsi: number): VesselStatic | undefined
  /** Merges; true when something other than the time changed. */
  put(mmsi: number, atMs: number, source: number, part: StaticPart): boolean
  restore(vessel: VesselStatic): void
  /** Vessels to write: changed, or heard again long after they were last written. */
  drain(): VesselStatic[]
  readonly size: number
}

/** Fields that make an identity: when one changes, the claim before it is closed and kept. */
const IDENTITY = [
  'name',
  'callSign',
  'imo',
  'shipType',
  'toBowM',
  'toSternM',
  'toPortM',
  'toStarboardM',
] as const
/** Unchanged data is written again this seldom, to say that it was still heard. */
const REWRITE_MS = 3_600_000
/** Changes of identity kept of one vessel in an hour: a spoofer that changes every message fills no disk. */
const CLAIMS_PER_HOUR = 6

const UNKNOWN: Omit<VesselStatic, 'mmsi' | 'atMs' | 'claimedFromMs' | 'source'> = {
  name: null,
  callSign: null,
  imo: null,
  shipType: null,
  toBowM: null,
  toSternM: null,
  toPortM: null,
  toStarboardM: null,
  draughtDm: null,
  destination: null,
  eta: null,
  mothershipMmsi: null,
}

interface Entry {
  data: VesselStatic
  writtenMs: number
  claimsSinceMs: number
  claims: number
}

/** @param vesselsMax vessels known; the one heard longest ago is forgotten for a new one */
export function createStatics(vesselsMax: number): Statics {
  const entries = new Map<number, Entry>()
  const dirty = new Set<number>()

  /**
   * Goes on where it stood: a map's first key is found past every key deleted before it, and with 250,000 vessels that took
   * milliseconds for each new one.
   */
  let oldest = entries.keys()
  const forgetOldest = (): void => {
    let next = oldest.next()
    if (next.done === true) {
      oldest = entries.keys()
      next = oldest.next()
    }
    if (next.done !== true) entries.delete(next.value)
  }

  const add = (data: VesselStatic, writtenMs: number): void => {
    if (entries.size >= vesselsMax && !entries.has(data.mmsi)) forgetOldest()
    entries.set(data.mmsi, { data, writtenMs, claimsSinceMs: data.atMs, claims: 0 })
  }

  return {
    get: (mmsi) => entries.get(mmsi)?.data,
    restore: (vessel) => add(vessel, vessel.atMs),
    put(mmsi, atMs, source, part) {
      const entry = entries.get(mmsi)
      if (entry === undefined) {
        add({ mmsi, atMs, claimedFromMs: atMs, source, ...UNKNOWN, ...part }, 0)
        dirty.add(mmsi)
        return true
      }
      if (atMs < entry.data.atMs) return false
      const merged = merge(entry, atMs, source, part)
      // Re-inserted so that the map's order is "heard longest ago first".
      entries.delete(mmsi)
      entries.set(mmsi, entry)
      if (merged || atMs - entry.writtenMs > REWRITE_MS) dirty.add(mmsi)
      return merged
    },
    drain() {
      const list: VesselStatic[] = []
      for (const mmsi of dirty) {
        const entry = entries.get(mmsi)
        if (entry === undefined) continue
        entry.writtenMs = entry.data.atMs
        list.push(entry.data)
      }
      dirty.clear()
      return list
    },
    get size() {
      return entries.size
    },
  }
}

/** True when a field changed. A first value for an unknown field completes an identity and does not change it. */
function merge(entry: Entry, atMs: number, source: number, part: StaticPart): boolean {
  const before = entry.data
  const next: VesselStatic = { ...before, ...part, atMs, source }
  const names = Object.keys(part) as (keyof StaticPart)[]
  const changed = names.some((name) => before[name] !== next[name])
  const identity = IDENTITY.some((name) => before[name] !== null && before[name] !== next[name])
  if (identity && mayClaim(entry, atMs)) entry.data = { ...next, claimedFromMs: atMs }
  else entry.data = next
  return changed
}

function mayClaim(entry: Entry, atMs: number): boolean {
  if (atMs - entry.claimsSinceMs > 3_600_000) {
    entry.claimsSinceMs = atMs
    entry.claims = 0
  }
  entry.claims++
  return entry.claims <= CLAIMS_PER_HOUR
}
