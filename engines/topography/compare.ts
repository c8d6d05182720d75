import { congruentCells, type Cell } from './cells/cells.ts'
import { search, SEARCH_RANGE, type SearchRange } from './correlate/search.ts'
import type { Pose } from './correlate/pose.ts'
import { likelihoodRatio, type LikelihoodRatio } from './likelihood.ts'
import type { Framed } from './surface/surface.ts'

/** The published decision: at least six congruent cells of an 8 × 8 grid (Song 2013; Tong, Song, Chu 2015). */
const CELLS_FOR_A_LEAD = 6
/**
 * Each cell looks near the common pose only, so a chance agreement is always within tolerance; what the published rule gets from the
 * tolerance at 0.5 is got from the correlation here (README, "Whole faces").
 */
const CELL_CORRELATION = 0.65
/** Fewer usable cells than twice the rule's six say neither yes nor no by counting. */
const CELLS_FOR_A_NO = 12
/** ENFSI Guideline for Evaluative Reporting 2015: "moderately strong support" begins at a ratio of 100. */
const LOG10_LEAD = 2
/**
 * `lead`: worth an examiner's microscope. `no-lead`: nothing found where something would have been expected. `inconclusive`: too little
 * surface, or an agreement between both. None of them is an identification.
 */
export type Decision = 'lead' | 'inconclusive' | 'no-lead'

export interface Comparison {
  readonly decision: Decision
  /** Congruent cells, the fewer of both directions where the first has six, and usable cells in that direction. */
  readonly cmc: number
  readonly usable: number
  /** Correlation of the whole common surface in the common pose, and its points on the comparison grid. */
  readonly correlation: number
  readonly points: number
  /** The second on the first. */
  readonly pose: Pose | null
  readonly lr: LikelihoodRatio
  readonly cells: readonly Cell[]
}

/** Compares two prepared maps of breech-face or firing-pin impressions (see `prepare`). */
export function compare(a: Framed, b: Framed, range: SearchRange = SEARCH_RANGE): Comparison {
  const found = search(a, b, range)
  if (found === null) {
    const lr = likelihoodRatio(0, 1)
    return {
      decision: 'inconclusive',
      cmc: 0,
      usable: 0,
      correlation: 0,
      points: 0,
      pose: null,
      lr: { ...lr, log10: 0 },
      cells: [],
    }
  }
  const there = congruentCells(a, b, found.pose, CELL_CORRELATION)
  const lr = likelihoodRatio(found.correlation, found.points)
  const fewer = fewerOf(there, () => congruentCells(b, a, inverse(found.pose), CELL_CORRELATION))
  return {
    decision: decide(fewer.cmc, fewer.usable, lr),
    ...fewer,
    correlation: found.correlation,
    points: found.points,
    pose: found.pose,
    lr,
    cells: there,
  }
}

/** Both directions must reach the rule, so the way back is looked at only where the way there did. */
function fewerOf(there: readonly Cell[], back: () => readonly Cell[]): Pick<Comparison, 'cmc' | 'usable'> {
  const cmc = count(there)
  if (cmc < CELLS_FOR_A_LEAD) return { cmc, usable: there.length }
  const other = back()
  return count(other) < cmc ? { cmc: count(other), usable: other.length } : { cmc, usable: there.length }
}

const count = (cells: readonly Cell[]): number => cells.filter((cell) => cell.congruent).length

function decide(cmc: number, usable: number, lr: LikelihoodRatio): Decision {
  if (cmc >= CELLS_FOR_A_LEAD) return 'lead'
  if (usable < CELLS_FOR_A_NO) return lr.low >= LOG10_LEAD ? 'lead' : 'inconclusive'
  return lr.high < 0 ? 'no-lead' : 'inconclusive'
}

/** The first on the second. */
function inverse({ degrees, x, y }: Pose): Pose {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { degrees: -degrees, x: -(cos * x - sin * y), y: -(sin * x + cos * y) }
}
