import { statusOn, type CertificateStatus, type Outcome } from './outcome.ts'

/** One person's course with what was said of it and after it. */
export interface Followed {
  readonly outcome: Outcome
  readonly revoked: boolean
  /** Level 1, 1 to 5; null where no form was handed in. */
  readonly reaction: number | null
  /** Level 3: behaviour on the job at six months; null where nobody asked. */
  readonly behaviour: boolean | null
}

/** Kirkpatrick's levels 1 to 3 over those who completed; each share keeps how many it is of, null where it is of none. */
export interface Aggregate {
  readonly persons: number
  readonly completedPercent: number | null
  readonly passedOfCompletedPercent: number | null
  readonly reactionMean: number | null
  readonly normalisedGainMean: number | null
  readonly behaviourPercent: number | null
  readonly followed: number
  readonly status: Readonly<Record<CertificateStatus, number>>
}

export function aggregate(taken: readonly Followed[], day: string): Aggregate {
  const completed = taken.filter((t) => t.outcome.completed)
  // What a course did is asked of those who completed it: the others have not had the course.
  const followed = completed.filter((t) => t.behaviour !== null)
  const status = { valid: 0, expired: 0, revoked: 0, 'not-issued': 0 }
  for (const t of taken) status[statusOn(t.outcome, t.revoked, day)]++
  return {
    persons: taken.length,
    completedPercent: percent(completed.length, taken.length),
    passedOfCompletedPercent: percent(completed.filter((t) => t.outcome.passed).length, completed.length),
    reactionMean: mean(completed.map((t) => t.reaction)),
    normalisedGainMean: mean(completed.map((t) => t.outcome.normalisedGain)),
    behaviourPercent: percent(followed.filter((t) => t.behaviour === true).length, followed.length),
    followed: followed.length,
    status,
  }
}

const percent = (part: number, of: number): number | null => (of === 0 ? null : (part / of) * 100)

function mean(values: readonly (number | null)[]): number | null {
  const given = values.filter((v) => v !== null)
  return given.length === 0 ? null : given.reduce((s, v) => s + v, 0) / given.length
}
