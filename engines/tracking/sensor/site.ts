/** A radar as its site file tells it; local plane, east and north in metres. */
export interface RadarSite {
  readonly id: string
  readonly x: number
  readonly y: number
  /** Instrumented range, m. */
  readonly rangeM: number
  /** Standard deviations of a plot. */
  readonly sigmaRangeM: number
  readonly sigmaBearingRad: number
  /** Time of one revolution, s, and when the first one begins. */
  readonly scanSeconds: number
  readonly offsetSeconds: number
}

/** One radar's plot: slant range m, bearing rad clockwise from north. */
export interface Plot {
  readonly t: number
  readonly range: number
  readonly bearing: number
}

/** All plots of one revolution of one radar. */
export interface Scan {
  /** Index of the radar in the tracker's sites. */
  readonly radar: number
  /** When its revolution begins, s. */
  readonly t: number
  readonly plots: readonly Plot[]
}
