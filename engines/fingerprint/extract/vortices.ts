import type { Response } from './gabor.ts'

/** A place where a ridge begins: the wave's phase turns once around it. */
export interface Vortex {
  /** Pixels at 500 ppi, from the top left. */
  x: number
  y: number
  /** Unit vector along the ridges, towards the side with one ridge more. */
  dx: number
  dy: number
  /** Phase of the wave around the point, radians: 0 in a valley's middle, pi in a ridge's. */
  phase: number
  /** Frequency of the wave there, cycles a pixel. */
  frequency: number
}

const TURN = 2 * Math.PI

/**
 * Minutiae as the zeros of the complex ridge wave (Larkin and Fletcher, Optics Express 15 (2007) 8667): where the phase
 * turns by 2 pi around a lattice square there is exactly one ridge more on one side, whatever broke it.
 */
export function findVortices(response: Response): Vortex[] {
  const { cols, rows, frequency } = response
  const found: Vortex[] = []
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < cols; c++) {
      const i = r * cols + c
      const corners = [i, i + 1, i + cols + 1, i + cols] as const
      if (corners.some((j) => frequency[j] === 0)) continue
      const winding = windingOf(response, corners)
      if (winding !== 0) found.push(vortexAt(response, corners, c, r, winding))
    }
  return found
}

type Corners = readonly [number, number, number, number]
/** Corners of a lattice square in lattice steps, in the order they are walked. */
const CORNER_X = [0, 1, 1, 0] as const
const CORNER_Y = [0, 0, 1, 1] as const

/** Turns of the phase around the square, -1, 0 or 1, seen along the first corner's wave. */
function windingOf(response: Response, corners: Corners): number {
  const { step, re, im, nx, ny, frequency } = response
  const first = corners[0]
  let total = 0
  for (let k = 0; k < 4; k++) {
    const [a, b] = [corners[k]!, corners[(k + 1) & 3]!]
    const sideA = nx[a]! * nx[first]! + ny[a]! * ny[first]! >= 0 ? 1 : -1
    const sideB = nx[b]! * nx[first]! + ny[b]! * ny[first]! >= 0 ? 1 : -1
    const dx = (CORNER_X[(k + 1) & 3]! - CORNER_X[k]!) * step
    const dy = (CORNER_Y[(k + 1) & 3]! - CORNER_Y[k]!) * step
    const expected =
      Math.PI *
      (frequency[a]! * sideA * (nx[a]! * dx + ny[a]! * dy) +
        frequency[b]! * sideB * (nx[b]! * dx + ny[b]! * dy))
    const [ax, ay, bx, by] = [re[a]!, sideA * im[a]!, re[b]!, sideB * im[b]!]
    const turn = Math.atan2(by * ax - bx * ay, bx * ax + by * ay) - expected
    total += expected + turn - TURN * Math.round(turn / TURN)
  }
  return Math.round(total / TURN)
}

function vortexAt(response: Response, corners: Corners, c: number, r: number, winding: number): Vortex {
  const { step, re, im, nx, ny, frequency } = response
  const first = corners[0]
  const [wx, wy, f] = [nx[first]!, ny[first]!, frequency[first]!]
  // The wave without its carrier, fitted by a plane: its zero is the point.
  let [ar, ai, br, bi, cr, ci] = [0, 0, 0, 0, 0, 0]
  for (let k = 0; k < 4; k++) {
    const j = corners[k]!
    const side = nx[j]! * wx + ny[j]! * wy >= 0 ? 1 : -1
    const [u, v] = [CORNER_X[k]! - 0.5, CORNER_Y[k]! - 0.5]
    const back = -TURN * f * step * (wx * u + wy * v)
    const [cos, sin] = [Math.cos(back), Math.sin(back)]
    const real = re[j]! * cos - side * im[j]! * sin
    const imaginary = re[j]! * sin + side * im[j]! * cos
    ar += real / 4
    ai += imaginary / 4
    br += real * u
    bi += imaginary * u
    cr += real * v
    ci += imaginary * v
  }
  const det = br * ci - bi * cr
  const clamp = (value: number): number => Math.max(-0.5, Math.min(0.5, value))
  const u = det === 0 ? 0 : clamp((ai * cr - ar * ci) / det)
  const v = det === 0 ? 0 : clamp((ar * bi - ai * br) / det)
  return {
    x: (c + 0.5 + u) * step,
    y: (r + 0.5 + v) * step,
    dx: winding * wy,
    dy: -winding * wx,
    phase: Math.atan2(ai, ar),
    frequency: f,
  }
}
