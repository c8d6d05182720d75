import { SURFACE } from '@basinet/tracking'
import { contactName, trackKey } from '../contract/contact-key.ts'
import type { FusedState } from '../contract/fused.ts'
import { AIR, Domain, type DomainTrack } from './domain.ts'
import { ellipseOf } from './ellipse.ts'
import type { RadarPlot } from './radar-plot.ts'
import { createReorder } from './reorder.ts'
import type { Placed, PlacedSite } from './sites.ts'

/** A craft that says where it is. */
export interface CraftReport {
  /** Number of the contact (contact-key.ts). */
  readonly key: number
  readonly atMs: number
  readonly lon: number
  readonly lat: number
  /** Source of the point: a feed under one label. */
  readonly source: number
  readonly air: boolean
}

/** What went into a contact: a radar by its index, the source number of reports, or a track of another centre. */
export interface Ingredient {
  readonly kind: 'radar' | 'ais' | 'adsb' | 'system'
  readonly radar: number | null
  readonly source: number
  readonly lastMs: number
  readonly count: number
  /** Of a track of another centre. */
  readonly name?: string
}

export interface FusedContact {
  readonly key: number
  readonly track: string | null
  readonly state: FusedState
  readonly sinceMs: number
  readonly atMs: number
  readonly lon: number
  readonly lat: number
  readonly sogKn: number
  readonly cogDeg: number
  readonly ellipse: { readonly majorM: number; readonly minorM: number; readonly bearingDeg: number }
  readonly air: boolean
  /** As another centre tells it. */
  readonly altitudeM?: number
  readonly ingredients: readonly Ingredient[]
}

/** How late a plot or report may come and still be put in its place. */
const REORDER_MS = 2500
/** Plots and reports that wait at once: some ten seconds of six busy radars. */
const WAITING_MAX = 60_000
/** Position error of a report, m: AIS without and ADS-B with margin for its age. */
const AIS_SIGMA_M = 15
const ADSB_SIGMA_M = 60
/** Reporting craft whose source is remembered. */
const REPORTERS_MAX = 20_000
const KN = 1852 / 3600
const RADIAN = Math.PI / 180

type Item =
  | { readonly kind: 'plot'; readonly radar: number; readonly source: number; readonly plot: RadarPlot }
  | { readonly kind: 'report'; readonly report: CraftReport }

/**
 * Radar plots and reports of craft to one contact each, in the order of their times: what comes up to `REORDER_MS` late is put in its
 * place, what comes later is refused and counted. Surface craft and aircraft are tracked apart: a plot with a transponder's answer is
 * an aircraft's. Pure; time is handed in.
 */
export class Fusion {
  readonly placed: Placed
  private readonly startMs: number
  private readonly surface: Domain
  private readonly air: Domain
  private readonly waiting = createReorder<Item>(WAITING_MAX)
  private readonly numbers = new Map<string, number>()
  private readonly reporters = new Map<
    number,
    { source: number; lastMs: number; count: number; air: boolean }
  >()
  private readonly radarSources: number[]
  private nextNumber: number
  private lastS = 0

  /** @param startMs times are counted from here; also the first number of a track, so that a restart gives no number twice */
  constructor(placed: Placed, startMs: number) {
    this.placed = placed
    this.startMs = startMs
    this.nextNumber = Math.floor(startMs / 1000)
    this.surface = new Domain(
      placed.sites.map((s) => s.surface),
      SURFACE,
    )
    this.air = new Domain(
      placed.sites.map((s) => s.air),
      AIR,
    )
    this.radarSources = placed.sites.map(() => -1)
  }

  /** False: it came too late, or too many wait. */
  plot(radar: number, source: number, plot: RadarPlot): boolean {
    this.radarSources[radar] = source
    return this.waiting.push(plot.atMs, { kind: 'plot', radar, source, plot })
  }

  report(report: CraftReport): void {
    this.waiting.push(report.atMs, { kind: 'report', report })
  }

  get late(): number {
    return this.waiting.late + this.surface.late + this.air.late
  }
  get dropped(): number {
    return this.waiting.dropped
  }

  /** Works off what has waited long enough. */
  advance(nowMs: number): void {
    const untilMs = nowMs - REORDER_MS
    for (const item of this.waiting.take(untilMs)) {
      if (item.kind === 'plot') this.takePlot(item.radar, item.plot)
      else this.takeReport(item.report)
    }
    this.lastS = Math.max(this.lastS, (untilMs - this.startMs) / 1000)
    this.surface.clock(this.lastS)
    this.air.clock(this.lastS)
  }

  bias(radar: number): ReturnType<Domain['bias']> {
    const surface = this.surface.bias(radar)
    // The better known one: at some radars only aircraft report, at others only ships.
    const air = this.air.bias(radar)
    return air.plots > surface.plots ? air : surface
  }

  detectionRate(radar: number): number {
    return this.surface.detectionRate(radar)
  }

  /** Every contact as the newest worked-off moment shows it. */
  contacts(): FusedContact[] {
    const alive = new Set<string>()
    const all = [
      ...this.surface.picture(this.lastS).map((one) => this.contactOf(one, false, alive)),
      ...this.air.picture(this.lastS).map((one) => this.contactOf(one, true, alive)),
    ]
    for (const name of this.numbers.keys()) if (!alive.has(name)) this.numbers.delete(name)
    return all.filter((one): one is FusedContact => one !== null)
  }

  private takePlot(radar: number, plot: RadarPlot): void {
    const site = this.placed.sites[radar]
    if (site === undefined) throw new Error(`BUG: no radar ${radar}`)
    const aloft = plot.answered || plot.address !== null
    const range = groundRange(site, plot)
    if (range === null) return
    const bearing = plot.bearingDeg * RADIAN + site.turn
    const t = (plot.atMs - this.startMs) / 1000
    ;(aloft ? this.air : this.surface).plot(radar, { t, range, bearing })
  }

  private takeReport(report: CraftReport): void {
    const { key, atMs, source, air } = report
    const known = this.reporters.get(key)
    this.reporters.delete(key)
    if (this.reporters.size >= REPORTERS_MAX) {
      const [oldest] = this.reporters.keys()
      if (oldest !== undefined) this.reporters.delete(oldest)
    }
    this.reporters.set(key, { source, lastMs: atMs, count: (known?.count ?? 0) + 1, air })
    const { x, y } = this.placed.plane.to(report)
    const sigmaM = air ? ADSB_SIGMA_M : AIS_SIGMA_M
    ;(air ? this.air : this.surface).report({
      t: (atMs - this.startMs) / 1000,
      identity: String(key),
      x,
      y,
      sigmaM,
    })
  }

  private contactOf(one: DomainTrack, air: boolean, alive: Set<string>): FusedContact | null {
    const { x, p } = one
    const [px = 0, py = 0, vx = 0, vy = 0] = x
    if (one.state === 'cooperative-only' && !this.inCoverage(px, py, air)) return null
    const name = one.track === null ? null : `${air ? 'a' : 's'}${one.track}`
    const number = name === null ? null : this.numberOf(name, alive)
    const key = one.identity === null ? trackKey(number ?? 0) : Number(one.identity)
    const { lon, lat } = this.placed.plane.from(px, py)
    return {
      key,
      track: number === null ? null : contactName(trackKey(number)),
      state: one.state,
      sinceMs: Math.round(this.startMs + one.since * 1000),
      atMs: Math.round(this.startMs + this.lastS * 1000),
      lon,
      lat,
      sogKn: Math.hypot(vx, vy) / KN,
      cogDeg: (Math.atan2(vx, vy) / RADIAN + 360) % 360,
      ellipse: ellipseOf(p[0]!, p[1]!, p[6]!),
      air,
      ingredients: this.ingredientsOf(one, key),
    }
  }

  private numberOf(name: string, alive: Set<string>): number {
    alive.add(name)
    let number = this.numbers.get(name)
    if (number === undefined) {
      // One second, one number: after a restart numbers go on beyond those given before.
      number = Math.max(this.nextNumber, Math.floor(this.startMs / 1000 + this.lastS))
      this.nextNumber = number + 1
      this.numbers.set(name, number)
    }
    return number
  }

  private ingredientsOf(one: DomainTrack, key: number): Ingredient[] {
    const radars = [...one.radars].map(([radar, { lastT, plots }]): Ingredient => ({
      kind: 'radar',
      radar,
      source: this.radarSources[radar] ?? -1,
      lastMs: Math.round(this.startMs + lastT * 1000),
      count: plots,
    }))
    const reporter = one.identity === null ? undefined : this.reporters.get(key)
    if (reporter === undefined) return radars
    const { source, lastMs, count, air } = reporter
    return [...radars, { kind: air ? 'adsb' : 'ais', radar: null, source, lastMs, count }]
  }

  private inCoverage(x: number, y: number, air: boolean): boolean {
    return this.placed.sites.some((site) => {
      const { rangeM } = air ? site.air : site.surface
      return Math.hypot(x - site.surface.x, y - site.surface.y) <= rangeM
    })
  }
}

/** Slant range laid down by the height of the target over the antenna; null: higher than it is away. */
function groundRange(site: PlacedSite, { slantM, altitudeM }: RadarPlot): number | null {
  if (altitudeM === null) return slantM
  const height = altitudeM - site.config.antennaM
  return slantM > Math.abs(height) ? Math.sqrt(slantM * slantM - height * height) : null
}
