import { wrap } from '../filter/polar.ts'
import type { Plot, RadarSite } from '../sensor/site.ts'

/** Beyond any bias that registration would still learn from (its prior, eight times over), m, rad. */
const RANGE_MARGIN_M = 1200
const BEARING_MARGIN_RAD = (12 * Math.PI) / 180
/** A plot may lie anywhere in its revolution, and a time bias comes on top, s. */
const SECONDS_MARGIN = 12
/** A craft may have turned since, m/s². */
const ACCELERATION = 4

/** Plots of one scan by range, so that registration looks only at those that can be of a craft. */
export class PlotsByRange {
  private readonly plots: readonly Plot[]

  constructor(plots: readonly Plot[]) {
    this.plots = plots.toSorted((a, b) => a.range - b.range)
  }

  near(
    site: Pick<RadarSite, 'x' | 'y'>,
    place: { x: number; y: number; speed: number; seconds: number },
  ): Plot[] {
    const dx = place.x - site.x
    const dy = place.y - site.y
    const range = Math.hypot(dx, dy)
    const seconds = place.seconds + SECONDS_MARGIN
    const margin =
      RANGE_MARGIN_M + place.speed * seconds + (ACCELERATION / 2) * Math.min(seconds, SECONDS_MARGIN) ** 2
    const bearing = Math.atan2(dx, dy)
    const wide = BEARING_MARGIN_RAD + margin / Math.max(range, 1)
    const near: Plot[] = []
    for (let n = this.first(range - margin); n < this.plots.length; n++) {
      const plot = this.plots[n]!
      if (plot.range > range + margin) break
      if (wide >= Math.PI || Math.abs(wrap(plot.bearing - bearing)) <= wide) near.push(plot)
    }
    return near
  }

  /** Index of the first plot at this range or beyond. */
  private first(range: number): number {
    let low = 0
    let high = this.plots.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.plots[middle]!.range < range) low = middle + 1
      else high = middle
    }
    return low
  }
}
