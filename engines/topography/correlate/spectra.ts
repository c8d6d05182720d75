import type { Surface } from '../surface/surface.ts'
import type { ComplexImage, Fft2 } from './fft2.ts'

/** Spectra of a masked map: of its heights f (0 where nothing was measured), of f² and of its mask. */
export interface Spectra {
  readonly f: ComplexImage
  readonly ff: ComplexImage
  readonly mask: ComplexImage
}

/** Two transforms for three spectra: f and the mask are real, so one complex transform holds both. */
export function spectraOf(fft: Fft2, surface: Surface): Spectra {
  const { size } = fft
  const { width, height, z } = surface
  if (width > size || height > size) throw new Error('BUG: the map is larger than the transform')
  const both = fft.image()
  const ff = fft.image()
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = z[y * width + x]!
      if (value !== value) continue
      const at = 2 * (y * size + x)
      both[at] = value
      both[at + 1] = 1
      ff[at] = value * value
    }
  fft.forward(both)
  fft.forward(ff)
  return { ...separate(fft, both), ff }
}

function separate(fft: Fft2, both: ComplexImage): { f: ComplexImage; mask: ComplexImage } {
  const { size } = fft
  const [f, mask] = [fft.image(), fft.image()]
  for (let v = 0; v < size; v++) {
    const opposite = ((size - v) % size) * size
    for (let u = 0; u < size; u++) {
      const p = 2 * (v * size + u)
      const q = 2 * (opposite + ((size - u) % size))
      const [re, im, re2, im2] = [both[p]!, both[p + 1]!, both[q]!, both[q + 1]!]
      f[p] = (re + re2) / 2
      f[p + 1] = (im - im2) / 2
      mask[p] = (im + im2) / 2
      mask[p + 1] = (re2 - re) / 2
    }
  }
  return { f, mask }
}
