import { emptyLike, type Surface } from './surface.ts'

/** ISO 16610-21:2011 equation 1: the weighting function passes half of a sine of the cutoff wavelength. */
const ALPHA = Math.sqrt(Math.LN2 / Math.PI)
/** Weights beyond this many cutoffs are below 1e-3 of the largest (ISO 16610-21 uses 0.5 to 1). */
const REACH_CUTOFFS = 0.9
/** A point whose neighbourhood holds less than this share of the weights says more about the edge than the surface. */
const COVERED_MIN = 0.1

function kernel(cutoff: number, spacing: number): Float32Array {
  const reach = Math.max(1, Math.ceil((REACH_CUTOFFS * cutoff) / spacing))
  const weights = new Float32Array(2 * reach + 1)
  let sum = 0
  for (let i = -reach; i <= reach; i++) {
    const w = Math.exp(-Math.PI * ((i * spacing) / (ALPHA * cutoff)) ** 2)
    weights[i + reach] = w
    sum += w
  }
  for (let i = 0; i < weights.length; i++) weights[i]! /= sum
  return weights
}

/**
 * The waviness of a cutoff: Gaussian regression filter of order zero (ISO 16610-21, weights renormalised over what was
 * measured as ISO 16610-28 asks at edges and holes). `cutoff` in metres. Points that were not measured stay so.
 */
export function gaussianLowPass(surface: Surface, cutoff: number): Surface {
  const { width, height, z } = surface
  const values = new Float32Array(z.length)
  const weights = new Float32Array(z.length)
  for (let i = 0; i < z.length; i++) {
    const value = z[i]!
    if (value !== value) continue
    values[i] = value
    weights[i] = 1
  }
  const kx = kernel(cutoff, surface.dx)
  const ky = kernel(cutoff, surface.dy)
  const smooth = columns(rows(values, width, height, kx), width, height, ky)
  const covered = columns(rows(weights, width, height, kx), width, height, ky)
  const out = emptyLike(surface)
  for (let i = 0; i < z.length; i++) {
    if (weights[i] === 1 && covered[i]! >= COVERED_MIN) out.z[i] = smooth[i]! / covered[i]!
  }
  return out
}

function rows(from: Float32Array, width: number, height: number, k: Float32Array): Float32Array {
  const reach = (k.length - 1) / 2
  const out = new Float32Array(from.length)
  for (let y = 0; y < height; y++) {
    const base = y * width
    for (let x = 0; x < width; x++) {
      const first = Math.max(0, x - reach)
      const last = Math.min(width - 1, x + reach)
      let sum = 0
      for (let i = first; i <= last; i++) sum += from[base + i]! * k[i - x + reach]!
      out[base + x] = sum
    }
  }
  return out
}

function columns(from: Float32Array, width: number, height: number, k: Float32Array): Float32Array {
  const reach = (k.length - 1) / 2
  const out = new Float32Array(from.length)
  for (let y = 0; y < height; y++) {
    const first = Math.max(0, y - reach)
    const last = Math.min(height - 1, y + reach)
    const to = y * width
    for (let i = first; i <= last; i++) {
      const w = k[i - y + reach]!
      const base = i * width
      for (let x = 0; x < width; x++) out[to + x]! += from[base + x]! * w
    }
  }
  return out
}

/** What lies between two cutoffs, in metres: roughness without noise and form. */
export function gaussianBandPass(surface: Surface, shortest: number, longest: number): Surface {
  const smooth =
    shortest > 2 * Math.min(surface.dx, surface.dy) ? gaussianLowPass(surface, shortest) : surface
  const form = gaussianLowPass(smooth, longest)
  const out = emptyLike(surface)
  for (let i = 0; i < out.z.length; i++) out.z[i] = smooth.z[i]! - form.z[i]!
  return out
}
