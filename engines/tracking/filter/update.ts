import { CELLS, STATES } from '../linear/symmetric.ts'
import type { Bank } from './bank.ts'
import {
  BEARING,
  GAIN,
  I_BB,
  I_RB,
  I_RR,
  LOG_NORM,
  RANGE,
  S_BB,
  S_RB,
  S_RR,
  SEEN,
  seePolar,
  wrap,
  type PolarSensor,
} from './polar.ts'

/** What each model of a bank expects a radar to measure. */
export class Sight {
  readonly seen: Float64Array
  private readonly bank: Bank

  /** `lag`: how long before the bank's time the radar looked, s. */
  constructor(bank: Bank, sensor: PolarSensor, lag = 0) {
    this.bank = bank
    this.seen = new Float64Array(bank.models * SEEN)
    for (let m = 0; m < bank.models; m++)
      seePolar(bank.x, m * STATES, bank.p, m * CELLS, sensor, this.seen, m * SEEN, lag)
  }

  /** Squared distance of a plot by the innovation's covariance of model `m`. */
  distance(m: number, range: number, bearing: number): number {
    const o = m * SEEN
    const { seen } = this
    const r = range - seen[o + RANGE]!
    const b = wrap(bearing - seen[o + BEARING]!)
    return r * r * seen[o + I_RR]! + 2 * r * b * seen[o + I_RB]! + b * b * seen[o + I_BB]!
  }

  /**
   * Density of a plot under each model, 1/(m rad), into `out`, and under all of them as result; 0 when no model has it within
   * the squared distance `gate`.
   */
  likelihood(range: number, bearing: number, gate: number, out: Float64Array, at: number): number {
    const { bank, seen } = this
    let sum = 0
    let inside = false
    for (let m = 0; m < bank.models; m++) {
      const d = this.distance(m, range, bearing)
      if (d <= gate) inside = true
      const density = Math.exp(-0.5 * d - seen[m * SEEN + LOG_NORM]!)
      out[at + m] = density
      sum += bank.probability[m]! * density
    }
    return inside ? sum : 0
  }

  /**
   * Probabilistic data association in every model (Bar-Shalom & Fortmann 1988): plots with the probabilities `weights`, none of
   * them with `missed`; `densities` as filled by `likelihood`, MODELS a plot, `mixed` its results.
   */
  update(
    ranges: readonly number[],
    bearings: readonly number[],
    weights: readonly number[],
    missed: number,
    densities: Float64Array,
    mixed: readonly number[],
    stride: number,
  ): void {
    const { bank } = this
    let total = 0
    for (let m = 0; m < bank.models; m++) {
      let factor = missed
      for (let n = 0; n < weights.length; n++)
        factor += (weights[n]! * densities[n * stride + m]!) / mixed[n]!
      this.updateModel(m, ranges, bearings, weights, densities, mixed, stride, factor)
      const probability = bank.probability[m]! * factor
      bank.probability[m] = probability
      total += probability
    }
    for (let m = 0; m < bank.models; m++) bank.probability[m] = bank.probability[m]! / total
  }

  private updateModel(
    m: number,
    ranges: readonly number[],
    bearings: readonly number[],
    weights: readonly number[],
    densities: Float64Array,
    mixed: readonly number[],
    stride: number,
    factor: number,
  ): void {
    if (!(factor > 0)) return
    const o = m * SEEN
    const { seen } = this
    let r = 0
    let b = 0
    let rr = 0
    let rb = 0
    let bb = 0
    let hit = 0
    for (let n = 0; n < weights.length; n++) {
      const weight = (weights[n]! * densities[n * stride + m]!) / mixed[n]! / factor
      const dr = ranges[n]! - seen[o + RANGE]!
      const db = wrap(bearings[n]! - seen[o + BEARING]!)
      hit += weight
      r += weight * dr
      b += weight * db
      rr += weight * dr * dr
      rb += weight * dr * db
      bb += weight * db * db
    }
    this.correct(m, r, b, [
      rr - r * r - hit * seen[o + S_RR]!,
      rb - r * b - hit * seen[o + S_RB]!,
      bb - b * b - hit * seen[o + S_BB]!,
    ])
  }

  /** x += K v; P += K M K', with M the spread of the innovations less what a hit takes away. */
  private correct(m: number, r: number, b: number, [mrr, mrb, mbb]: readonly [number, number, number]): void {
    const { x, p } = this.bank
    const { seen } = this
    const g = m * SEEN + GAIN
    for (let row = 0; row < STATES; row++) {
      const kr = seen[g + 2 * row]!
      const kb = seen[g + 2 * row + 1]!
      x[m * STATES + row] = x[m * STATES + row]! + kr * r + kb * b
      const toR = kr * mrr + kb * mrb
      const toB = kr * mrb + kb * mbb
      for (let column = row; column < STATES; column++) {
        const change = toR * seen[g + 2 * column]! + toB * seen[g + 2 * column + 1]!
        const at = m * CELLS + row * STATES + column
        p[at] = p[at]! + change
        p[m * CELLS + column * STATES + row] = p[at]!
      }
    }
  }
}
