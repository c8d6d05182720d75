import { knToMps } from '@basinet/geodesy'

/** Corrected sweep width W = Wu Fw Ff Fs (IAMSAR Manual vol. II, 4.6): uncorrected width and factors for weather, fatigue and speed. */
export interface SweepWidth {
  /** From the manual's table for the sensor and the object; metres. There is no default: the tables are not reprinted here. */
  readonly uncorrectedM: number
  readonly weather: number
  readonly fatigue: number
  readonly speed: number
}

export function sweepWidthM({ uncorrectedM, weather, fatigue, speed }: SweepWidth): number {
  return uncorrectedM * weather * fatigue * speed
}

/** Search effort: area swept in a time, square metres (Z = W V T; IAMSAR vol. II, 4.6). */
export function effortM2(widthM: number, speedKn: number, seconds: number): number {
  return widthM * knToMps(speedKn) * seconds
}

/** Coverage factor C = W/S of parallel tracks, or Z/A of an area. */
export function coverage(widthM: number, spacingM: number): number {
  return widthM / spacingM
}

/** Detection laws: `random` 1 - e^-C, and `parallel` erf(sqrt(pi)/2 C) of the inverse cube law (Koopman, OEG Report 56, 1946, 2.5 and 3.4). */
export type DetectionLaw = 'random' | 'parallel'

/** Probability of detection at a coverage, were the object in the area. `parallel` is IAMSAR's curve for ideal conditions, `random` that for poor ones. */
export function pod(coverageFactor: number, law: DetectionLaw): number {
  if (!(coverageFactor >= 0)) throw new Error(`BUG: coverage ${coverageFactor}, expected 0 or more`)
  return law === 'random' ? -Math.expm1(-coverageFactor) : erf((Math.sqrt(Math.PI) / 2) * coverageFactor)
}

/** Probability of success: the object is there and is seen. */
export const pos = (poa: number, detected: number): number => poa * detected

/**
 * Probabilities of the areas after a search that found nothing (Bayes): POA' = POA (1 - POD) / (1 - sum POA POD). They need not
 * sum to one: what is missing is "somewhere else" and grows with them. Null where the search was certain to find it.
 */
export function updatePoa(poa: readonly number[], detected: readonly number[]): number[] | null {
  if (poa.length !== detected.length) throw new Error('BUG: one probability of detection an area')
  const found = poa.reduce((sum, p, i) => sum + p * detected[i]!, 0)
  if (found >= 1) return null
  return poa.map((p, i) => (p * (1 - detected[i]!)) / (1 - found))
}

/** Error function to 1.2e-7 relative (Press et al., Numerical Recipes, 2nd ed., 6.2, erfc by Chebyshev fit). */
export function erf(x: number): number {
  const z = Math.abs(x)
  const t = 1 / (1 + 0.5 * z)
  const series = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
    1.00002368, -1.26551223,
  ]
  const tail = t * Math.exp(-z * z + series.reduce((sum, a) => sum * t + a, 0))
  return x >= 0 ? 1 - tail : tail - 1
}

/**
 * How to spread a total effort over areas so that the probability of success is largest, detection `random` in each (Koopman 1957, Stone,
 * Theory of Optimal Search, 2.2): areas are searched in order of density until all reached have the same. Gives effort an
 * area, square metres.
 */
export function spreadEffort(
  areas: readonly { readonly poa: number; readonly areaM2: number }[],
  totalM2: number,
): number[] {
  const density = areas.map(({ poa, areaM2 }) => poa / areaM2)
  const order = areas.map((_, i) => i).filter((i) => density[i]! > 0)
  order.sort((a, b) => density[b]! - density[a]!)
  let used: number[] = []
  let logLevel = 0
  for (let n = 1; n <= order.length; n++) {
    used = order.slice(0, n)
    const area = used.reduce((sum, i) => sum + areas[i]!.areaM2, 0)
    const weighted = used.reduce((sum, i) => sum + areas[i]!.areaM2 * Math.log(density[i]!), 0)
    logLevel = (weighted - totalM2) / area
    const next = order[n]
    if (next === undefined || logLevel >= Math.log(density[next]!)) break
  }
  return areas.map(({ areaM2 }, i) =>
    used.includes(i) ? Math.max(0, areaM2 * (Math.log(density[i]!) - logLevel)) : 0,
  )
}
