import {
  ScanCutter,
  SystemTracker,
  type BiasEstimate,
  type RadarSite,
  type SystemTrack,
  type TrackerOptions,
} from '@basinet/tracking'

/** Of aircraft: as fast as transport jets, turning at 3°/s, seldom standing. */
export const AIR: Partial<TrackerOptions> = {
  steadyNoise: 1,
  turningNoise: 8,
  turnRateSigma: 0.05,
  speedSigma: 160,
  coastSecondsMax: 40,
}

interface Contribution {
  lastT: number
  plots: number
}

/** A track of one domain with what went into it. */
export interface DomainTrack extends SystemTrack {
  readonly radars: ReadonlyMap<number, Contribution>
}

/** The tracker of surface craft or of aircraft: one instance each, because they move so differently. */
export class Domain {
  late = 0
  private readonly system: SystemTracker
  private readonly cutter: ScanCutter
  private readonly contributions = new Map<
    number,
    { lastPlotAt: number; radars: Map<number, Contribution> }
  >()

  constructor(sites: readonly RadarSite[], options: Partial<TrackerOptions>) {
    this.system = new SystemTracker(sites, options)
    this.cutter = new ScanCutter(sites, (scan, late) => {
      if (late) this.late += scan.plots.length
      else {
        this.system.scan(scan)
        this.credit(scan.radar, scan.t)
      }
    })
  }

  plot(radar: number, plot: { t: number; range: number; bearing: number }): void {
    this.cutter.push(radar, plot)
  }

  report(report: { t: number; identity: string; x: number; y: number; sigmaM: number }): void {
    this.system.report(report)
  }

  /** Ends the revolutions that are over by then, those without a plot too. */
  clock(t: number): void {
    this.cutter.clock(t)
  }

  picture(t: number): DomainTrack[] {
    const none = new Map<number, Contribution>()
    return this.system.picture(t).map((one) => ({
      ...one,
      radars: one.track === null ? none : (this.contributions.get(one.track)?.radars ?? none),
    }))
  }

  bias(radar: number): BiasEstimate {
    return this.system.bias(radar)
  }

  detectionRate(radar: number): number {
    return this.system.tracker.detectionRate(radar)
  }

  /** Which tracks this scan had a plot for: their lineage. */
  private credit(radar: number, t: number): void {
    const alive = new Set<number>()
    for (const { id, lastPlotAt } of this.system.tracker.confirmed) {
      alive.add(id)
      let known = this.contributions.get(id)
      if (known === undefined)
        this.contributions.set(id, (known = { lastPlotAt: Number.NaN, radars: new Map() }))
      if (known.lastPlotAt === lastPlotAt) continue
      known.lastPlotAt = lastPlotAt
      const mine = known.radars.get(radar)
      if (mine === undefined) known.radars.set(radar, { lastT: t, plots: 1 })
      else {
        mine.lastT = t
        mine.plots++
      }
    }
    for (const id of this.contributions.keys()) if (!alive.has(id)) this.contributions.delete(id)
  }
}
