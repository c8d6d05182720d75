import { CELLS, STATES } from '../linear/symmetric.ts'
import {
  MODELS,
  predictSteady,
  predictStopped,
  predictTurning,
  STEADY,
  STOPPED,
  TURNING,
  type MotionOptions,
} from '../motion/models.ts'
import type { PolarSensor } from './polar.ts'

export interface SwitchOptions {
  /** Mean time a craft keeps one way of moving, s, by model. */
  readonly sojournSeconds: readonly number[]
}

const chance = new Float64Array(MODELS * MODELS)
const next = new Float64Array(MODELS)
const mixedX = new Float64Array(MODELS * STATES)
const mixedP = new Float64Array(MODELS * CELLS)

/**
 * Interacting multiple models (Blom & Bar-Shalom 1988) over steady movement, turn and stop. A young bank runs the steady
 * filter alone: most plots that start one are clutter and never see a second.
 */
export class Bank {
  readonly x = new Float64Array(MODELS * STATES)
  readonly p = new Float64Array(MODELS * CELLS)
  readonly probability = new Float64Array(MODELS)
  /** 1 while young, else MODELS. */
  models = 1

  static copy(from: Bank): Bank {
    const bank = new Bank()
    bank.x.set(from.x)
    bank.p.set(from.p)
    bank.probability.set(from.probability)
    bank.models = from.models
    return bank
  }

  /** From one plot of a radar; the velocity is unknown. */
  startPolar(
    x: number,
    y: number,
    range: number,
    bearing: number,
    { sigmaRangeM, sigmaBearingRad }: PolarSensor,
    speedSigma: number,
  ): void {
    const sin = Math.sin(bearing)
    const cos = Math.cos(bearing)
    const along = sigmaRangeM ** 2
    const across = (sigmaBearingRad * range) ** 2
    this.x.fill(0)
    this.p.fill(0)
    this.probability.fill(0)
    this.models = 1
    this.probability[STEADY] = 1
    this.x[0] = x
    this.x[1] = y
    this.p[0] = along * sin * sin + across * cos * cos
    this.p[1] = (along - across) * sin * cos
    this.p[STATES] = this.p[1]!
    this.p[STATES + 1] = along * cos * cos + across * sin * sin
    this.p[2 * STATES + 2] = speedSigma ** 2
    this.p[3 * STATES + 3] = speedSigma ** 2
  }

  /** All models from the steady one's state, equally likely. */
  grow(): void {
    if (this.models === MODELS) return
    for (let m = 1; m < MODELS; m++) {
      this.x.copyWithin(m * STATES, 0, STATES)
      this.p.copyWithin(m * CELLS, 0, CELLS)
    }
    this.probability.fill(1 / MODELS)
    this.models = MODELS
  }

  predict(dt: number, motion: MotionOptions, switching: SwitchOptions): void {
    if (dt <= 0) return
    if (this.models === MODELS) this.mix(dt, motion, switching)
    predictSteady(this.x, 0, this.p, 0, dt, motion.steadyNoise)
    if (this.models === 1) return
    predictTurning(this.x, TURNING * STATES, this.p, TURNING * CELLS, dt, motion)
    predictStopped(this.x, STOPPED * STATES, this.p, STOPPED * CELLS, dt, motion.stoppedSpeedSigma)
  }

  /** Mean of all models, into `x`, and its covariance into `p`. */
  mean(x: Float64Array, p: Float64Array): void {
    combine(this.x, this.p, this.probability, this.models, x, 0, p, 0)
  }

  private mix(dt: number, motion: MotionOptions, { sojournSeconds }: SwitchOptions): void {
    for (let to = 0; to < MODELS; to++) {
      let sum = 0
      for (let from = 0; from < MODELS; from++) {
        const stay = Math.exp(-dt / sojournSeconds[from]!)
        const part = this.probability[from]! * (from === to ? stay : (1 - stay) / (MODELS - 1))
        chance[to * MODELS + from] = part
        sum += part
      }
      next[to] = sum
      for (let from = 0; from < MODELS; from++)
        chance[to * MODELS + from] = sum > 0 ? chance[to * MODELS + from]! / sum : 0
    }
    for (let to = 0; to < MODELS; to++) this.mixInto(to, motion)
    this.x.set(mixedX)
    this.p.set(mixedP)
    this.probability.set(next)
  }

  private mixInto(to: number, motion: MotionOptions): void {
    const weights = chance.subarray(to * MODELS, (to + 1) * MODELS)
    combine(this.x, this.p, weights, MODELS, mixedX, to * STATES, mixedP, to * CELLS)
    const p = to * CELLS
    if (to !== TURNING) {
      mixedX[to * STATES + STATES - 1] = 0
      for (let s = 0; s < STATES; s++) {
        mixedP[p + s * STATES + STATES - 1] = 0
        mixedP[p + CELLS - STATES + s] = 0
      }
    }
    // What another model says nothing of begins anew: the turn rate where it did not turn, the velocity where it lay still.
    if (to === TURNING)
      mixedP[p + CELLS - 1] = mixedP[p + CELLS - 1]! + (1 - weights[TURNING]!) * motion.turnRateSigma ** 2
    if (to !== STOPPED) {
      const started = weights[STOPPED]! * motion.speedSigma ** 2
      mixedP[p + 2 * STATES + 2] = mixedP[p + 2 * STATES + 2]! + started
      mixedP[p + 3 * STATES + 3] = mixedP[p + 3 * STATES + 3]! + started
    }
  }
}

/** Moment-matched mixture of the first `models` states. */
function combine(
  x: Float64Array,
  p: Float64Array,
  weights: Float64Array,
  models: number,
  outX: Float64Array,
  xAt: number,
  outP: Float64Array,
  pAt: number,
): void {
  for (let s = 0; s < STATES; s++) {
    let sum = 0
    for (let m = 0; m < models; m++) sum += weights[m]! * x[m * STATES + s]!
    outX[xAt + s] = sum
  }
  for (let row = 0; row < STATES; row++) {
    for (let column = row; column < STATES; column++) {
      let sum = 0
      for (let m = 0; m < models; m++) {
        const dr = x[m * STATES + row]! - outX[xAt + row]!
        const dc = x[m * STATES + column]! - outX[xAt + column]!
        sum += weights[m]! * (p[m * CELLS + row * STATES + column]! + dr * dc)
      }
      outP[pAt + row * STATES + column] = sum
      outP[pAt + column * STATES + row] = sum
    }
  }
}
