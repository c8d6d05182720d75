import { countMeasured, type Framed } from '../surface/surface.ts'
import { resample } from '../surface/resample.ts'
import { rotate } from '../surface/rotate.ts'
import { Fft2 } from './fft2.ts'
import { correlate, type CorrelationMap } from './masked-correlation.ts'
import { pointsOf, type Pose } from './pose.ts'
import { refine, type Refined } from './refine.ts'
import { farEdge, regionsOf, type Region } from './regions.ts'
import { spectraOf } from './spectra.ts'

/** How far apart the two specimens may have been laid under the instrument. */
export interface SearchRange {
  /** Largest turn to either side, in degrees; 180 is the full circle. */
  readonly degrees: number
  /** Largest distance of the two middles, in metres. */
  readonly metres: number
}

/** How specimens lie when both were set up by the same marks; both turned by hand and centred on the firing pin. */
export const SEARCH_RANGE: SearchRange = { degrees: 30, metres: 600e-6 }

/** Grid of the first look: keeps waves of 100 µm and longer. */
const COARSE_METRES = 50e-6
const TURN_DEGREES = 3
const PEAKS_A_TURN = 12
/** Shifts are looked at only where this share of the smaller map overlaps. */
const OVERLAP_MIN = 0.3
/** Candidates that are climbed are bounded by the points this costs, so that a pair of whole faces takes no longer than a sliver. */
const POINTS_CLIMBED = 160_000
const CANDIDATES_MIN = 8
const CANDIDATES_MAX = 200
const CLIMB = { degrees: 1.5, metres: 25e-6 }

interface Candidate {
  readonly pose: Pose
  readonly weight: number
}

/**
 * The pose in which the two maps agree best, by correlation times the root of the overlap: all turns and shifts on a coarse grid by
 * Fourier transform, the best summits climbed on the fine grid. Null when no shift overlaps enough.
 */
export function search(a: Framed, b: Framed, range: SearchRange): Refined | null {
  const points = pointsOf(a)
  const pointsMin = Math.max(1, OVERLAP_MIN * Math.min(points.z.length, countMeasured(b.z)))
  const found = candidates(a, b, range)
  const share = Math.round(POINTS_CLIMBED / Math.max(1, points.z.length))
  const count = Math.min(CANDIDATES_MAX, Math.max(CANDIDATES_MIN, share))
  let best: Refined | null = null
  for (const { pose } of found.slice(0, count)) {
    const climbed = refine(points, b, pose, CLIMB, pointsMin)
    if (climbed.points >= pointsMin && (best === null || weightOf(climbed) > weightOf(best))) best = climbed
  }
  return best
}

const weightOf = ({ correlation, points }: Refined): number => correlation * Math.sqrt(points)

function candidates(a: Framed, b: Framed, range: SearchRange): Candidate[] {
  const [first, second] = [resample(a, COARSE_METRES), resample(b, COARSE_METRES)]
  const diagonal = Math.ceil(Math.hypot(second.width, second.height))
  const farthest = Math.max(
    ...turns(range.degrees).flatMap((turn) => regionsOf(a, b, turn, range).map(farEdge)),
  )
  const side = Math.max(first.width, first.height, diagonal) + Math.ceil(farthest / first.dx)
  const fft = new Fft2(2 ** Math.ceil(Math.log2(side)))
  const overlapMin = Math.max(1, OVERLAP_MIN * Math.min(countMeasured(first.z), countMeasured(second.z)))
  const spectra = spectraOf(fft, first)
  const found: Candidate[] = []
  for (const degrees of turns(range.degrees)) {
    const turned = spectraOf(fft, rotate(second, degrees, diagonal))
    const map = correlate(fft, spectra, turned, overlapMin)
    const middle = { x: (first.width - diagonal) / 2, y: (first.height - diagonal) / 2 }
    const regions = regionsOf(a, b, degrees, range)
    for (const peak of peaksOf(map, middle, regions, first.dx, overlapMin)) {
      const pose = { degrees, x: -peak.x * first.dx, y: -peak.y * first.dx }
      found.push({ pose, weight: peak.weight })
    }
  }
  return found.toSorted((p, q) => q.weight - p.weight)
}

/** Turns of the first look, in degrees. */
export function turns(degrees: number): number[] {
  const steps = Math.floor(Math.min(degrees, 180 - TURN_DEGREES) / TURN_DEGREES)
  const all = Array.from({ length: 2 * steps + 1 }, (_, i) => (i - steps) * TURN_DEGREES)
  return degrees >= 180 ? [...all, 180] : all
}

interface Peak {
  readonly x: number
  readonly y: number
  readonly weight: number
}

/** Summits of one turn's map within the regions, highest first, no two within two points of each other. */
function peaksOf(
  map: CorrelationMap,
  middle: { x: number; y: number },
  regions: readonly Region[],
  spacing: number,
  overlapMin: number,
): Peak[] {
  const { size, correlation, overlap } = map
  const peaks: Peak[] = []
  for (const { x: mx, y: my, reachX, reachY } of regions) {
    const [cx, cy] = [-mx / spacing, -my / spacing]
    const [rx, ry] = [Math.ceil(reachX / spacing), Math.ceil(reachY / spacing)]
    for (let y = -ry; y <= ry; y++)
      for (let x = -rx; x <= rx; x++) {
        if ((x / rx) ** 2 + (y / ry) ** 2 > 1) continue
        const [sx, sy] = [Math.round(cx + x - middle.x), Math.round(cy + y - middle.y)]
        const at = ((sy + size) % size) * size + ((sx + size) % size)
        const n = overlap[at]!
        if (n < overlapMin) continue
        const weight = correlation[at]! * Math.sqrt(n)
        if (peaks.length === PEAKS_A_TURN && weight <= peaks.at(-1)!.weight) continue
        insert(peaks, { x: sx + middle.x, y: sy + middle.y, weight })
      }
  }
  return peaks
}

function insert(peaks: Peak[], peak: Peak): void {
  const near = peaks.findIndex((p) => Math.abs(p.x - peak.x) < 3 && Math.abs(p.y - peak.y) < 3)
  if (near >= 0 && peaks[near]!.weight >= peak.weight) return
  if (near >= 0) peaks.splice(near, 1)
  peaks.push(peak)
  peaks.sort((p, q) => q.weight - p.weight)
  if (peaks.length > PEAKS_A_TURN) peaks.pop()
}
