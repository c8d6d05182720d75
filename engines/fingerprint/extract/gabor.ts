import type { Plane } from '../image/resample.ts'
import { PERIOD_MAX_PX, PERIOD_MIN_PX } from './gradient-field.ts'
import { CELL_PX, waveAt, type Wave, type WaveField } from './wave-field.ts'

const DIRECTIONS = 32
const PERIODS = 14
const RADIUS_PX = 9
const SIDE = 2 * RADIUS_PX + 1
const TAPS = SIDE * SIDE
/** Envelope across and along the ridges, in ridge periods. */
const SIGMA_ACROSS = 0.42
const SIGMA_ALONG = 0.5

/** Answers of the filters on a lattice of every `step`-th pixel: amplitude and phase of the local ridge wave as re + i im. */
export interface Response {
  readonly step: number
  readonly cols: number
  readonly rows: number
  readonly re: Float32Array
  readonly im: Float32Array
  /** Direction (unit vector) and frequency the filter had there; frequency 0 where none was run. */
  readonly nx: Float32Array
  readonly ny: Float32Array
  readonly frequency: Float32Array
}

let kernels: { even: Float32Array; odd: Float32Array } | null = null

function periodOf(index: number): number {
  return PERIOD_MIN_PX * (PERIOD_MAX_PX / PERIOD_MIN_PX) ** (index / (PERIODS - 1))
}

function indexOfFrequency(frequency: number): number {
  const place =
    (Math.log(1 / frequency / PERIOD_MIN_PX) / Math.log(PERIOD_MAX_PX / PERIOD_MIN_PX)) * (PERIODS - 1)
  return Math.max(0, Math.min(PERIODS - 1, Math.round(place)))
}

/** Even and odd Gabor kernels of every direction and period; a sine of amplitude 1 at the centre answers 1. */
function makeKernels(): { even: Float32Array; odd: Float32Array } {
  const even = new Float32Array(DIRECTIONS * PERIODS * TAPS)
  const odd = new Float32Array(DIRECTIONS * PERIODS * TAPS)
  for (let d = 0; d < DIRECTIONS; d++)
    for (let p = 0; p < PERIODS; p++) {
      const at = (d * PERIODS + p) * TAPS
      fillKernel(
        even.subarray(at, at + TAPS),
        odd.subarray(at, at + TAPS),
        (Math.PI * d) / DIRECTIONS,
        periodOf(p),
      )
    }
  return { even, odd }
}

function fillKernel(even: Float32Array, odd: Float32Array, angle: number, period: number): void {
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)]
  let [sum, weight, energy] = [0, 0, 0]
  const envelope = new Float32Array(TAPS)
  for (let k = 0; k < TAPS; k++) {
    const [x, y] = [(k % SIDE) - RADIUS_PX, Math.floor(k / SIDE) - RADIUS_PX]
    const [across, along] = [x * nx + y * ny, x * ny - y * nx]
    const g = Math.exp(
      -0.5 * ((across / (SIGMA_ACROSS * period)) ** 2 + (along / (SIGMA_ALONG * period)) ** 2),
    )
    const phase = (2 * Math.PI * across) / period
    envelope[k] = x * x + y * y > (RADIUS_PX + 0.5) ** 2 ? 0 : g
    even[k] = envelope[k]! * Math.cos(phase)
    odd[k] = envelope[k]! * Math.sin(phase)
    sum += even[k]!
    weight += envelope[k]!
  }
  for (let k = 0; k < TAPS; k++) {
    const [x, y] = [(k % SIDE) - RADIUS_PX, Math.floor(k / SIDE) - RADIUS_PX]
    // The even kernel must not see brightness.
    even[k]! -= (envelope[k]! * sum) / weight
    energy += even[k]! * Math.cos((2 * Math.PI * (x * nx + y * ny)) / period)
  }
  for (let k = 0; k < TAPS; k++) {
    even[k]! /= energy
    odd[k]! /= energy
  }
}

/** Runs at every lattice point of a wanted cell the filter that fits the field there (Hong, Wan, Jain 1998, complex). */
export function gaborResponse(plane: Plane, field: WaveField, wanted: Uint8Array, step: number): Response {
  kernels ??= makeKernels()
  const { width, height } = plane
  const padded = pad(plane)
  const stride = width + 2 * RADIUS_PX
  const [cols, rows] = [Math.ceil(width / step), Math.ceil(height / step)]
  const make = (): Float32Array => new Float32Array(cols * rows)
  const out: Response = {
    step,
    cols,
    rows,
    re: make(),
    im: make(),
    nx: make(),
    ny: make(),
    frequency: make(),
  }
  const wave: Wave = { nx: 1, ny: 0, frequency: 0 }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      const [x, y] = [c * step, r * step]
      if (wanted[((y / CELL_PX) | 0) * field.cols + ((x / CELL_PX) | 0)] === 0) continue
      waveAt(field, x, y, wave)
      const turn = (Math.atan2(wave.ny, wave.nx) / Math.PI) * DIRECTIONS
      const rounded = Math.round(turn)
      const direction = ((rounded % DIRECTIONS) + DIRECTIONS) % DIRECTIONS
      // The kernels cover half a turn: beyond it the wave runs the other way.
      const sign = Math.abs(rounded - direction) % (2 * DIRECTIONS) === 0 ? 1 : -1
      const i = r * cols + c
      out.nx[i] = sign * wave.nx
      out.ny[i] = sign * wave.ny
      out.frequency[i] = wave.frequency
      const kernel = (direction * PERIODS + indexOfFrequency(wave.frequency)) * TAPS
      convolveAt(padded, y * stride + x, stride, kernel, out, i)
    }
  return out
}

function convolveAt(
  padded: Float32Array,
  at: number,
  stride: number,
  kernel: number,
  out: Response,
  i: number,
): void {
  const { even, odd } = kernels!
  let [re, im] = [0, 0]
  for (let row = 0; row < SIDE; row++) {
    const from = at + row * stride
    const tap = kernel + row * SIDE
    for (let k = 0; k < SIDE; k++) {
      const value = padded[from + k]!
      re += value * even[tap + k]!
      im += value * odd[tap + k]!
    }
  }
  out.re[i] = re
  // So that the phase grows along the wave: the odd kernel answers minus the sine.
  out.im[i] = -im
}

function pad({ width, height, data }: Plane): Float32Array {
  const stride = width + 2 * RADIUS_PX
  const padded = new Float32Array(stride * (height + 2 * RADIUS_PX))
  for (let y = 0; y < height; y++)
    padded.set(data.subarray(y * width, (y + 1) * width), (y + RADIUS_PX) * stride + RADIUS_PX)
  return padded
}
