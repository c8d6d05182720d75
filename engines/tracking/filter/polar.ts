import { STATES } from '../linear/symmetric.ts'

/** Numbers of one prediction as a radar would see it. */
export const SEEN = 19
/** Offsets in it. */
export const RANGE = 0
export const BEARING = 1
/** Covariance of the innovation: range², range·bearing, bearing². */
export const S_RR = 2
export const S_RB = 3
export const S_BB = 4
/** Its inverse, likewise. */
export const I_RR = 5
export const I_RB = 6
export const I_BB = 7
/** ln(2 pi sqrt(det S)). */
export const LOG_NORM = 8
/** Gain, state by state: to range, to bearing. */
export const GAIN = 9

const SPREAD = 3
const CENTRE_WEIGHT = 1 - 2 / SPREAD
const SIDE_WEIGHT = 1 / (2 * SPREAD)
const dRange = new Float64Array(5)
const dBearing = new Float64Array(5)

export interface PolarSensor {
  readonly x: number
  readonly y: number
  readonly sigmaRangeM: number
  readonly sigmaBearingRad: number
}

/**
 * Range and bearing (clockwise from north) of a state as `sensor` measures it, by the unscented transform of the position alone: range
 * and bearing depend on nothing else, so the other states follow by regression on it (the same result as sigma points of all
 * states, with 5 in place of 11). The radar looked `lag` seconds before the state's time. Fills SEEN numbers of `out` at `o`.
 */
export function seePolar(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  sensor: PolarSensor,
  out: Float64Array,
  o: number,
  lag = 0,
): void {
  const px = x[xAt]! - lag * x[xAt + 2]! - sensor.x
  const py = x[xAt + 1]! - lag * x[xAt + 3]! - sensor.y
  const pxx = p[pAt]!
  const pxy = p[pAt + 1]!
  const pyy = p[pAt + STATES + 1]!
  // Factor of 3 P: columns (a, b) and (0, c).
  const a = Math.sqrt(SPREAD * pxx)
  const b = a > 0 ? (SPREAD * pxy) / a : 0
  const c = Math.sqrt(Math.max(0, SPREAD * pyy - b * b))
  const range = Math.hypot(px, py)
  const bearing = Math.atan2(px, py)
  point(px + a, py + b, range, bearing, 1)
  point(px - a, py - b, range, bearing, 2)
  point(px, py + c, range, bearing, 3)
  point(px, py - c, range, bearing, 4)
  const meanR = SIDE_WEIGHT * (dRange[1]! + dRange[2]! + dRange[3]! + dRange[4]!)
  const meanB = SIDE_WEIGHT * (dBearing[1]! + dBearing[2]! + dBearing[3]! + dBearing[4]!)
  let rr = CENTRE_WEIGHT * meanR * meanR
  let rb = CENTRE_WEIGHT * meanR * meanB
  let bb = CENTRE_WEIGHT * meanB * meanB
  for (let n = 1; n < 5; n++) {
    const r = dRange[n]! - meanR
    const t = dBearing[n]! - meanB
    rr += SIDE_WEIGHT * r * r
    rb += SIDE_WEIGHT * r * t
    bb += SIDE_WEIGHT * t * t
  }
  out[o + RANGE] = range + meanR
  out[o + BEARING] = bearing + meanB
  const srr = rr + sensor.sigmaRangeM ** 2
  const sbb = bb + sensor.sigmaBearingRad ** 2
  const det = srr * sbb - rb * rb
  out[o + S_RR] = srr
  out[o + S_RB] = rb
  out[o + S_BB] = sbb
  out[o + I_RR] = sbb / det
  out[o + I_RB] = -rb / det
  out[o + I_BB] = srr / det
  out[o + LOG_NORM] = Math.log(2 * Math.PI * Math.sqrt(det))
  // Cov(position, z), then the regression (Pxy)^-1 of it, then the gain of each state.
  const xr = SIDE_WEIGHT * a * (dRange[1]! - dRange[2]!)
  const xb = SIDE_WEIGHT * a * (dBearing[1]! - dBearing[2]!)
  const yr = SIDE_WEIGHT * (b * (dRange[1]! - dRange[2]!) + c * (dRange[3]! - dRange[4]!))
  const yb = SIDE_WEIGHT * (b * (dBearing[1]! - dBearing[2]!) + c * (dBearing[3]! - dBearing[4]!))
  gains(p, pAt, [xr, xb, yr, yb], out, o)
}

function gains(
  p: Float64Array,
  pAt: number,
  [xr, xb, yr, yb]: readonly [number, number, number, number],
  out: Float64Array,
  o: number,
): void {
  const pxx = p[pAt]!
  const pxy = p[pAt + 1]!
  const pyy = p[pAt + STATES + 1]!
  const det = pxx * pyy - pxy * pxy
  const hxr = (pyy * xr - pxy * yr) / det
  const hyr = (pxx * yr - pxy * xr) / det
  const hxb = (pyy * xb - pxy * yb) / det
  const hyb = (pxx * yb - pxy * xb) / det
  const irr = out[o + I_RR]!
  const irb = out[o + I_RB]!
  const ibb = out[o + I_BB]!
  for (let s = 0; s < STATES; s++) {
    const sx = p[pAt + s * STATES]!
    const sy = p[pAt + s * STATES + 1]!
    const cr = sx * hxr + sy * hyr
    const cb = sx * hxb + sy * hyb
    out[o + GAIN + 2 * s] = cr * irr + cb * irb
    out[o + GAIN + 2 * s + 1] = cr * irb + cb * ibb
  }
}

function point(px: number, py: number, range: number, bearing: number, n: number): void {
  dRange[n] = Math.hypot(px, py) - range
  dBearing[n] = wrap(Math.atan2(px, py) - bearing)
}

/** An angle between -pi and pi. */
export function wrap(angle: number): number {
  if (angle > Math.PI) return angle - 2 * Math.PI * Math.ceil((angle - Math.PI) / (2 * Math.PI))
  if (angle < -Math.PI) return angle + 2 * Math.PI * Math.ceil((-angle - Math.PI) / (2 * Math.PI))
  return angle
}
