/** Error rates of a comparison experiment, per cent. */
export interface Rates {
  eer: number
  fmr100: number
  fmr1000: number
  zeroFmr: number
}

/** Share of mates refused where at most 1 in 100, in 1,000, and none of the strangers is accepted; and where both errors are equal (FVC2002 report, midpoint). */
export function ratesOf(mates: readonly number[], strangers: readonly number[]): Rates {
  const high = strangers.toSorted((a, b) => b - a)
  const refused = (limit: number): number =>
    (100 * mates.filter((score) => score <= limit).length) / mates.length
  const at = (share: number): number => refused(high[Math.floor(share * high.length)] ?? -Infinity)
  return {
    eer: equalError(mates, strangers),
    fmr100: at(0.01),
    fmr1000: at(0.001),
    zeroFmr: refused(high[0] ?? -Infinity),
  }
}

function equalError(mates: readonly number[], strangers: readonly number[]): number {
  const low = mates.toSorted((a, b) => a - b)
  const others = strangers.toSorted((a, b) => a - b)
  let [best, rate, m, s] = [Infinity, 100, 0, 0]
  for (const limit of [...low, ...others].sort((a, b) => a - b)) {
    while (m < low.length && low[m]! < limit) m++
    while (s < others.length && others[s]! < limit) s++
    const [falseNonMatch, falseMatch] = [m / low.length, 1 - s / others.length]
    if (Math.abs(falseNonMatch - falseMatch) < best) {
      best = Math.abs(falseNonMatch - falseMatch)
      rate = 50 * (falseNonMatch + falseMatch)
    }
  }
  return rate
}
