/** Side of a cell of the field, pixels at 500 ppi: just under one ridge period. */
export const CELL_PX = 8

/**
 * The local ridge wave on a grid of cells: direction across the ridges as the doubled angle (cos, sin), frequency in
 * cycles a pixel, and how certain both are. A cell (col,row) is centred on pixel ((col + 0.5) CELL, (row + 0.5) CELL).
 */
export interface WaveField {
  readonly cols: number
  readonly rows: number
  /** Cosine and sine of twice the angle of the wave's direction (x right, y down), of length `coherence`. */
  readonly cos2: Float32Array
  readonly sin2: Float32Array
  readonly frequency: Float32Array
}

export interface Wave {
  /** Unit vector across the ridges. */
  nx: number
  ny: number
  frequency: number
}

export function emptyField(width: number, height: number): WaveField {
  const [cols, rows] = [Math.ceil(width / CELL_PX), Math.ceil(height / CELL_PX)]
  const make = (): Float32Array => new Float32Array(cols * rows)
  return { cols, rows, cos2: make(), sin2: make(), frequency: make() }
}

/** The wave at a pixel, linear between cells, written into `out`. */
export function waveAt(field: WaveField, x: number, y: number, out: Wave): void {
  const { cols, rows, cos2, sin2, frequency } = field
  const u = Math.min(cols - 1, Math.max(0, x / CELL_PX - 0.5))
  const v = Math.min(rows - 1, Math.max(0, y / CELL_PX - 0.5))
  const [c, r] = [Math.min(cols - 2, u | 0), Math.min(rows - 2, v | 0)]
  const [fu, fv] = [u - c, v - r]
  const i = r * cols + c
  const [a, b, d, e] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv]
  const cos = a * cos2[i]! + b * cos2[i + 1]! + d * cos2[i + cols]! + e * cos2[i + cols + 1]!
  const sin = a * sin2[i]! + b * sin2[i + 1]! + d * sin2[i + cols]! + e * sin2[i + cols + 1]!
  const angle = Math.atan2(sin, cos) / 2
  out.nx = Math.cos(angle)
  out.ny = Math.sin(angle)
  out.frequency =
    a * frequency[i]! + b * frequency[i + 1]! + d * frequency[i + cols]! + e * frequency[i + cols + 1]!
}

/** Gaussian smoothing of a grid in place, `sigma` in cells; the grid is taken as 0 outside. */
export function smoothGrid(grid: Float32Array, cols: number, rows: number, sigma: number): void {
  const radius = Math.ceil(2.5 * sigma)
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - radius) / sigma) ** 2),
  )
  const total = kernel.reduce((sum, weight) => sum + weight, 0)
  const half = new Float32Array(grid.length)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      let sum = 0
      for (let k = Math.max(-radius, -c); k <= radius && c + k < cols; k++)
        sum += kernel[k + radius]! * grid[r * cols + c + k]!
      half[r * cols + c] = sum / total
    }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      let sum = 0
      for (let k = Math.max(-radius, -r); k <= radius && r + k < rows; k++)
        sum += kernel[k + radius]! * half[(r + k) * cols + c]!
      grid[r * cols + c] = sum / total
    }
}
