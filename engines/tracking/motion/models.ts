import { CELLS, cholesky, STATES } from '../linear/symmetric.ts'

/** How a craft may move, each with its own filter in the bank. */
export const STEADY = 0
export const TURNING = 1
export const STOPPED = 2
export const MODELS = 3

export interface MotionOptions {
  /** Spectral density of the white acceleration of steady movement, m²/s³. */
  readonly steadyNoise: number
  /** The same along a turn, and of its rate, rad²/s³. */
  readonly turningNoise: number
  readonly turnRateNoise: number
  /** Standard deviation of the turn rate of a craft that begins to turn, rad/s. */
  readonly turnRateSigma: number
  /** Standard deviation of the speed at which a stopped craft sways, m/s. */
  readonly stoppedSpeedSigma: number
  /** Standard deviation of each velocity component of a craft that nothing is known of, or that starts, m/s. */
  readonly speedSigma: number
}

const turn = {
  factor: new Float64Array(CELLS),
  points: new Float64Array(STATES * (2 * STATES + 1)),
  mean: new Float64Array(STATES),
}
/** Spread of the sigma points: kappa = 3 - n, which takes the fourth moment of a Gaussian (Julier & Uhlmann 1997). */
const SPREAD = 3
const SIDE_WEIGHT = 1 / (2 * SPREAD)
const CENTRE_WEIGHT = 1 - STATES / SPREAD

/** Constant velocity with white acceleration: linear, so that the unscented transform is the Kalman prediction itself. */
export function predictSteady(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  dt: number,
  q: number,
): void {
  x[xAt] = x[xAt]! + dt * x[xAt + 2]!
  x[xAt + 1] = x[xAt + 1]! + dt * x[xAt + 3]!
  // P F' (columns), then F (rows): position gains dt times velocity.
  for (let row = 0; row < STATES; row++) {
    const at = pAt + row * STATES
    p[at] = p[at]! + dt * p[at + 2]!
    p[at + 1] = p[at + 1]! + dt * p[at + 3]!
  }
  for (let column = 0; column < STATES; column++) {
    const at = pAt + column
    p[at] = p[at]! + dt * p[at + 2 * STATES]!
    p[at + STATES] = p[at + STATES]! + dt * p[at + 3 * STATES]!
  }
  addAccelerationNoise(p, pAt, dt, q)
}

/** A craft at rest sways with a speed of its own that is forgotten: the position walks, the velocity starts anew. */
export function predictStopped(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  dt: number,
  speedSigma: number,
): void {
  x[xAt + 2] = 0
  x[xAt + 3] = 0
  const sway = speedSigma * speedSigma
  for (let row = 2; row < 4; row++) {
    for (let column = 0; column < STATES; column++) {
      p[pAt + row * STATES + column] = 0
      p[pAt + column * STATES + row] = 0
    }
    p[pAt + row * STATES + row] = sway
  }
  p[pAt] = p[pAt]! + sway * dt
  p[pAt + STATES + 1] = p[pAt + STATES + 1]! + sway * dt
}

/** Coordinated turn by the unscented transform of all five states. */
export function predictTurning(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  dt: number,
  options: MotionOptions,
): void {
  const { factor, points, mean } = turn
  cholesky(p, pAt, factor)
  const spread = Math.sqrt(SPREAD)
  mean.fill(0)
  for (let n = 0; n <= 2 * STATES; n++) {
    const at = n * STATES
    const column = (n - 1) >> 1
    const sign = n === 0 ? 0 : n % 2 === 1 ? spread : -spread
    for (let s = 0; s < STATES; s++)
      points[at + s] = x[xAt + s]! + (n === 0 ? 0 : sign * factor[s * STATES + column]!)
    turnPoint(points, at, dt)
    const weight = n === 0 ? CENTRE_WEIGHT : SIDE_WEIGHT
    for (let s = 0; s < STATES; s++) mean[s] = mean[s]! + weight * points[at + s]!
  }
  for (let row = 0; row < STATES; row++) {
    for (let column = row; column < STATES; column++) {
      let sum = 0
      // The centre's weight is negative at n = 5: its part is taken about the centre point (Julier 2002), so that the
      // covariance stays positive.
      for (let n = 1; n <= 2 * STATES; n++)
        sum += (points[n * STATES + row]! - points[row]!) * (points[n * STATES + column]! - points[column]!)
      p[pAt + row * STATES + column] = sum * SIDE_WEIGHT
      p[pAt + column * STATES + row] = sum * SIDE_WEIGHT
    }
  }
  for (let s = 0; s < STATES; s++) x[xAt + s] = mean[s]!
  addAccelerationNoise(p, pAt, dt, options.turningNoise)
  p[pAt + CELLS - 1] = p[pAt + CELLS - 1]! + options.turnRateNoise * dt
}

function turnPoint(points: Float64Array, at: number, dt: number): void {
  const angle = points[at + 4]! * dt
  // Bearings are clockwise, so the velocity turns from north towards east.
  const sin = Math.sin(angle)
  const cos = Math.cos(angle)
  const small = Math.abs(angle) < 1e-6
  const along = small ? dt : (sin / angle) * dt
  const across = small ? (angle * dt) / 2 : ((1 - cos) / angle) * dt
  const east = points[at + 2]!
  const north = points[at + 3]!
  points[at] = points[at]! + along * east + across * north
  points[at + 1] = points[at + 1]! + along * north - across * east
  points[at + 2] = cos * east + sin * north
  points[at + 3] = cos * north - sin * east
}

function addAccelerationNoise(p: Float64Array, pAt: number, dt: number, q: number): void {
  const position = (q * dt * dt * dt) / 3
  const cross = (q * dt * dt) / 2
  for (let axis = 0; axis < 2; axis++) {
    const at = pAt + axis * STATES + axis
    p[at] = p[at]! + position
    p[at + 2] = p[at + 2]! + cross
    p[at + 2 * STATES] = p[at + 2 * STATES]! + cross
    p[at + 2 * STATES + 2] = p[at + 2 * STATES + 2]! + q * dt
  }
}
