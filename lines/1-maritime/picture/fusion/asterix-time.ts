import type { AsterixRecord } from '@basinet/asterix'

const DAY_S = 86_400
/** Truncated time of day of category 001 (I001/141) begins anew after so many seconds, and at midnight. */
const TRUNCATED_S = 512

/** What a record says of time and source, whatever its category. */
export interface Stamped {
  readonly sac: number
  readonly sic: number
  /** Seconds of the UTC day; null where the record has no time. */
  readonly timeOfDay: number | null
  /** The time says only the seconds since the last multiple of 512 of the day. */
  readonly truncated: boolean
}

/** Null: a category that the picture does not take, or a record that names no source. */
export function stampOf(record: AsterixRecord): Stamped | null {
  const time = timeOf(record)
  if (time === undefined || !('I010' in record) || record.I010 === undefined) return null
  const { SAC: sac, SIC: sic } = record.I010
  return { sac, sic, timeOfDay: time, truncated: record.cat === 1 }
}

/** Undefined: a category that is not taken. */
function timeOf(record: AsterixRecord): number | null | undefined {
  switch (record.cat) {
    case 1:
      return record.I141 ?? null
    case 2:
    case 34:
      return record.I030 ?? null
    case 21:
      // Applicability is when it was there; editions before 1.0 have one time of day (I021/030).
      return record.I071 ?? record.I073 ?? record.I030 ?? record.I077 ?? null
    case 48:
    case 240:
      return record.I140 ?? null
    case 62:
      return record.I070 ?? null
    default:
      return undefined
  }
}

/** The moment nearest to a known one that has this time of day (the stamp wraps at midnight). Unix ms. */
export function momentOf(timeOfDay: number, nearMs: number, truncated = false): number {
  const midnight = Math.floor(nearMs / 1000 / DAY_S) * DAY_S
  return [midnight - DAY_S, midnight, midnight + DAY_S]
    .map((day) => (day + (truncated ? wholeOf(timeOfDay, nearMs / 1000 - day) : timeOfDay)) * 1000)
    .reduce((a, b) => (Math.abs(a - nearMs) <= Math.abs(b - nearMs) ? a : b))
}

/** The time of day with this remainder that is nearest to a time, which may lie in another day. */
function wholeOf(remainder: number, nearS: number): number {
  const most = Math.ceil((DAY_S - remainder) / TRUNCATED_S) - 1
  const turns = Math.min(most, Math.max(0, Math.round((nearS - remainder) / TRUNCATED_S)))
  return remainder + turns * TRUNCATED_S
}
