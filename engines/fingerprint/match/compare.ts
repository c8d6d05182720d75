import { bestMotions, type Motion, type Supported } from './align.ts'
import { nearestPairs, type LocalPairs } from './nearest.ts'
import { layOn, settle } from './pairing.ts'
import type { Light, Prepared } from './prepared.ts'
import { weigh } from './weigh.ts'

/** What a comparison says. */
export interface Comparison {
  /** Logarithm (natural) of how much better one finger explains both prints than chance does, before calibration. */
  readonly score: number
  /** How the first print lies on the second; null where no way was found. */
  readonly motion: Motion | null
  /** Minutiae that lie on each other: indices in the first and in the second. */
  readonly pairs: readonly (readonly [a: number, b: number])[]
}

/** Motions weighed in full. */
const MOTIONS = 2
/** Least support of a motion, and with minutiae near each other, by the root of the smaller print's number of minutiae. */
const EXIT_SUPPORT = 0.25
const EXIT_NEAR = 0.4
const EXIT_MIX = 0.46
/** The same after the first stretch, by how close the minutiae then lie. */
const EXIT_CLOSE = 1.2
const EXIT_SETTLED = 0.45
/** A second motion with less of the first's support is not looked at. */
const SECOND_SHARE = 0.7

const motions: Supported[] = []

/** Score where nothing could be laid on each other: it says that nothing is known for one finger. */
export const SCORE_NONE = -50

/** Compares two prints. Symmetric: the print with fewer minutiae is laid on the other. */
export function compare(a: Prepared, b: Prepared): Comparison {
  if (comesBefore(b, a)) {
    const turned = compare(b, a)
    return {
      ...turned,
      motion: turned.motion && inverse(turned.motion),
      pairs: turned.pairs.map(([i, j]) => [j, i]),
    }
  }
  let best: Comparison = { score: SCORE_NONE, motion: null, pairs: [] }
  const count = bestMotions(a, b, nearestPairs(a, b), 0, MOTIONS, motions)
  for (let k = 0; k < count; k++) {
    const { cos, sin, dx, dy, turn } = motions[k]!
    const motion = { cos, sin, dx, dy, turn }
    layOn(a, b, motion)
    const laid = settle(b, -Infinity)
    if (laid === null) continue
    const score = weigh(a, b, motion, laid)
    if (score <= best.score) continue
    const pairs = Array.from(
      { length: laid.count },
      (_, m) => [a.order[laid.a[m]!]!, b.order[laid.b[m]!]!] as const,
    )
    best = { score, motion, pairs }
  }
  return best
}

/**
 * The score alone, for many comparisons: that of `compare`, but SCORE_NONE for prints whose minutiae have so little in common that
 * weighing them is not worth the time.
 */
export function scoreOf(a: Prepared, b: Prepared): number {
  return comesBefore(b, a) ? quickScore(b, a, nearestPairs(b, a)) : quickScore(a, b, nearestPairs(a, b))
}

/** As `scoreOf`, by local pairs found otherwise; `a` is laid on `b`. */
export function quickScore(a: Light, b: Prepared, pairs: LocalPairs): number {
  const size = Math.sqrt(a.count)
  const count = bestMotions(a, b, pairs, EXIT_SUPPORT * size, MOTIONS, motions)
  let best = SCORE_NONE
  for (let k = 0; k < count; k++) {
    const motion = motions[k]!
    if (k > 0 && motion.support < SECOND_SHARE * motions[0]!.support) break
    const least = ((EXIT_MIX * size - motion.support) * size) / EXIT_NEAR
    if (layOn(a, b, motion, least) < least) continue
    const laid = settle(b, ((EXIT_SETTLED * size - motion.support) * size) / EXIT_CLOSE)
    if (laid !== null) best = Math.max(best, weigh(a, b, motion, laid))
  }
  return best
}

function comesBefore(p: Prepared, q: Prepared): boolean {
  if (p.count !== q.count) return p.count < q.count
  for (let i = 0; i < p.count; i++) if (p.x[i] !== q.x[i]) return p.x[i]! < q.x[i]!
  return false
}

function inverse({ cos, sin, dx, dy, turn }: Motion): Motion {
  return { cos, sin: -sin, turn: -turn, dx: -(cos * dx + sin * dy), dy: sin * dx - cos * dy }
}
