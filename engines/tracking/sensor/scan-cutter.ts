import type { Plot, RadarSite, Scan } from './site.ts'

/** A plot's time may lie this far before the revolution it belongs to, s: times are written with few digits. */
const ROUNDING_SECONDS = 1e-3
/** No revolution of a surveillance radar has more plots; what comes beyond is counted and dropped. */
const SCAN_PLOTS_MAX = 20_000

interface Open {
  readonly index: number
  readonly plots: Plot[]
}

/**
 * Cuts plots into revolutions of their radars by the sites' timetables and gives each one out, empty ones too, when the clock (the
 * newest plot of any radar) has passed its end, with the time when it was complete: its plots' own time where they all bear the same, else
 * the revolution's end. Plots of a revolution already given out come out as a scan of their own, marked late.
 */
export class ScanCutter {
  /** Plots dropped beyond SCAN_PLOTS_MAX in a revolution. */
  dropped = 0
  private readonly sites: readonly RadarSite[]
  private readonly emit: (scan: Scan, late: boolean, complete: number) => void
  private readonly open: Map<number, Open>[]
  private readonly next: (number | null)[]
  /** Do all plots of a revolution of this radar bear one time? */
  private readonly stamped: boolean[]

  constructor(sites: readonly RadarSite[], emit: (scan: Scan, late: boolean, complete: number) => void) {
    this.sites = sites
    this.emit = emit
    this.open = sites.map(() => new Map<number, Open>())
    this.next = sites.map(() => null)
    this.stamped = sites.map(() => true)
  }

  push(radar: number, plot: Plot): void {
    const site = this.sites[radar]
    if (site === undefined) throw new Error(`BUG: no radar ${radar}`)
    const index = this.indexOf(radar, plot.t)
    this.next[radar] ??= index
    this.clock(plot.t)
    if (index < (this.next[radar] ?? index)) {
      const t = this.stamped[radar]! ? plot.t : this.timeOf(radar, index)
      this.emit({ radar, t, plots: [plot] }, true, plot.t)
      return
    }
    let scan = this.open[radar]!.get(index)
    if (scan === undefined) this.open[radar]!.set(index, (scan = { index, plots: [] }))
    if (scan.plots.length < SCAN_PLOTS_MAX) scan.plots.push(plot)
    else this.dropped++
  }

  /** Gives out every revolution that ended by `t`. */
  clock(t: number): void {
    this.sites.forEach((_, radar) => {
      // The first revolution that begins by then: of one that already runs nobody knows whether it was recorded.
      this.next[radar] ??= this.indexOf(radar, t - 2 * ROUNDING_SECONDS) + 1
    })
    for (;;) {
      let first = -1
      for (let radar = 0; radar < this.sites.length; radar++) {
        if (this.endOf(radar) > t + ROUNDING_SECONDS) continue
        if (first < 0 || this.timeOf(radar, this.next[radar]!) < this.timeOf(first, this.next[first]!))
          first = radar
      }
      if (first < 0) return
      this.give(first)
    }
  }

  /** Gives out what is still open, in time. */
  end(): void {
    const last = Math.max(
      ...this.open.flatMap((scans, radar) => [...scans.keys()].map((n) => this.timeOf(radar, n))),
    )
    for (;;) {
      const due = this.sites
        .map((_, radar) => ({
          radar,
          t: this.next[radar] === null ? Infinity : this.timeOf(radar, this.next[radar]!),
        }))
        .toSorted((a, b) => a.t - b.t)[0]
      if (due === undefined || !(due.t <= last)) return
      this.give(due.radar)
    }
  }

  private give(radar: number): void {
    const index = this.next[radar]!
    const plots = this.open[radar]!.get(index)?.plots ?? []
    this.open[radar]!.delete(index)
    this.next[radar] = index + 1
    const [first] = plots
    if (plots.length > 1) this.stamped[radar] = plots.every(({ t }) => t === first!.t)
    const start = this.timeOf(radar, index)
    // A radar that stamps whole revolutions does so by its own clock, not by the timetable.
    const t = this.stamped[radar]! && first !== undefined ? first.t : start
    this.emit({ radar, t, plots }, false, this.stamped[radar]! ? t : this.timeOf(radar, index + 1))
  }

  private indexOf(radar: number, t: number): number {
    const { offsetSeconds, scanSeconds } = this.sites[radar]!
    return Math.floor((t - offsetSeconds + ROUNDING_SECONDS) / scanSeconds)
  }

  private timeOf(radar: number, index: number): number {
    const { offsetSeconds, scanSeconds } = this.sites[radar]!
    return offsetSeconds + index * scanSeconds
  }

  private endOf(radar: number): number {
    return this.timeOf(radar, this.next[radar]! + 1)
  }
}
