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
  /** It came with the radar's own track and not as a plot: of a radar that sends both, the plot counts. */
  readonly ofTrack: boolean
}

const NM = 1852
const FOOT_M = 0.3048

/** Types of report (I048/020 TYP) that an answer of a transponder is part of. */
const ANSWERED = new Set([2, 3, 4, 5, 6, 7])
/** Category 001: radar detection by secondary or by both (I001/020 SSR/PSR). */
const ANSWERED_001 = new Set([2, 3])

/**
 * A plot with a measured position, of category 048 or 001; null for tests and records without one.
 * @param simulated takes targets that the radar says are simulated: a demonstration's are, a service node's never
 */
export function plotOf(record: AsterixRecord, atMs: number, simulated: boolean): RadarPlot | null {
  if (record.cat !== 48 && record.cat !== 1) return null
  const { I010, I020, I040, unread } = record
  if (I010 === undefined || I040 === undefined || unread !== undefined) return null
  if (I020?.TST === 1 || (I020?.SIM === 1 && !simulated)) return null
  const place = { sac: I010.SAC, sic: I010.SIC, atMs, slantM: I040.RHO * NM, bearingDeg: I040.THETA }
  if (record.cat === 1) return { ...place, ...answer001(record) }
  const { I020: descriptor, I090, I220 } = record
  return {
    ...place,
    address: I220 ?? null,
    altitudeM: levelM(I090 === undefined ? undefined : { ...I090, level: I090.FL }),
    answered: descriptor !== undefined && ANSWERED.has(descriptor.TYP),
    ofTrack: false,
  }
}

function answer001({
  I020,
  I090,
}: Extract<AsterixRecord, { cat: 1 }>): Pick<RadarPlot, 'address' | 'altitudeM' | 'answered' | 'ofTrack'> {
  return {
    address: null,
    altitudeM: levelM(I090 === undefined ? undefined : { ...I090, level: I090.HGT }),
    answered: I020 !== undefined && ANSWERED_001.has(I020.SSRPSR),
    ofTrack: I020?.TYP === 1,
  }
}

/** Metres of a flight level that is validated and not garbled. */
const levelM = (code: { V: number; G: number; level: number } | undefined): number | null =>
  code !== undefined && code.V === 0 && code.G === 0 ? code.level * 100 * FOOT_M : null
