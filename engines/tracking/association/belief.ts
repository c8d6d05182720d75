/** One track and one plot that may be one. */
export interface Pair {
  readonly track: number
  readonly plot: number
  /** Probability ratio of this pair to the track having no plot, with the plot's density under clutter and new targets as unit. */
  readonly weight: number
}

const ROUNDS_MAX = 200
const CHANGE_MAX = 1e-6

/**
 * Marginal probability of each pair, in the order given, by loopy belief propagation (Williams & Lau 2014, equations 18
 * to 21; it always converges). A plot belongs to at most one track and a track has at most one plot.
 */
export function marginals(pairs: readonly Pair[], tracks: number, plots: number): Float64Array {
  const n = pairs.length
  const toPlot = new Float64Array(n)
  const toTrack = new Float64Array(n).fill(1)
  const trackSum = new Float64Array(tracks)
  const plotSum = new Float64Array(plots)
  for (let round = 0; round < ROUNDS_MAX; round++) {
    trackSum.fill(1)
    plotSum.fill(1)
    for (let k = 0; k < n; k++) trackSum[pairs[k]!.track]! += pairs[k]!.weight * toTrack[k]!
    for (let k = 0; k < n; k++) {
      const { track, plot, weight } = pairs[k]!
      toPlot[k] = weight / Math.max(1, trackSum[track]! - weight * toTrack[k]!)
      plotSum[plot]! += toPlot[k]!
    }
    let change = 0
    for (let k = 0; k < n; k++) {
      const message = 1 / Math.max(1, plotSum[pairs[k]!.plot]! - toPlot[k]!)
      change = Math.max(change, Math.abs(message - toTrack[k]!))
      toTrack[k] = message
    }
    if (change < CHANGE_MAX) break
  }
  trackSum.fill(1)
  for (let k = 0; k < n; k++) trackSum[pairs[k]!.track]! += pairs[k]!.weight * toTrack[k]!
  return toTrack.map((message, k) => (pairs[k]!.weight * message) / trackSum[pairs[k]!.track]!)
}
