import { PERIOD_MAX_PX, PERIOD_MIN_PX } from './gradient-field.ts'
import type { Response } from './gabor.ts'
import { CELL_PX, smoothGrid, type WaveField } from './wave-field.ts'

/** Smoothing of frequency, cells: periods change more slowly over a finger than directions. */
const FREQUENCY_SIGMA_CELLS = 2.5

/**
 * The wave measured from the filters' phase: between neighbours the phase advances by 2 pi f (n . step), so its gradient is
 * the wave vector itself, direction and frequency in one. Averaged as k k^T, which does not know the wave's sign.
 */
export function refineField(response: Response, prior: WaveField, sigmaCells: number): WaveField {
  const { cols, rows } = prior
  const make = (): Float32Array => new Float32Array(cols * rows)
  const [cos2, sin2, squared, weights] = [make(), make(), make(), make()]
  collect(response, cols, { cos2, sin2, squared, weights })
  const wideSquared = Float32Array.from(squared)
  const wideWeights = Float32Array.from(weights)
  for (const grid of [cos2, sin2, squared]) smoothGrid(grid, cols, rows, sigmaCells)
  for (const grid of [wideSquared, wideWeights]) smoothGrid(grid, cols, rows, FREQUENCY_SIGMA_CELLS)
  const frequency = make()
  for (let i = 0; i < cos2.length; i++) {
    const scale = 1 / (squared[i]! + 1e-9)
    cos2[i] = cos2[i]! * scale
    sin2[i] = sin2[i]! * scale
    // Where nothing answered the prior stays.
    if (squared[i]! < 1e-6) {
      cos2[i] = prior.cos2[i]! * 0.1
      sin2[i] = prior.sin2[i]! * 0.1
    }
    const found = wideWeights[i]! < 1e-4 ? prior.frequency[i]! : Math.sqrt(wideSquared[i]! / wideWeights[i]!)
    frequency[i] = Math.min(1 / PERIOD_MIN_PX, Math.max(1 / PERIOD_MAX_PX, found))
  }
  return { cols, rows, cos2, sin2, frequency }
}

interface Sums {
  cos2: Float32Array
  sin2: Float32Array
  squared: Float32Array
  weights: Float32Array
}

function collect(response: Response, fieldCols: number, sums: Sums): void {
  const { step, cols, rows, re, im, frequency } = response
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < cols; c++) {
      const i = r * cols + c
      if (frequency[i] === 0 || frequency[i + 1] === 0 || frequency[i + cols] === 0) continue
      const kx = advance(response, i, i + 1, step, 0)
      const ky = advance(response, i, i + cols, 0, step)
      const weight = re[i]! * re[i]! + im[i]! * im[i]!
      const cell = (((r * step) / CELL_PX) | 0) * fieldCols + (((c * step) / CELL_PX) | 0)
      sums.cos2[cell]! += weight * (kx * kx - ky * ky)
      sums.sin2[cell]! += weight * 2 * kx * ky
      sums.squared[cell]! += weight * (kx * kx + ky * ky)
      sums.weights[cell]! += weight
    }
}

/** Cycles a pixel along (dx, dy) from lattice point i to its neighbour j. */
function advance(response: Response, i: number, j: number, dx: number, dy: number): number {
  const { re, im, nx, ny, frequency } = response
  const same = nx[i]! * nx[j]! + ny[i]! * ny[j]! >= 0 ? 1 : -1
  const expected = 2 * Math.PI * frequency[i]! * (nx[i]! * dx + ny[i]! * dy)
  const [ax, ay, bx, by] = [re[i]!, im[i]!, re[j]!, same * im[j]!]
  let turn = Math.atan2(by * ax - bx * ay, bx * ax + by * ay) - expected
  turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI))
  return (expected + turn) / (2 * Math.PI * (dx + dy))
}
