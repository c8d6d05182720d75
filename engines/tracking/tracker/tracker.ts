import type { Pair } from '../association/belief.ts'
import { PlotGrid } from '../association/plot-grid.ts'
import { Bank } from '../filter/bank.ts'
import { updateByFix, type Fix } from '../filter/fix.ts'
import { Sight } from '../filter/update.ts'
import { STATES } from '../linear/symmetric.ts'
import { MODELS } from '../motion/models.ts'
import { ClutterMap } from '../sensor/clutter.ts'
import { DetectionRate } from '../sensor/detection.ts'
import type { RadarSite, Scan } from '../sensor/site.ts'
import { associate } from './association.ts'
import { Duplicates } from './duplicates.ts'
import { SURFACE, type TrackerOptions } from './options.ts'
import { seePlots, type Bias, type Seen } from './see.ts'
import { Track } from './track.ts'

/** Standard deviations that the coarse search looks around a prediction. */
const COARSE = 4
/** Acceleration it allows for, m/s². */
const COARSE_ACCELERATION = 4
/** Plots with which a young track's filter grows to all models. */
const GROW_PLOTS = 3
/** A young track below this part of its first existence is given up. */
const GIVE_UP = 1 / 30
const NO_BIAS: Bias = { rangeM: 0, bearingRad: 0, seconds: 0 }

/** One track in a radar's coverage, and the plots in its gate. */
interface Look {
  readonly track: Track
  readonly sight: Sight | null
  readonly detection: number
  readonly plots: number[]
  /** Densities of the plots: over all models, and MODELS a plot. */
  readonly mixed: number[]
  readonly densities: Float64Array
  readonly shares: number[]
  hit: number
}

/** Everything that a scan changes, to go back to. */
export interface TrackerState {
  readonly tracks: readonly Track[]
  readonly clutter: readonly ClutterMap[]
  readonly rates: readonly DetectionRate[]
  readonly duplicates: Duplicates
  readonly ids: number
}

/**
 * System tracks from the scans of several radars, one scan after another in time (`ReplayTracker` takes late ones). Existence of each
 * track by Bernoulli updates with marginal association probabilities (Williams 2015, TOMB/P), which is also Wald's sequential test for
 * starting it; clutter density and detection rates are estimated while tracking.
 */
export class Tracker {
  tracks: Track[] = []
  readonly sites: readonly RadarSite[]
  readonly options: TrackerOptions
  private readonly grids: readonly PlotGrid[]
  private clutter: ClutterMap[]
  private rates: DetectionRate[]
  private duplicates = new Duplicates()
  private ids = 0

  constructor(sites: readonly RadarSite[], options: Partial<TrackerOptions> = {}) {
    this.sites = sites
    this.options = { ...SURFACE, ...options }
    this.grids = sites.map(({ x, y, rangeM }) => new PlotGrid(x, y, rangeM))
    this.clutter = sites.map((site) => new ClutterMap(site))
    this.rates = sites.map(() => new DetectionRate(this.options.detectionPrior))
  }

  get confirmed(): Track[] {
    return this.tracks.filter((track) => track.confirmed)
  }

  /** `bias` is what the radar measures too much, as estimated by registration. */
  scan(scan: Scan, bias: Bias = NO_BIAS): void {
    const site = this.sites[scan.radar]
    const clutter = this.clutter[scan.radar]
    if (site === undefined || clutter === undefined) throw new Error(`BUG: no radar ${scan.radar}`)
    const seen = seePlots(scan, site, clutter, bias, this.options.newShare)
    const looks = this.look(scan, seen, site)
    const free = this.share(looks, seen)
    for (const look of looks) this.update(scan, look, seen)
    clutter.learn(seen.ranges, seen.bearings, free)
    this.start(seen, site, free, looks)
    this.settle(scan.t - bias.seconds, looks, site.scanSeconds / this.sites.length)
  }

  /** Detection rate of a radar, as estimated. */
  detectionRate(radar: number): number {
    return this.rates[radar]?.rate ?? this.options.detectionPrior
  }

  save(): TrackerState {
    return {
      tracks: this.tracks.map((track) => track.copy()),
      clutter: this.clutter.map((map) => map.copy()),
      rates: this.rates.map((rate) => rate.copy()),
      duplicates: this.duplicates.copy(),
      ids: this.ids,
    }
  }

  restore(state: TrackerState): void {
    this.tracks = state.tracks.map((track) => track.copy())
    this.clutter = state.clutter.map((map) => map.copy())
    this.rates = state.rates.map((rate) => rate.copy())
    this.duplicates = state.duplicates.copy()
    this.ids = state.ids
  }

  /** Updates a confirmed track by a position somebody reported at `t`; false when it does not fit or there is no such track. */
  fuse(id: number, fix: Fix & { t: number }, gate: number): boolean {
    const track = this.tracks.find((one) => one.id === id && one.confirmed)
    if (track === undefined) return false
    track.predict(fix.t, this.options)
    return updateByFix(track.bank, fix, gate, track.t - fix.t) <= gate
  }

  /** Where the confirmed craft are at a time. */
  at(t: number): { id: number; x: Float64Array; p: Float64Array }[] {
    return this.confirmed.map((track) => {
      if (t <= track.t) return { id: track.id, ...track.estimate() }
      const ahead = track.copy()
      ahead.predict(t, this.options)
      return { id: track.id, ...ahead.estimate() }
    })
  }

  private look(scan: Scan, seen: Seen, site: RadarSite): Look[] {
    const rate = this.rates[scan.radar]!
    const grid = this.grids[scan.radar]!
    grid.fill(seen.xs, seen.ys)
    const near: number[] = []
    const looks: Look[] = []
    for (const track of this.tracks) {
      const { x, p } = track.bank
      const dt = Math.max(0, seen.until - track.t)
      const px = x[0]! + dt * x[2]!
      const py = x[1]! + dt * x[3]!
      const range = Math.hypot(px - site.x, py - site.y)
      if (range > site.rangeM) continue
      const sigma =
        Math.sqrt(p[0]! + p[STATES + 1]!) +
        Math.sqrt(p[2 * STATES + 2]! + p[3 * STATES + 3]!) * dt +
        site.sigmaRangeM +
        site.sigmaBearingRad * range
      // Plots of one scan may lie anywhere in its revolution.
      const moved = Math.hypot(x[2]!, x[3]!) * (seen.until - scan.t)
      const turned = track.confirmed ? COARSE_ACCELERATION * dt * dt : 0
      grid.near(px, py, COARSE * sigma + Math.abs(moved) + turned, seen.xs, seen.ys, near)
      looks.push(this.lookAt(track, scan, seen, near, site, track.detection(scan.radar, rate)))
    }
    return looks
  }

  private lookAt(
    track: Track,
    scan: Scan,
    seen: Seen,
    near: readonly number[],
    site: RadarSite,
    detection: number,
  ): Look {
    const { options } = this
    const none = { track, sight: null, detection, plots: [], mixed: [], shares: [], hit: 0 }
    if (near.length === 0 && !track.confirmed) return { ...none, densities: new Float64Array(0) }
    const t = timeOf(track, seen, near) ?? scan.t
    track.predict(t, options)
    if (near.length === 0) return { ...none, densities: new Float64Array(0) }
    const look: Look = {
      ...none,
      sight: new Sight(track.bank, site, track.t - t),
      densities: new Float64Array(near.length * MODELS),
    }
    for (const n of near) {
      const mixed = look.sight!.likelihood(
        seen.ranges[n]!,
        seen.bearings[n]!,
        options.gate,
        look.densities,
        look.plots.length * MODELS,
      )
      if (mixed <= 0) continue
      look.plots.push(n)
      look.mixed.push(mixed)
    }
    return look
  }

  /** Shares the plots out; gives the part of each that no track took. */
  private share(looks: readonly Look[], seen: Seen): number[] {
    const pairs: Pair[] = []
    looks.forEach(({ track: { existence }, detection, plots, mixed }, track) => {
      const missed = 1 - existence * detection
      plots.forEach((plot, n) =>
        pairs.push({
          track,
          plot,
          weight: (existence * detection * mixed[n]!) / (missed * seen.densities[plot]!),
        }),
      )
    })
    const confirmed = looks.map(({ track }) => track.confirmed)
    const shares = associate(pairs, confirmed, seen.ranges.length, this.options.sharing)
    const free = seen.ranges.map(() => 1)
    pairs.forEach(({ track, plot }, k) => {
      looks[track]!.shares.push(shares[k]!)
      free[plot] = Math.max(0, free[plot]! - shares[k]!)
    })
    return free
  }

  private update(scan: Scan, look: Look, seen: Seen): void {
    const { track, sight, detection, shares } = look
    const hit = shares.reduce((sum, share) => sum + share, 0)
    look.hit = hit
    const missed = Math.max(0, 1 - hit)
    const unseen = (track.existence * (1 - detection)) / (1 - track.existence * detection)
    const exists = hit + missed * unseen
    track.existence = Math.min(this.options.existenceMax, exists)
    if (sight !== null && hit > 0) {
      // The state is that of a craft that exists.
      sight.update(
        look.plots.map((n) => seen.ranges[n]!),
        look.plots.map((n) => seen.bearings[n]!),
        shares.map((share) => share / exists),
        (missed * unseen) / exists,
        look.densities,
        look.mixed,
        MODELS,
      )
    }
    if (hit > 0.5) {
      track.plots++
      track.lastPlotAt = Math.max(track.t, scan.t)
    }
    if (!track.confirmed) return
    const rate = this.rates[scan.radar]!
    track.learnDetection(scan.radar, rate, hit)
    rate.learn(hit)
  }

  /** A plot that no track took may be a new craft's first. */
  private start(seen: Seen, site: RadarSite, free: readonly number[], looks: readonly Look[]): void {
    const { newShare, speedSigma } = this.options
    const parents = new Map<number, Track>()
    for (const { track, plots } of looks) if (track.confirmed) for (const n of plots) parents.set(n, track)
    for (let n = 0; n < free.length; n++) {
      const existence = (free[n]! * newShare) / (1 + newShare)
      if (existence < newShare * GIVE_UP) continue
      const bank = new Bank()
      bank.startPolar(seen.xs[n]!, seen.ys[n]!, seen.ranges[n]!, seen.bearings[n]!, site, speedSigma)
      const track = new Track(bank, seen.times[n]!, existence)
      track.parent = parents.get(n) ?? null
      this.tracks.push(track)
    }
  }

  /** Confirms, grows, merges and drops. */
  private settle(t: number, looks: readonly Look[], elapsed: number): void {
    const { options } = this
    const merged = new Set(this.duplicates.check(looks))
    const alive = Math.exp(-elapsed / options.lifeSeconds)
    this.tracks = this.tracks.filter((track) => {
      if (track.plots >= GROW_PLOTS) track.bank.grow()
      if (!track.confirmed && track.plots >= options.confirmPlots && track.existence >= options.confirmAt)
        track.confirm(++this.ids)
      if (track.confirmed) track.existence *= alive
      const floor = track.confirmed ? options.dropAt : options.newShare * GIVE_UP
      return !merged.has(track) && track.existence >= floor && t - track.lastPlotAt <= options.coastSecondsMax
    })
  }
}

/** Time of the plot nearest to a track, which is when the beam passed it. */
function timeOf(track: Track, seen: Seen, near: readonly number[]): number | null {
  const { x } = track.bank
  let best: number | null = null
  let least = Infinity
  for (const n of near) {
    const dt = seen.times[n]! - track.t
    const distance = Math.hypot(x[0]! + dt * x[2]! - seen.xs[n]!, x[1]! + dt * x[3]! - seen.ys[n]!)
    if (distance >= least) continue
    least = distance
    best = seen.times[n]!
  }
  return best
}
