/** A line to be held against targets that cross it at right angles. */
export interface Barrier {
  readonly lengthM: number
  readonly sweepWidthM: number
  readonly searcherKn: number
  readonly targetKn: number
}

export interface BarrierPlan {
  readonly kind: 'crossover' | 'back-and-forth'
  /** Spacing of the searcher's tracks as the targets see them, metres; null for back-and-forth, whose tracks zigzag. */
  readonly spacingM: number | null
  /** Angle by which a crossing leg leads towards the targets' own course, degrees; null for back-and-forth. */
  readonly leadDeg: number | null
  /** Leg against the targets that brings the searcher back to the line, metres; null for back-and-forth. */
  readonly upsweepM: number | null
  /** Probability that a crosser is detected by a searcher who sees everything within half the sweep width: an upper bound for back-and-forth. */
  readonly probability: number
  readonly searchersForCertain: number
}

/**
 * Crossover ("bow-tie") patrol of a stationary barrier (Koopman, Search and Screening, OEG Report 56, 1946, ch. 7): the crossing leg
 * leads by asin(u/v), so that it runs at right angles to the targets in their own frame; the leg back up the line
 * closes the figure. In the targets' frame the tracks then lie S = (L u/v) sqrt((v+u)/(v-u)) apart. A searcher no faster than
 * the targets goes back and forth; then the swept share of what crosses, W sqrt(v^2+u^2)/(u L), bounds the probability.
 */
export function planBarrier({ lengthM, sweepWidthM, searcherKn: v, targetKn: u }: Barrier): BarrierPlan {
  if (!(lengthM > 0 && sweepWidthM > 0 && v > 0 && u > 0))
    throw new Error('BUG: length, sweep width and both speeds of a barrier are above zero')
  if (v <= u) {
    const swept = (sweepWidthM * Math.hypot(v, u)) / (u * lengthM)
    return {
      kind: 'back-and-forth',
      spacingM: null,
      leadDeg: null,
      upsweepM: null,
      probability: Math.min(1, swept),
      searchersForCertain: Math.ceil(1 / swept - 1e-9),
    }
  }
  const spacingM = ((lengthM * u) / v) * Math.sqrt((v + u) / (v - u))
  return {
    kind: 'crossover',
    spacingM,
    leadDeg: (Math.asin(u / v) * 180) / Math.PI,
    upsweepM: (u * lengthM) / Math.sqrt(v * v - u * u),
    probability: Math.min(1, sweepWidthM / spacingM),
    searchersForCertain: Math.ceil(spacingM / sweepWidthM - 1e-9),
  }
}
