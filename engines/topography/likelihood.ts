import reference from './reference/breech-faces.json' with { type: 'json' }

/** How two maps of one kind agree when one firearm made both, and when two did; from a declared reference set. */
interface Model {
  /** atanh(correlation) of pairs of one firearm: mean and standard deviation. */
  readonly same: readonly [mean: number, deviation: number]
  /** atanh(correlation)·√points of pairs of two firearms: Gumbel location at 1,000 points, its growth per factor e, and scale. */
  readonly different: readonly [location: number, growth: number, scale: number]
}

export interface LikelihoodRatio {
  /** log10 of the likelihood ratio, bounded by what the reference set can show. */
  readonly log10: number
  /** 5th and 95th percentile over bootstrap samples of the reference set, bounded likewise. */
  readonly low: number
  readonly high: number
  /** True where the bound was reached. */
  readonly bounded: boolean
  readonly referenceSet: string
}

/** A pair of one firearm agrees less surely over few points: variance of atanh(correlation) at one point (Fisher), in grid points. */
const POINTS_A_DETAIL = 12

/**
 * How much more probable this agreement is if one firearm made both marks than if two did. The best agreement over all poses of two
 * unrelated maps is a maximum of many, so it follows a Gumbel distribution. A reference set of n pairs cannot show a ratio above n:
 * the logarithm is bounded by log10 of the number of pairs on each side (Vergeer et al. 2016, "empirical lower and upper bound").
 */
export function likelihoodRatio(correlation: number, points: number): LikelihoodRatio {
  const { pairs, models, name } = reference
  const [low, high] = [-Math.log10(pairs.same), Math.log10(pairs.different)]
  const bounded = (value: number): number => Math.max(low, Math.min(high, value))
  const all = (models as unknown as Model[]).map((model) => ratioUnder(model, correlation, points))
  const raw = all[0] ?? 0
  const spread = all.slice(1).toSorted((p, q) => p - q)
  return {
    log10: bounded(raw),
    low: bounded(spread[Math.floor(0.05 * spread.length)] ?? raw),
    high: bounded(spread[Math.floor(0.95 * spread.length)] ?? raw),
    bounded: bounded(raw) !== raw,
    referenceSet: name,
  }
}

function ratioUnder({ same, different }: Model, correlation: number, points: number): number {
  const n = Math.max(1, points)
  const [location, growth, scale] = different
  const typical = (location + growth * Math.log(n / 1000)) / Math.sqrt(n)
  // Below what two firearms typically reach the Gumbel tail vanishes faster than anything measured: no support for one follows.
  const z = Math.max(typical, Math.atanh(Math.max(-0.999, Math.min(0.999, correlation))))
  const [mean, deviation] = same
  const variance = deviation ** 2 + POINTS_A_DETAIL / n
  const logSame = -0.5 * Math.log(2 * Math.PI * variance) - (z - mean) ** 2 / (2 * variance)
  const g = ((z - typical) * Math.sqrt(n)) / scale
  const logDifferent = 0.5 * Math.log(n) - Math.log(scale) - g - Math.exp(-g)
  // Agreement beyond any of one firearm is not evidence for two: above the mean the density of "same" does not fall.
  const flat = z > mean ? -0.5 * Math.log(2 * Math.PI * variance) : logSame
  return (flat - logDifferent) / Math.LN10
}
