import { gaussianLowPass } from './surface/gaussian.ts'
import { level } from './surface/level.ts'
import { resample } from './surface/resample.ts'
import { countMeasured, emptyLike, trim, type Framed, type Surface } from './surface/surface.ts'

/** Before the form is taken away: half the resolution of a 10× objective, a quarter of the longest wave's cutoff error. */
const FORM_GRID_METRES = 12.5e-6
/**
 * Waves longer than this are form. The published cutoff is 500 µm; 200 µm leaves more independent points in a fragment: with half of a
 * face left the equal error rate falls from 1.0 to 0 %, with an eighth from 12.0 to 10.6 % (README, "Damaged faces").
 */
const FORM_METRES = 200e-6
/** Grid on which maps are compared: finer adds noise of the optics before detail (README). */
const COMPARE_GRID_METRES = 25e-6
/** Robust standard deviations beyond which a point is a spike of the instrument. */
const SPIKE_SIGMAS = 8
const POINTS_MIN = 64

/** A map ready to be compared: levelled, spikes and form taken away, on the comparison grid. Null: too little was measured. */
export function prepare(surface: Surface): Framed | null {
  const cut = trim(surface)
  if (cut === null || countMeasured(cut.z) < POINTS_MIN) return null
  const flat = withoutSpikes(level(resample(cut, FORM_GRID_METRES)))
  const form = gaussianLowPass(flat, FORM_METRES)
  const rough = emptyLike(flat)
  for (let i = 0; i < rough.z.length; i++) rough.z[i] = flat.z[i]! - form.z[i]!
  const ready = resample(rough, COMPARE_GRID_METRES)
  if (countMeasured(ready.z) < POINTS_MIN) return null
  return { ...ready, fieldMiddle: cut.fieldMiddle, field: cut.field }
}

function withoutSpikes(surface: Surface): Surface {
  const heights = Array.from(
    surface.z.filter((value) => value === value),
    Math.abs,
  ).sort((a, b) => a - b)
  const sigma = 1.4826 * (heights[heights.length >> 1] ?? 0)
  if (!(sigma > 0)) return surface
  const limit = SPIKE_SIGMAS * sigma
  return { ...surface, z: surface.z.map((value) => (Math.abs(value) > limit ? Number.NaN : value)) }
}
