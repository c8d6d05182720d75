import { Fft2, type ComplexImage } from '../correlate/fft2.ts'
import { crossed } from '../correlate/masked-correlation.ts'
import { regionsOf } from '../correlate/regions.ts'
import { SEARCH_RANGE, turns, type SearchRange } from '../correlate/search.ts'
import { resample } from '../surface/resample.ts'
import { rotate } from '../surface/rotate.ts'
import { measuredArea, type Framed, type Surface } from '../surface/surface.ts'

/** A face of 3.5 mm has 58 points a side, so that a transform of 64 holds it; waves of 120 µm and longer are kept. */
const WHOLE_METRES = 60e-6
/** A part of a face has too few of those: four times the work, and its mates rank higher (README, "Search"). */
const PART_METRES = 35e-6
/** Less than three quarters of the face of a 9 mm case, as it is measured around the firing pin. */
const PART_SQUARE_METRES = 6e-6

/** One prepared map, ready to be looked for among many. */
export interface Screen {
  /** Best agreement over all turns and shifts, for ranking alone. */
  score(map: Framed): number
}

/** Spectra of the turned probe, for one size of transform. */
interface Turned {
  readonly fft: Fft2
  readonly spectra: readonly ComplexImage[]
}

/**
 * The first look of a search: cross-correlation of whole maps on a coarse grid. The probe is turned once for all maps; two turns share an
 * inverse transform, because both correlations are real. Shifts that wrap round are taken as they are: what they rank wrongly costs
 * a place among those that are compared in full, not a decision.
 */
export function openScreen(probe: Framed, range: SearchRange = SEARCH_RANGE): Screen {
  const grid = measuredArea(probe) < PART_SQUARE_METRES ? PART_METRES : WHOLE_METRES
  const own = resample(probe, grid)
  const degrees = turns(range.degrees)
  const side = Math.ceil(Math.hypot(own.width, own.height))
  const maps = degrees.map((angle) => rotate(own, angle, side))
  const energy = energyOf(own)
  const sizes = new Map<number, Turned>()
  const turnedAt = (size: number): Turned => {
    const fft = new Fft2(size)
    const made = sizes.get(size) ?? { fft, spectra: maps.map((map) => spectrum(fft, map)) }
    sizes.set(size, made)
    return made
  }
  return {
    score(map) {
      const other = resample(map, grid)
      const longest = Math.max(own.width, own.height, other.width, other.height)
      const { fft, spectra } = turnedAt(2 ** Math.ceil(Math.log2(longest)))
      const seen = spectrum(fft, other)
      const middle = { x: (other.width - side) / 2, y: (other.height - side) / 2 }
      let best = 0
      for (let i = 0; i < degrees.length; i += 2) {
        const both = crossed(fft, [seen, spectra[i]!], [seen, spectra[i + 1] ?? spectra[i]!])
        fft.inverse(both)
        for (const part of [0, 1] as const) {
          const angle = degrees[i + part]
          if (angle === undefined) continue
          for (const { x, y, reachX, reachY } of regionsOf(map, probe, angle, range)) {
            const centre = { x: -x / other.dx - middle.x, y: -y / other.dx - middle.y }
            const reach = { x: Math.ceil(reachX / other.dx), y: Math.ceil(reachY / other.dx) }
            best = Math.max(best, highest({ both, part, size: fft.size }, centre, reach))
          }
        }
      }
      return best / Math.sqrt(energy * energyOf(other) || 1)
    },
  }
}

type Place = Readonly<Record<'x' | 'y', number>>

/** Highest value within an ellipse of shifts, of the real (0) or imaginary (1) part. */
function highest(
  { both, part, size }: { both: ComplexImage; part: 0 | 1; size: number },
  centre: Place,
  reach: Place,
): number {
  let best = 0
  const wrapped = (at: number): number => ((Math.round(at) % size) + size) % size
  for (let y = -reach.y; y <= reach.y; y++) {
    const row = wrapped(centre.y + y) * size
    for (let x = -reach.x; x <= reach.x; x++) {
      if ((x / reach.x) ** 2 + (y / reach.y) ** 2 > 1) continue
      const value = both[2 * (row + wrapped(centre.x + x)) + part]!
      if (value > best) best = value
    }
  }
  return best
}

/** What lies beyond the transform comes in on the other side: corners of a turned round face, where nothing was measured. */
function spectrum(fft: Fft2, { width, height, z }: Surface): ComplexImage {
  const { size } = fft
  const image = fft.image()
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = z[y * width + x]!
      if (value === value) image[2 * ((y % size) * size + (x % size))]! += value
    }
  fft.forward(image)
  return image
}

function energyOf({ z }: Surface): number {
  let sum = 0
  for (const value of z) if (value === value) sum += value * value
  return sum
}
