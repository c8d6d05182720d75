/** How scores of one sensor, population and version become likelihood ratios. */
export interface Calibration {
  /** ln LR = intercept + slope * score, between the bounds. */
  readonly intercept: number
  readonly slope: number
  readonly lnMin: number
  readonly lnMax: number
  readonly mates: number
  readonly strangers: number
}

const ROUNDS_MAX = 60
const RIDGE = 1e-6

/**
 * Fits the logarithm of the likelihood ratio as a line of the score: logistic regression with both sides weighing alike
 * (Brümmer and du Preez, Computer Speech and Language 20 (2006) 230). No ratio is claimed beyond what the counts bear: at most the
 * number of strangers, at least one by the number of mates. There is no default: what was not measured on prints like the
 * case's is not known. Throws RangeError for fewer than 20 of either.
 */
export function calibrate(mates: readonly number[], strangers: readonly number[]): Calibration {
  if (mates.length < 20 || strangers.length < 20)
    throw new RangeError(
      `${mates.length} mates and ${strangers.length} strangers; 20 of either expected at least`,
    )
  let [intercept, slope] = [0, 0]
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { g0, g1, h00, h01, h11 } = sums(mates, strangers, intercept, slope)
    const det = h00 * h11 - h01 * h01
    const [d0, d1] = [(g0 * h11 - g1 * h01) / det, (g1 * h00 - g0 * h01) / det]
    // Newton overshoots where the two sides hardly overlap.
    const brake = Math.min(1, 2 / Math.max(Math.abs(d0), Math.abs(d1) * 20))
    intercept += brake * d0
    slope += brake * d1
    if (Math.abs(d0) < 1e-9 && Math.abs(d1) < 1e-9) break
  }
  return {
    intercept,
    slope,
    lnMin: -Math.log(mates.length),
    lnMax: Math.log(strangers.length),
    mates: mates.length,
    strangers: strangers.length,
  }
}

interface Sums {
  g0: number
  g1: number
  h00: number
  h01: number
  h11: number
}

function sums(
  mates: readonly number[],
  strangers: readonly number[],
  intercept: number,
  slope: number,
): Sums {
  const out = { g0: -RIDGE * intercept, g1: -RIDGE * slope, h00: RIDGE, h01: 0, h11: RIDGE }
  const add = (score: number, target: number, weight: number): void => {
    const p = 1 / (1 + Math.exp(-(intercept + slope * score)))
    const curve = weight * p * (1 - p)
    out.g0 += weight * (target - p)
    out.g1 += weight * (target - p) * score
    out.h00 += curve
    out.h01 += curve * score
    out.h11 += curve * score * score
  }
  for (const score of mates) add(score, 1, 1 / mates.length)
  for (const score of strangers) add(score, 0, 1 / strangers.length)
  return out
}

/** Natural logarithm of the likelihood ratio of a score: one finger against two. */
export function lnLikelihoodRatio({ intercept, slope, lnMin, lnMax }: Calibration, score: number): number {
  return Math.max(lnMin, Math.min(lnMax, intercept + slope * score))
}

/** Cost of the ratios in bits (same source): 0 perfect, 1 as good as saying nothing. */
export function costOf(
  calibration: Calibration,
  mates: readonly number[],
  strangers: readonly number[],
): number {
  const bits = (values: readonly number[], sign: number): number =>
    values.reduce(
      (sum, score) => sum + Math.log2(1 + Math.exp(sign * lnLikelihoodRatio(calibration, score))),
      0,
    ) / values.length
  return (bits(mates, -1) + bits(strangers, 1)) / 2
}

/**
 * Ten fingers as one: the sum of the fingers' ln LR, each at most `cap`, so that one finger cannot speak for all. Different fingers of
 * a person are taken as independent; impressions of one finger are not and must not be summed.
 */
export function fuseFingers(lnRatios: readonly number[], cap: number): number {
  return lnRatios.reduce((sum, value) => sum + Math.max(-cap, Math.min(cap, value)), 0)
}
