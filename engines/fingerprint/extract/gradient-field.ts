import type { Plane } from '../image/resample.ts'
import { CELL_PX, emptyField, smoothGrid, type WaveField } from './wave-field.ts'

/** Smoothing of the first estimate, cells. */
const SIGMA_CELLS = 1.6
const FREQUENCY_SIGMA_CELLS = 4
/** Ridge periods of people of all ages at 500 ppi, pixels (Maltoni et al., Handbook of Fingerprint Recognition, 3.3). */
export const PERIOD_MIN_PX = 4.5
export const PERIOD_MAX_PX = 16

/**
 * First estimate of the ridge wave: direction from the averaged squared gradient (Kass and Witkin 1987; Bazen and Gerez
 * 2002), frequency from the ratio of the gradient's energy to the signal's, which for a sine of frequency f is (2 pi f)^2.
 */
export function gradientField(plane: Plane): WaveField {
  const { width, height, data } = plane
  const field = emptyField(width, height)
  const { cols, rows, cos2, sin2, frequency } = field
  const energy = new Float32Array(cos2.length)
  const signal = new Float32Array(cos2.length)
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x
      const gx = (data[i + 1]! - data[i - 1]!) / 2
      const gy = (data[i + width]! - data[i - width]!) / 2
      const cell = ((y / CELL_PX) | 0) * cols + ((x / CELL_PX) | 0)
      cos2[cell]! += gx * gx - gy * gy
      sin2[cell]! += 2 * gx * gy
      energy[cell]! += gx * gx + gy * gy
      signal[cell]! += data[i]! * data[i]!
    }
  for (const grid of [cos2, sin2]) smoothGrid(grid, cols, rows, SIGMA_CELLS)
  const wide = Float32Array.from(energy)
  smoothGrid(energy, cols, rows, SIGMA_CELLS)
  smoothGrid(wide, cols, rows, FREQUENCY_SIGMA_CELLS)
  smoothGrid(signal, cols, rows, FREQUENCY_SIGMA_CELLS)
  for (let i = 0; i < cos2.length; i++) {
    const scale = 1 / (energy[i]! + 1e-6)
    cos2[i]! *= scale
    sin2[i]! *= scale
    const found = Math.sqrt(wide[i]! / (signal[i]! + 1e-6)) / (2 * Math.PI)
    frequency[i] = Math.min(1 / PERIOD_MIN_PX, Math.max(1 / PERIOD_MAX_PX, found))
  }
  return field
}
