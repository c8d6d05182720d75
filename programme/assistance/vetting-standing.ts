import type { VettingResult } from './contract/vetting-result.ts'

/** As programme/training reads it of a nomination. */
export type VettingState =
  | 'cleared'
  | 'submitted'
  | 'rejected'
  | 'suspended'
  | 'expired'
  | 'none'
  | 'not-needed'

export interface VettingStanding {
  readonly state: VettingState
  /** A seat, a unit or equipment under the rule may be released. */
  readonly releases: boolean
  /** Message key that says why not; null where it releases. */
  readonly why: string | null
  readonly until: string | null
}

/**
 * Standing of a subject under a donor's rule on a day, YYYY-MM-DD. The newest decision counts; a rejection or suspension after a
 * clearance outweighs it, a new submission while a clearance runs does not end it. No rule: nothing is needed.
 */
export function vettingStanding(
  results: readonly VettingResult[],
  asked: { readonly subject: string; readonly donor: string; readonly rule: string | null },
  day: string,
): VettingStanding {
  if (asked.rule === null) return { state: 'not-needed', releases: true, why: null, until: null }
  const own = results
    .filter((r) => r.subject === asked.subject && r.donor === asked.donor && r.rule === asked.rule)
    .toSorted((a, b) => (b.decided ?? '').localeCompare(a.decided ?? ''))
  const decided = own.find((r) => r.state !== 'submitted')
  const latest = decided ?? own[0]
  const state: VettingState =
    latest === undefined
      ? 'none'
      : latest.state === 'cleared' && (latest.until ?? '') < day
        ? 'expired'
        : latest.state
  const releases = state === 'cleared'
  return {
    state,
    releases,
    why: releases ? null : `vetting.why.${state}`,
    until: latest?.state === 'cleared' ? latest.until : null,
  }
}
