import type { Template } from '../template/template.ts'
import { bestMotions, type Motion } from './align.ts'
import { cylindersOf, type Cylinders } from './cylinder.ts'
import { localPairs } from './local.ts'
import { pairUp, type Evidence } from './pairing.ts'

/** A template with what comparing needs of it; made once, compared often. */
export interface Prepared {
  readonly template: Template
  readonly cylinders: Cylinders
}

/** What a comparison says. */
export interface Comparison {
  /** Logarithm (natural) of how much better one finger explains both prints than chance does, before calibration. */
  readonly score: number
  /** How the first print lies on the second; null where no way was found. */
  readonly motion: Motion | null
  /** Minutiae that lie on each other: indices in the first and in the second. */
  readonly pairs: readonly (readonly [a: number, b: number])[]
}

/** Local pairs kept, those tried as roots of a motion, and motions weighed in full. */
const PAIRS = 120
const ROOTS = 24
const MOTIONS = 4
/** Weight of a minutia that should have a partner and has none: ln of its odds in prints of one finger, about 0.4. */
const UNMATCHED = 0.9
/** A cell of overlap whose ridges run as those under it, against the mean agreement of chance alignments. */
const AGREEMENT = 0.05
const AGREEMENT_BY_CHANCE = 0.75
/** Score where nothing could be laid on each other: it says that nothing is known for one finger. */
export const SCORE_NONE = -50

export function prepare(template: Template): Prepared {
  return { template, cylinders: cylindersOf(template) }
}

/** Compares two prints. Symmetric: the print with fewer minutiae is laid on the other. */
export function compare(a: Prepared, b: Prepared): Comparison {
  if (comesBefore(b.template, a.template)) {
    const turned = compare(b, a)
    return {
      ...turned,
      motion: turned.motion && inverse(turned.motion),
      pairs: turned.pairs.map(([i, j]) => [j, i]),
    }
  }
  const pairs = localPairs(a, b, PAIRS)
  let best: Comparison = { score: SCORE_NONE, motion: null, pairs: [] }
  for (const motion of bestMotions(a.template, b.template, pairs, ROOTS, MOTIONS)) {
    const evidence = pairUp(a.template, b.template, motion)
    const score = scoreOf(evidence)
    if (score > best.score) best = { score, motion, pairs: evidence.pairs }
  }
  return best
}

/** The score of what two prints have in common; see Comparison. */
export function scoreOf({ precision, seenA, seenB, matchedWeight, overlap, agreement }: Evidence): number {
  const unmatched = seenA + seenB - 2 * matchedWeight
  return precision - UNMATCHED * unmatched + AGREEMENT * overlap * (agreement - AGREEMENT_BY_CHANCE)
}

function comesBefore(p: Template, q: Template): boolean {
  if (p.x.length !== q.x.length) return p.x.length < q.x.length
  for (let i = 0; i < p.x.length; i++) if (p.x[i] !== q.x[i]) return p.x[i]! < q.x[i]!
  return false
}

function inverse({ cos, sin, dx, dy, turn }: Motion): Motion {
  return { cos, sin: -sin, turn: -turn, dx: -(cos * dx + sin * dy), dy: sin * dx - cos * dy }
}
