import type { ComplexImage, Fft2 } from './fft2.ts'
import type { Spectra } from './spectra.ts'

/** For every circular shift s (index y · size + x): the normalised correlation and the number of points that overlap. */
export interface CorrelationMap {
  readonly size: number
  readonly correlation: Float32Array
  readonly overlap: Float32Array
}

/**
 * Normalised cross-correlation of a(x) with b(x + s) over the points that both measured (Padfield 2012, "Masked Object Registration
 * in the Fourier Domain", IEEE TIP 21(5), without the means: the maps are band-passed, so their means vanish over any area larger
 * than the longest wave). Shifts with fewer than `overlapMin` common points have correlation 0.
 */
export function correlate(fft: Fft2, a: Spectra, b: Spectra, overlapMin: number): CorrelationMap {
  const { size } = fft
  const first = crossed(fft, [a.f, b.f], [a.mask, b.mask])
  const second = crossed(fft, [a.ff, b.mask], [a.mask, b.ff])
  fft.inverse(first)
  fft.inverse(second)
  const points = size * size
  const correlation = new Float32Array(points)
  const overlap = new Float32Array(points)
  for (let i = 0; i < points; i++) {
    const n = first[2 * i + 1]!
    overlap[i] = n
    if (n < overlapMin) continue
    const energy = second[2 * i]! * second[2 * i + 1]!
    correlation[i] = energy > 0 ? Math.max(-1, Math.min(1, first[2 * i]! / Math.sqrt(energy))) : 0
  }
  return { size, correlation, overlap }
}

type Factors = readonly [ComplexImage, ComplexImage]

/** conj(p)·q + i·conj(r)·s: its inverse holds the correlation of p and q as real part and that of r and s as imaginary part. */
export function crossed(fft: Fft2, [p, q]: Factors, [r, s]: Factors): ComplexImage {
  const out = fft.image()
  for (let i = 0; i < out.length; i += 2) {
    const re = p[i]! * q[i]! + p[i + 1]! * q[i + 1]!
    const im = p[i]! * q[i + 1]! - p[i + 1]! * q[i]!
    const re2 = r[i]! * s[i]! + r[i + 1]! * s[i + 1]!
    const im2 = r[i]! * s[i + 1]! - r[i + 1]! * s[i]!
    out[i] = re - im2
    out[i + 1] = im + re2
  }
  return out
}
