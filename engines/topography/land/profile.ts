import { gaussianBandPass } from '../surface/gaussian.ts'
import type { Surface } from '../surface/surface.ts'

/** Waves of striations: shorter is noise of the optics, longer the curve of the land. */
const SHORTEST_METRES = 16e-6
const LONGEST_METRES = 250e-6
/** Rows near both ends of a land are torn or end in the groove's run-out. */
const ROWS_LEFT_OUT = 0.25
/** Striations need not run along y exactly: slopes of the scan that are tried, as points along x a row. */
const SHEARS = 41
const SHEAR_METRES_A_METRE = 0.12
const DEGREE = 4
const ROUNDS = 8
const BIWEIGHT = 4.685
const SHOULDER_SIGMAS = 3

/** Heights across a land, in metres; NaN where nothing was measured. */
export interface Profile {
  readonly spacing: number
  readonly z: Float32Array
}

/** The signature of a land engraved area whose striations run along y: median over the middle rows, curve and waviness removed. */
export function landProfile(surface: Surface): Profile {
  const { width, height } = surface
  const first = Math.floor(height * ROWS_LEFT_OUT)
  const last = Math.max(first + 1, Math.ceil(height * (1 - ROWS_LEFT_OUT)))
  const shear = bestShear(surface, first, last)
  const z = acrossLand(surface, first, last, shear)
  const curve = fitted(z)
  const flat = withoutShoulders(z.map((value, i) => value - curve[i]!))
  // One row: a distance of a metre to the next keeps the filter from looking for it.
  const line = { width, height: 1, dx: surface.dx, dy: 1, z: flat }
  return { spacing: surface.dx, z: gaussianBandPass(line, SHORTEST_METRES, LONGEST_METRES).z }
}

/** Median height at each x, each row moved along x so that its striations meet those of the middle row. */
function acrossLand({ width, z }: Surface, first: number, last: number, shear: number): Float32Array {
  const middle = (first + last - 1) / 2
  const out = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    const values: number[] = []
    for (let y = first; y < last; y++) {
      const from = x + Math.round(shear * (y - middle))
      const value = from >= 0 && from < width ? z[y * width + from]! : Number.NaN
      if (value === value) values.push(value)
    }
    out[x] = medianOf(values)
  }
  return out
}

/** The slope at which the rows add up to the most relief: striations that are not aligned cancel each other. */
function bestShear(surface: Surface, first: number, last: number): number {
  const most = (SHEAR_METRES_A_METRE * surface.dy) / surface.dx
  let best = { shear: 0, relief: -1 }
  for (let i = 0; i < SHEARS; i++) {
    const shear = most * ((2 * i) / (SHEARS - 1) - 1)
    const relief = reliefOf(acrossLand(surface, first, last, shear))
    if (relief > best.relief) best = { shear, relief }
  }
  return best.shear
}

/** Mean square of the differences at the distance of a fine striation, spikes and shoulders bounded. */
function reliefOf(z: Float32Array): number {
  const steps: number[] = []
  for (let i = 6; i < z.length; i++) {
    const step = Math.abs(z[i]! - z[i - 6]!)
    if (step === step) steps.push(step)
  }
  const typical = medianOf(steps.slice())
  return steps.reduce((sum, step) => sum + Math.min(step, 4 * typical) ** 2, 0) / Math.max(1, steps.length)
}

function medianOf(values: number[]): number {
  if (values.length === 0) return Number.NaN
  values.sort((a, b) => a - b)
  const middle = values.length >> 1
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2
}

/** The groove shoulders rise far above the land: they are alike on every bullet of a calibre and say nothing about the barrel. */
function withoutShoulders(flat: Float32Array): Float32Array {
  const limit =
    SHOULDER_SIGMAS *
    1.4826 *
    medianOf(
      Array.from(
        flat.filter((v) => v === v),
        Math.abs,
      ),
    )
  return flat.map((value) => (Math.abs(value) > limit ? Number.NaN : value))
}

/** The land's curve: a polynomial of degree 4 by least squares, reweighted so that the groove shoulders do not bend it. */
function fitted(z: Float32Array): Float32Array {
  const at = (i: number): number => (2 * i) / Math.max(1, z.length - 1) - 1
  let curve = new Float32Array(z.length)
  let weights: Float64Array | null = null
  for (let round = 0; round < ROUNDS; round++) {
    const c = polynomial(z, weights, at)
    if (c === null) return curve
    curve = z.map((_, i) => valueOf(c, at(i)))
    const residuals = Array.from(z, (value, i) => Math.abs(value - curve[i]!))
    const scale = 1.4826 * medianOf(residuals.filter((r) => r === r))
    if (!(scale > 0)) return curve
    weights = Float64Array.from(residuals, (r) => {
      const u = r / (BIWEIGHT * scale)
      return u < 1 ? (1 - u * u) ** 2 : 0
    })
  }
  return curve
}

const valueOf = (c: readonly number[], u: number): number => c.reduceRight((sum, k) => sum * u + k, 0)

/** Normal equations solved by elimination with pivoting; null when the points do not determine the curve. */
function polynomial(
  z: Float32Array,
  weights: Float64Array | null,
  at: (i: number) => number,
): number[] | null {
  const n = DEGREE + 1
  const m = Array.from({ length: n }, () => new Float64Array(n + 1))
  for (let i = 0; i < z.length; i++) {
    const value = z[i]!
    const w = weights?.[i] ?? 1
    if (value !== value || !(w > 0)) continue
    const powers = Array.from({ length: n }, (_, k) => at(i) ** k)
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < n; c++) m[r]![c]! += w * powers[r]! * powers[c]!
      m[r]![n]! += w * powers[r]! * value
    }
  }
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[pivot]![c]!)) pivot = r
    if (!(Math.abs(m[pivot]![c]!) > 1e-9)) return null
    ;[m[c], m[pivot]] = [m[pivot]!, m[c]!]
    for (let r = 0; r < n; r++) {
      if (r === c) continue
      const factor = m[r]![c]! / m[c]![c]!
      for (let k = c; k <= n; k++) m[r]![k]! -= factor * m[c]![k]!
    }
  }
  return m.map((row, i) => row[n]! / row[i]!)
}
