import type { AsterixRecord } from '@basinet/asterix'

/** One plot as a radar sent it; m and degrees true at the antenna. */
export interface RadarPlot {
  readonly sac: number
  readonly sic: number
  readonly atMs: number
  readonly slantM: number
  readonly bearingDeg: number
  /** From the transponder; null: primary radar alone. */
  readonly address: number | null
  readonly altitudeM: number | null
  /** A secondary radar had its answer. */
  readonly answered: boolean
}

const NM = 1852
const FOOT_M = 0.3048
const DAY_S = 86_400

/** What a record says of time and source, whatever its category. */
export interface Stamped {
  readonly sac: number
  readonly sic: number
  /** Seconds of the UTC day; null where the record has no time. */
  readonly timeOfDay: number | null
}

export function stampOf(record: AsterixRecord): Stamped | null {
  if (record.cat !== 48 && record.cat !== 34) return null
  if (record.I010 === undefined) return null
  const { SAC: sac, SIC: sic } = record.I010
  return { sac, sic, timeOfDay: (record.cat === 48 ? record.I140 : record.I030) ?? null }
}

/** The moment nearest to a known one that has this time of day (the stamp wraps at midnight). Unix ms. */
export function momentOf(timeOfDay: number, nearMs: number): number {
  const midnight = Math.floor(nearMs / 1000 / DAY_S) * DAY_S
  const best = [midnight - DAY_S, midnight, midnight + DAY_S]
    .map((day) => (day + timeOfDay) * 1000)
    .reduce((a, b) => (Math.abs(a - nearMs) <= Math.abs(b - nearMs) ? a : b))
  return best
}

/** Types of report (I048/020 TYP) that an answer of a transponder is part of. */
const ANSWERED = new Set([2, 3, 4, 5, 6, 7])

/**
 * A plot with a measured position; null for tests and records without one.
 * @param simulated takes targets that the radar says are simulated (I048/020 SIM): a demonstration's are, a service node's never
 */
export function plotOf(record: AsterixRecord, atMs: number, simulated: boolean): RadarPlot | null {
  if (record.cat !== 48 || record.I010 === undefined || record.I040 === undefined) return null
  const { I010, I020, I040, I090, I220 } = record
  const descriptor: { SIM?: number; TST?: number | undefined } = I020 ?? {}
  if (record.unread !== undefined || descriptor.TST === 1) return null
  if (descriptor.SIM === 1 && !simulated) return null
  const level = I090 !== undefined && I090.V === 0 && I090.G === 0 ? I090.FL : null
  return {
    sac: I010.SAC,
    sic: I010.SIC,
    atMs,
    slantM: I040.RHO * NM,
    bearingDeg: I040.THETA,
    address: I220 ?? null,
    altitudeM: level === null ? null : level * 100 * FOOT_M,
    answered: I020 !== undefined && ANSWERED.has(I020.TYP),
  }
}
