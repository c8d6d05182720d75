import { STATES } from '../linear/symmetric.ts'
import type { Track } from './track.ts'

/** Squared distance of two tracks' positions and velocities below which they may be one craft (chi-square, 4 degrees: 0.99). */
const ALIKE = 13.3
/** Wald's bounds: one craft is believed at odds of 20,000 to 1; the proof to the contrary never counts for more than this. */
const MERGE_AT = -Math.log(20_000)
const APART_MAX = 10
/** Chance that one craft seems to give two plots (clutter in its gate). */
const DOUBLE = 0.01

/**
 * Two tracks on one craft share its single plot for ever. A sequential test of each close pair counts how often both had a plot in one
 * scan: two craft do so with the product of their detection rates, one craft hardly ever.
 */
export class Duplicates {
  private readonly evidence: Map<string, number>

  constructor(evidence: ReadonlyMap<string, number> = new Map()) {
    this.evidence = new Map(evidence)
  }

  copy(): Duplicates {
    return new Duplicates(this.evidence)
  }

  /** Looks at all close pairs after a scan of one radar; gives the younger of each pair that is one craft. */
  check(looked: readonly { track: Track; detection: number; hit: number }[]): Track[] {
    const confirmed = looked.filter(({ track }) => track.confirmed)
    const gone: Track[] = []
    const close = new Set<string>()
    const estimates = confirmed.map(({ track }) => track.estimate())
    for (let i = 0; i < confirmed.length; i++) {
      for (let k = i + 1; k < confirmed.length; k++) {
        if (!near(estimates[i]!, estimates[k]!)) continue
        const a = confirmed[i]!
        const b = confirmed[k]!
        const key = `${Math.min(a.track.id, b.track.id)} ${Math.max(a.track.id, b.track.id)}`
        close.add(key)
        const sum = Math.min(APART_MAX, (this.evidence.get(key) ?? 0) + evidenceOf(a, b))
        this.evidence.set(key, sum)
        if (sum < MERGE_AT) gone.push(a.track.id > b.track.id ? a.track : b.track)
      }
    }
    for (const key of this.evidence.keys()) if (!close.has(key)) this.evidence.delete(key)
    return gone
  }
}

/** Log-likelihood ratio of two craft against one. */
function evidenceOf(a: { detection: number; hit: number }, b: { detection: number; hit: number }): number {
  const plots = Math.round(a.hit + b.hit)
  const one = Math.max(a.detection, b.detection)
  if (plots >= 2) return Math.log((a.detection * b.detection) / DOUBLE)
  const none = (1 - a.detection) * (1 - b.detection)
  if (plots === 0) return Math.log(none / (1 - one))
  return Math.log((1 - none - a.detection * b.detection) / one)
}

type Estimate = ReturnType<Track['estimate']>

/** By the axes alone, which is the wider gate where they are correlated. */
function near(a: Estimate, b: Estimate): boolean {
  let sum = 0
  for (let s = 0; s < STATES - 1; s++) {
    const difference = a.x[s]! - b.x[s]!
    sum += difference ** 2 / (a.p[s * STATES + s]! + b.p[s * STATES + s]!)
    if (sum > ALIKE) return false
  }
  return true
}
