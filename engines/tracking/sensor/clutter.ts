import type { RadarSite } from './site.ts'

const BANDS = 6
const SECTORS = 12
/** Scans that an estimate remembers. */
const MEMORY_SCANS = 40
/** Weight of the radar's mean against a cell's own count, in plots. */
const PRIOR_PLOTS = 3
/** Never believed to be clearer than this many false plots a scan. */
const FLOOR_PLOTS = 0.5

/**
 * Density of false plots around one radar, from the plots that no track took: exponentially forgotten counts in cells of equal
 * area (range rings times sectors), each drawn to the radar's mean where few were counted.
 */
export class ClutterMap {
  private readonly counts = new Float64Array(BANDS * SECTORS)
  private readonly site: RadarSite
  private scans = 0
  private total = 0

  constructor(site: RadarSite) {
    this.site = site
  }

  get empty(): boolean {
    return this.scans === 0
  }

  /** False plots of one scan: their places and the probability of each to be false. */
  learn(ranges: readonly number[], bearings: readonly number[], false_: readonly number[]): void {
    const keep = 1 - 1 / MEMORY_SCANS
    this.scans = this.scans * keep + 1
    this.total *= keep
    for (let c = 0; c < this.counts.length; c++) this.counts[c] = this.counts[c]! * keep
    for (let n = 0; n < ranges.length; n++) {
      const c = this.cell(ranges[n]!, bearings[n]!)
      this.counts[c] = this.counts[c]! + false_[n]!
      this.total += false_[n]!
    }
  }

  /** Expected false plots a scan in a unit of the measurement space, 1/(m rad), at a place. */
  density(range: number, bearing: number): number {
    const mean = Math.max(this.total, FLOOR_PLOTS * this.scans) / (BANDS * SECTORS)
    const scans = Math.max(this.scans, 1)
    const count = this.counts[this.cell(range, bearing)]!
    // Gamma prior with the radar's mean: PRIOR_PLOTS plots in as many scans as they take.
    const perScan = (count + PRIOR_PLOTS) / (scans + (PRIOR_PLOTS * scans) / Math.max(mean, 1e-9))
    const cellAreaM2 = (Math.PI * this.site.rangeM ** 2) / (BANDS * SECTORS)
    return (perScan / cellAreaM2) * Math.max(range, 1)
  }

  copy(): ClutterMap {
    const made = new ClutterMap(this.site)
    made.counts.set(this.counts)
    made.scans = this.scans
    made.total = this.total
    return made
  }

  private cell(range: number, bearing: number): number {
    const band = Math.min(BANDS - 1, Math.floor(BANDS * (range / this.site.rangeM) ** 2))
    const turn = bearing / (2 * Math.PI)
    const sector = Math.min(SECTORS - 1, Math.floor(SECTORS * (turn - Math.floor(turn))))
    return band * SECTORS + sector
  }
}
