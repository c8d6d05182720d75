import type { ClutterMap } from '../sensor/clutter.ts'
import type { RadarSite, Scan } from '../sensor/site.ts'

/** Plots of a scan as columns, registered, and in the plane as well. */
export interface Seen {
  readonly times: readonly number[]
  /** When the last plot was seen, s. */
  readonly until: number
  readonly ranges: readonly number[]
  readonly bearings: readonly number[]
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Density of clutter and new craft at each plot, 1/(m rad). */
  readonly densities: readonly number[]
}

/** What a radar is taken to measure too much. */
export interface Bias {
  readonly rangeM: number
  readonly bearingRad: number
  readonly seconds: number
}

export function seePlots(
  scan: Scan,
  site: RadarSite,
  clutter: ClutterMap,
  bias: Bias,
  newShare: number,
): Seen {
  const ranges = scan.plots.map(({ range }) => range - bias.rangeM)
  const bearings = scan.plots.map(({ bearing }) => bearing - bias.bearingRad)
  // What the map does not know yet is taken from the first scan itself.
  if (clutter.empty)
    clutter.learn(
      ranges,
      bearings,
      ranges.map(() => 1),
    )
  const times = scan.plots.map(({ t }) => t - bias.seconds)
  return {
    times,
    until: times.reduce((latest, t) => Math.max(latest, t), scan.t - bias.seconds),
    ranges,
    bearings,
    xs: ranges.map((range, n) => site.x + range * Math.sin(bearings[n]!)),
    ys: ranges.map((range, n) => site.y + range * Math.cos(bearings[n]!)),
    densities: ranges.map((range, n) => clutter.density(range, bearings[n]!) * (1 + newShare)),
  }
}
