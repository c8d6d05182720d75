import type { Rect } from './wavelet.ts'

/** Quantisers of the subbands; a step of 0 drops the band. */
export interface Quantisers {
  readonly steps: Float64Array
  readonly zeros: Float64Array
}

/** Where a decoder puts a value in its bin, and the zero bin's width in steps (FBI IAFIS-IC-0110 V3; place from memory). */
export const BIN_CENTRE = 0.44
const ZERO_WIDTH = 1.2
const VARIANCE_MIN = 1.01
const BANDS = 60
/** Weights of the highest bands against the others' 1 (same). */
const WEIGHTS: Readonly<Record<number, number>> = {
  52: 1.32,
  53: 1.08,
  54: 1.42,
  55: 1.08,
  56: 1.32,
  57: 1.42,
  58: 1.08,
  59: 1.08,
}
/** Loading: deviations a band's quantiser spans, and the least ratio of deviation to step for a band to count. */
const GAMMA = 2.5
const ROUNDS_MAX = 60
/** Finer steps tell nothing of pixels of whole greys, and an image with few bands would ask for them. */
const STEP_MIN = 0.25

/** Steps for a bit rate (bits a pixel) by the variances of the bands: the high ones coarser, unimportant ones dropped (same). */
export function quantisersFor(
  data: Float32Array,
  stride: number,
  bands: readonly Rect[],
  rate: number,
): Quantisers {
  const variances = bands.map((band) => varianceOf(data, stride, band))
  const relative = variances.map((variance, k) =>
    variance < VARIANCE_MIN ? 0 : k < 4 ? 1 : 10 / ((WEIGHTS[k] ?? 1) * Math.log(variance)),
  )
  const shares = bands.map(({ width, height }) => (width * height) / data.length)
  let kept = relative.map((_, k) => k).filter((k) => relative[k]! > 0)
  let q = 1
  for (let round = 0; round < ROUNDS_MAX && kept.length > 0; round++) {
    const share = kept.reduce((sum, k) => sum + shares[k]!, 0)
    const product = kept.reduce(
      (sum, k) => sum + shares[k]! * Math.log(Math.sqrt(variances[k]!) / relative[k]!),
      0,
    )
    q = 2 ** (rate / share - 1) / GAMMA / Math.exp(product / share)
    const next = kept.filter((k) => relative[k]! / q < 2 * GAMMA * Math.sqrt(variances[k]!))
    if (next.length === kept.length) break
    kept = next
  }
  const steps = Float64Array.from({ length: BANDS }, (_, k) => {
    const share = relative[k] ?? 0
    return share > 0 ? Math.max(STEP_MIN, share / q) : 0
  })
  return { steps, zeros: steps.map((step) => ZERO_WIDTH * step) }
}

/** Variance over the band's middle: three quarters across, seven sixteenths down (same). */
function varianceOf(data: Float32Array, stride: number, { x, y, width, height }: Rect): number {
  const [left, top] = [x + (width >> 3), y + Math.floor((9 * height) / 32)]
  const [w, h] = [Math.max(1, Math.floor((3 * width) / 4)), Math.max(1, Math.floor((7 * height) / 16))]
  let [sum, squares] = [0, 0]
  for (let r = top; r < top + h; r++)
    for (let c = left; c < left + w; c++) {
      const value = data[r * stride + c]!
      sum += value
      squares += value * value
    }
  const count = w * h
  return count < 2 ? 0 : (squares - (sum * sum) / count) / (count - 1)
}

/** Index of a coefficient's bin. */
export function binOf(value: number, step: number, zero: number): number {
  const half = zero / 2
  const index =
    value > half
      ? Math.floor((value - half) / step) + 1
      : value < -half
        ? -Math.floor((-value - half) / step) - 1
        : 0
  return Math.max(-65_535, Math.min(65_535, index))
}
