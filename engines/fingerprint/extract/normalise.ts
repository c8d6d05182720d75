import type { Plane } from '../image/resample.ts'

/** Half side of the window over which brightness and contrast are levelled, pixels at 500 ppi: three ridges. */
const RADIUS_PX = 13
/** Contrast below this share of the image's own strong contrast is not stretched further: it is background. */
const FLOOR_SHARE = 0.1
/** And none below this deviation in grey levels is, whatever the image: sensor noise. */
const FLOOR_LEVELS = 2.5
const CLIP = 2.5

export interface Normalised {
  /** Zero mean and unit deviation in each neighbourhood that has ridges; ridges (dark) negative. */
  readonly plane: Plane
  /** Deviation of each neighbourhood in grey levels. */
  readonly contrast: Float32Array
  /** Mean of each neighbourhood in grey levels. */
  readonly mean: Float32Array
  /** Contrast of the image's strong parts (90th percentile). */
  readonly strong: number
}

/** Levels brightness and contrast (Hong, Wan, Jain 1998, with local in place of global moments). */
export function normalise(image: Plane): Normalised {
  const { width, height } = image
  const data = smooth(image)
  const mean = boxMean(data, width, height, RADIUS_PX)
  const square = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) square[i] = data[i]! * data[i]!
  const contrast = boxMean(square, width, height, RADIUS_PX)
  for (let i = 0; i < data.length; i++)
    contrast[i] = Math.sqrt(Math.max(0, contrast[i]! - mean[i]! * mean[i]!))
  const strong = percentile(contrast, 0.9)
  const floor = Math.max(FLOOR_LEVELS, FLOOR_SHARE * strong)
  const out = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const value = (data[i]! - mean[i]!) / Math.max(floor, contrast[i]!)
    out[i] = value > CLIP ? CLIP : value < -CLIP ? -CLIP : value
  }
  return { plane: { width, height, data: out }, contrast, mean, strong }
}

/** Mean over a square window that shrinks at the image's edge. */
function boxMean(data: Float32Array, width: number, height: number, radius: number): Float32Array {
  const rows = new Float32Array(data.length)
  for (let y = 0; y < height; y++) runningMean(data, rows, { at: y * width, step: 1, count: width, radius })
  const out = new Float32Array(data.length)
  const sums = new Float64Array(width)
  let filled = 0
  for (let y = -radius; y < height; y++) {
    const [enter, leave] = [y + radius, y - radius - 1]
    if (enter < height) for (let x = 0; x < width; x++) sums[x]! += rows[enter * width + x]!
    if (leave >= 0) for (let x = 0; x < width; x++) sums[x]! -= rows[leave * width + x]!
    filled += (enter < height ? 1 : 0) - (leave >= 0 ? 1 : 0)
    if (y >= 0) for (let x = 0; x < width; x++) out[y * width + x] = sums[x]! / filled
  }
  return out
}

function runningMean(
  from: Float32Array,
  to: Float32Array,
  line: { at: number; step: number; count: number; radius: number },
): void {
  const { at, step, count, radius } = line
  let sum = 0
  let filled = 0
  for (let i = -radius; i < count; i++) {
    if (i + radius < count) {
      sum += from[at + (i + radius) * step]!
      filled++
    }
    if (i - radius - 1 >= 0) {
      sum -= from[at + (i - radius - 1) * step]!
      filled--
    }
    if (i >= 0) to[at + i * step] = sum / filled
  }
}

function percentile(values: Float32Array, share: number): number {
  const counts = new Uint32Array(256)
  for (const value of values) counts[Math.min(255, value | 0)]!++
  let left = values.length * share
  for (let level = 0; level < 256; level++) {
    left -= counts[level]!
    if (left <= 0) return level + 0.5
  }
  return 255
}

/** Binomial 5 x 5 smoothing: takes pixel noise and pores away before contrast is measured, little from the ridges. */
function smooth({ width, height, data }: Plane): Float32Array {
  const half = Float32Array.from(data)
  for (let y = 0; y < height; y++)
    for (let i = y * width + 2; i < (y + 1) * width - 2; i++)
      half[i] = (data[i - 2]! + data[i + 2]! + 4 * (data[i - 1]! + data[i + 1]!) + 6 * data[i]!) / 16
  const out = Float32Array.from(half)
  for (let i = 2 * width; i < width * (height - 2); i++) {
    const sides = half[i - width]! + half[i + width]!
    out[i] = (half[i - 2 * width]! + half[i + 2 * width]! + 4 * sides + 6 * half[i]!) / 16
  }
  return out
}
