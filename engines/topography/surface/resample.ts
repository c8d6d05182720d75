import type { Surface } from './surface.ts'

/** A block counts as measured when at least this share of it was. */
const MEASURED_MIN = 0.5

/**
 * The same surface on a square grid of `spacing` metres, each point the mean of what was measured in its cell; never finer
 * than the measurement (a spacing below dx and dy gives the larger of both).
 */
export function resample(surface: Surface, spacing: number): Surface {
  const step = Math.max(spacing, surface.dx, surface.dy)
  const width = Math.max(1, Math.round((surface.width * surface.dx) / step))
  const height = Math.max(1, Math.round((surface.height * surface.dy) / step))
  const z = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const rows = span(y, step / surface.dy, surface.height)
    for (let x = 0; x < width; x++)
      z[y * width + x] = blockMean(surface, span(x, step / surface.dx, surface.width), rows)
  }
  return { width, height, dx: step, dy: step, z }
}

function span(at: number, ratio: number, size: number): readonly [number, number] {
  const first = Math.min(size - 1, Math.round(at * ratio))
  return [first, Math.min(size, Math.max(first + 1, Math.round((at + 1) * ratio)))]
}

function blockMean(
  { width, z }: Surface,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
): number {
  let [sum, n] = [0, 0]
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const value = z[y * width + x]!
      if (value !== value) continue
      sum += value
      n += 1
    }
  return n >= MEASURED_MIN * (x1 - x0) * (y1 - y0) ? sum / n : Number.NaN
}
