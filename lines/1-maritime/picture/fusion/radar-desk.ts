import type { FeedConfig } from '@basinet/kernel/feeds'
import type { RadarStatus } from '../contract/fused.ts'
import { Fusion } from './fusion.ts'
import type { RadarPlot } from './radar-plot.ts'
import { placeSites, type SiteConfig } from './sites.ts'

/** Sources without a site that are remembered by name. */
const UNREGISTERED_MAX = 64
/** A radar without a plot for so many revolutions says nothing. */
const SILENT_TURNS = 10
/** Plots heard within this time are what counts of a radar. */
const PLAIN_MS = 60_000
const DEGREES = 180 / Math.PI

interface Seen {
  readonly sac: number
  readonly sic: number
  feed: string
  lastMs: number
  /** Of its last plot that was not a track. */
  plainMs: number
  plots: number
  late: number
  scanSeconds: number | null
}

/** Which radar a plot is of, and how each does. */
export class RadarDesk {
  fusion: Fusion | null = null
  private sites: readonly SiteConfig[] = []
  private readonly indexOf = new Map<string, number>()
  private readonly seen = new Map<string, Seen>()

  /** True when the radars changed and tracking begins anew. */
  configure(sites: readonly SiteConfig[], nowMs: number): boolean {
    if (JSON.stringify(sites) === JSON.stringify(this.sites)) return false
    this.sites = sites
    const placed = placeSites(sites)
    this.fusion = placed === null ? null : new Fusion(placed, nowMs)
    this.indexOf.clear()
    for (const [n, { config }] of (placed?.sites ?? []).entries()) this.indexOf.set(nameOf(config), n)
    return true
  }

  plot(feed: FeedConfig, source: number, plot: RadarPlot): void {
    const seen = this.seenOf(feed, plot)
    if (seen === null) return
    // A radar that sends plots and its own tracks would be counted twice.
    if (plot.ofTrack && plot.atMs - seen.plainMs < PLAIN_MS) return
    if (!plot.ofTrack) seen.plainMs = plot.atMs
    seen.lastMs = Math.max(seen.lastMs, plot.atMs)
    seen.plots++
    const radar = this.indexOf.get(nameOf(plot))
    if (radar === undefined || this.fusion === null) return
    if (!this.fusion.plot(radar, source, plot)) seen.late++
  }

  northMark(feed: FeedConfig, source: { sac: number; sic: number }, scanSeconds: number | null): void {
    const seen = this.seenOf(feed, source)
    if (seen !== null && scanSeconds !== null) seen.scanSeconds = scanSeconds
  }

  /** The registered site of a source, whether the fusion has its plots or not. */
  siteOf(source: { readonly sac: number; readonly sic: number }): SiteConfig | undefined {
    return this.sites.find((site) => nameOf(site) === nameOf(source))
  }

  /** Name of the radar at an index of the fusion. */
  radarName(radar: number): string {
    return this.fusion?.placed.sites[radar]?.config.name ?? ''
  }

  status(nowMs: number): RadarStatus[] {
    const registered = this.sites.map((site) => this.statusOf(site, nowMs))
    const known = new Set(this.sites.map(nameOf))
    const others = [...this.seen.values()].filter((seen) => !known.has(nameOf(seen)))
    return [
      ...registered,
      ...others.map((seen): RadarStatus => ({
        name: `SAC ${seen.sac} SIC ${seen.sic}`,
        sac: seen.sac,
        sic: seen.sic,
        feed: seen.feed,
        state: 'unregistered',
        lastAt: Math.round(seen.lastMs),
        plots: seen.plots,
        late: 0,
        scanSeconds: seen.scanSeconds,
        detectionRate: null,
        bias: null,
      })),
    ]
  }

  private statusOf(site: SiteConfig, nowMs: number): RadarStatus {
    const seen = this.seen.get(nameOf(site))
    const radar = this.indexOf.get(nameOf(site))
    const silent = seen === undefined || nowMs - seen.lastMs > site.scanSeconds * SILENT_TURNS * 1000
    const used = radar !== undefined && this.fusion !== null
    return {
      site: site.id,
      name: site.name,
      sac: site.sac,
      sic: site.sic,
      ...(seen === undefined ? {} : { feed: seen.feed }),
      state: !used ? 'outside' : silent ? 'silent' : 'used',
      lastAt: seen === undefined || seen.lastMs === 0 ? null : Math.round(seen.lastMs),
      plots: seen?.plots ?? 0,
      late: seen?.late ?? 0,
      scanSeconds: seen?.scanSeconds ?? null,
      detectionRate: used ? this.fusion!.detectionRate(radar) : null,
      bias: used ? biasOf(this.fusion!, radar) : null,
    }
  }

  private seenOf(feed: FeedConfig, source: { sac: number; sic: number }): Seen | null {
    const name = nameOf(source)
    let seen = this.seen.get(name)
    if (seen === undefined) {
      if (this.seen.size >= UNREGISTERED_MAX + this.sites.length) return null
      const { sac, sic } = source
      seen = { sac, sic, feed: feed.id, lastMs: 0, plainMs: 0, plots: 0, late: 0, scanSeconds: null }
      this.seen.set(name, seen)
    }
    seen.feed = feed.id
    return seen
  }
}

const nameOf = ({ sac, sic }: { sac: number; sic: number }): string => `${sac}/${sic}`

function biasOf(fusion: Fusion, radar: number): RadarStatus['bias'] {
  const { rangeM, bearingRad, seconds, sigma, plots } = fusion.bias(radar)
  if (plots === 0) return null
  return {
    rangeM,
    bearingDeg: bearingRad * DEGREES,
    seconds,
    sigmaRangeM: sigma.rangeM,
    sigmaBearingDeg: sigma.bearingRad * DEGREES,
    sigmaSeconds: sigma.seconds,
    plots,
  }
}
