import { CELLS, STATES } from '../linear/symmetric.ts'
import type { Bank } from './bank.ts'

/** A position somebody reported, with a standard deviation that is the same all round, m. */
export interface Fix {
  readonly x: number
  readonly y: number
  readonly sigmaM: number
}

/**
 * Kalman update of every model of a bank by a position (linear: the unscented transform gives the same). The position is that of `lag`
 * seconds before the bank's time. Gives the squared distance under the most likely model, by which the caller may gate with `gate`:
 * beyond it nothing is changed.
 */
export function updateByFix(bank: Bank, fix: Fix, gate: number, lag = 0): number {
  const innovations = Array.from({ length: bank.models }, (_, m) => innovationOf(bank, m, fix, lag))
  const best = innovations.reduce((least, { distance }) => Math.min(least, distance), Infinity)
  if (best > gate) return best
  let total = 0
  innovations.forEach(({ density }, m) => {
    total += bank.probability[m] = bank.probability[m]! * density
  })
  for (let m = 0; m < bank.models; m++) {
    bank.probability[m] = total > 0 ? bank.probability[m]! / total : 1 / bank.models
    correct(bank, m, innovations[m]!)
  }
  return best
}

interface Innovation {
  readonly dx: number
  readonly dy: number
  /** Inverse of the innovation's covariance. */
  readonly ixx: number
  readonly ixy: number
  readonly iyy: number
  readonly distance: number
  readonly density: number
}

function innovationOf({ x, p }: Bank, m: number, fix: Fix, lag: number): Innovation {
  const s = m * STATES
  const c = m * CELLS
  const dx = fix.x - (x[s]! - lag * x[s + 2]!)
  const dy = fix.y - (x[s + 1]! - lag * x[s + 3]!)
  const sxx = p[c]! + fix.sigmaM ** 2
  const sxy = p[c + 1]!
  const syy = p[c + STATES + 1]! + fix.sigmaM ** 2
  const det = sxx * syy - sxy * sxy
  const ixx = syy / det
  const ixy = -sxy / det
  const iyy = sxx / det
  const distance = dx * dx * ixx + 2 * dx * dy * ixy + dy * dy * iyy
  return { dx, dy, ixx, ixy, iyy, distance, density: Math.exp(-distance / 2) / Math.sqrt(det) }
}

function correct({ x, p }: Bank, m: number, { dx, dy, ixx, ixy, iyy }: Innovation): void {
  const s = m * STATES
  const c = m * CELLS
  const toX = Float64Array.from({ length: STATES }, (_, row) => p[c + row * STATES]!)
  const toY = Float64Array.from({ length: STATES }, (_, row) => p[c + row * STATES + 1]!)
  for (let row = 0; row < STATES; row++) {
    const kx = toX[row]! * ixx + toY[row]! * ixy
    const ky = toX[row]! * ixy + toY[row]! * iyy
    x[s + row] = x[s + row]! + kx * dx + ky * dy
    for (let column = 0; column < STATES; column++)
      p[c + row * STATES + column]! -= kx * toX[column]! + ky * toY[column]!
  }
}
