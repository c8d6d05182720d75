import { inverse, times, weighted, type Matrix } from './matrix.ts'

/** A state and its covariance, row by row. */
export interface Estimate {
  readonly x: readonly number[]
  readonly p: Matrix
}

const GOLDEN = (Math.sqrt(5) - 1) / 2
/** Steps of the search for the weight: to 1e-6. */
const STEPS = 30

/**
 * Covariance intersection (Julier & Uhlmann 1997): P^-1 = w A^-1 + (1 - w) B^-1 with the w that makes det P least (log det P is convex
 * in w). Consistent whatever the unknown correlation of the two. Null where a covariance is not positive definite.
 */
export function intersect(a: Estimate, b: Estimate): (Estimate & { weight: number }) | null {
  const n = a.x.length
  if (b.x.length !== n) throw new Error(`BUG: states of ${n} and ${b.x.length}`)
  const ia = inverse(a.p, n)
  const ib = inverse(b.p, n)
  if (ia === null || ib === null) return null
  const logDet = (w: number): number =>
    -(inverse(weighted(ia.inverse, w, ib.inverse, 1 - w), n)?.logDet ?? -Infinity)
  const weight = leastOf(logDet)
  const p = inverse(weighted(ia.inverse, weight, ib.inverse, 1 - weight), n)
  if (p === null) return null
  const information = times(ia.inverse, a.x, n).map(
    (value, k) => weight * value + (1 - weight) * times(ib.inverse, b.x, n)[k]!,
  )
  return { x: times(p.inverse, information, n), p: p.inverse, weight }
}

/** Fusion of two that are known to be independent: P^-1 = A^-1 + B^-1. */
export function fuseIndependent(a: Estimate, b: Estimate): Estimate | null {
  const n = a.x.length
  const ia = inverse(a.p, n)
  const ib = inverse(b.p, n)
  if (ia === null || ib === null) return null
  const p = inverse(weighted(ia.inverse, 1, ib.inverse, 1), n)
  if (p === null) return null
  const fromB = times(ib.inverse, b.x, n)
  return {
    x: times(
      p.inverse,
      times(ia.inverse, a.x, n).map((value, k) => value + fromB[k]!),
      n,
    ),
    p: p.inverse,
  }
}

/** Golden-section search on [0, 1]; the ends are candidates too. */
function leastOf(f: (w: number) => number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < STEPS; step++) {
    const a = high - GOLDEN * (high - low)
    const b = low + GOLDEN * (high - low)
    if (f(a) <= f(b)) high = b
    else low = a
  }
  const middle = (low + high) / 2
  return [0, 1].reduce((best, w) => (f(w) < f(best) ? w : best), middle)
}
