/**
 * How often a station transmits its position of its own accord, seconds. Source: ITU-R M.1371-5 Annex 1 §4.2.1, tables 1
 * (class A) and 2 (other equipment).
 */
export type ReportingStation =
  | 'A'
  | 'B-carrier-sense'
  | 'B-sotdma'
  | 'sar-aircraft'
  | 'aid'
  | 'base'
  | 'burst'

export interface ReportingState {
  readonly station: ReportingStation
  /** Speed over ground, knots; NaN when unknown, which counts as under way. */
  readonly speedKn: number
  /** Navigational status 0-15 (class A). */
  readonly navStatus?: number
  /** Heading differs from the mean of the last 30 s by more than 5 degrees (Annex 2 §4.3.1). */
  readonly turning?: boolean
}

/** At anchor, moored or aground. */
const STOPPED: readonly number[] = [1, 5, 6]

export function reportingIntervalSeconds(state: ReportingState): number {
  const { station, speedKn } = state
  if (station === 'A') return classA(speedKn, STOPPED.includes(state.navStatus ?? 15), state.turning === true)
  if (station === 'B-carrier-sense') return speedKn <= 2 ? 180 : 30
  if (station === 'B-sotdma') return speedKn <= 2 ? 180 : speedKn <= 14 ? 30 : speedKn <= 23 ? 15 : 5
  if (station === 'sar-aircraft' || station === 'base') return 10
  // Survival craft send eight messages in a burst once a minute (Annex 9 §2).
  return station === 'aid' ? 180 : 60
}

function classA(speedKn: number, stopped: boolean, turning: boolean): number {
  if (stopped && !(speedKn > 3)) return 180
  if (stopped) return 10
  if (speedKn > 23) return 2
  if (speedKn > 14) return turning ? 2 : 6
  return turning ? 10 / 3 : 10
}

/** Static and voyage data, and message 24 of class B: every six minutes (tables 1 and 2, notes). */
export const STATIC_INTERVAL_SECONDS = 360
