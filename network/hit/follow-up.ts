import { fail, ok, type Result } from '@basinet/kernel/contract'

/**
 * After a hit. `requested`: the requester said what it hit on and why; from here the holder knows. `confirmed` or `refused`: a
 * person at the holder decided. `delivered`: core data is out.
 */
export type FollowUpState = 'requested' | 'confirmed' | 'refused' | 'delivered' | 'withdrawn'

export type FollowUpStep =
  | { readonly step: 'confirm'; readonly person: string; readonly records: readonly string[] }
  | { readonly step: 'refuse'; readonly person: string; readonly reason: string }
  /** `envelopes` carry the records that were confirmed, under the agreement's field mask. */
  | { readonly step: 'deliver'; readonly envelopes: readonly string[] }
  | { readonly step: 'withdraw'; readonly reason: string }

/** Both sides fold the same signed steps, so both see the same state and the same clock. */
export interface FollowUp {
  readonly question: string
  readonly requester: string
  readonly holder: string
  readonly state: FollowUpState
  readonly atMs: Readonly<Partial<Record<FollowUpState, number>>>
  /** Hours from the confirmed hit to core data, from the agreement; null: not agreed, and then there is no clock. No default. */
  readonly coreDataHours: number | null
  readonly person: string | null
  readonly records: readonly string[]
  readonly reason: string | null
}

const FROM: Readonly<
  Record<FollowUpStep['step'], { by: 'holder' | 'requester'; from: readonly FollowUpState[] }>
> = {
  confirm: { by: 'holder', from: ['requested'] },
  refuse: { by: 'holder', from: ['requested'] },
  deliver: { by: 'holder', from: ['confirmed'] },
  withdraw: { by: 'requester', from: ['requested', 'confirmed'] },
}

export function openFollowUp(
  request: Pick<FollowUp, 'question' | 'requester' | 'holder' | 'coreDataHours'>,
  atMs: number,
): FollowUp {
  return {
    ...request,
    state: 'requested',
    atMs: { requested: atMs },
    person: null,
    records: [],
    reason: null,
  }
}

/** Errors: `hit.by` (not this side's step), `hit.state`, `hit.person`, `hit.reason`, `hit.records`. */
export function stepFollowUp(one: FollowUp, by: string, step: FollowUpStep, atMs: number): Result<FollowUp> {
  const rule = FROM[step.step]
  if (by !== one[rule.by]) return fail('hit.by', `only ${one[rule.by]} may ${step.step}`, 'by')
  if (!rule.from.includes(one.state))
    return fail('hit.state', `cannot ${step.step} when ${one.state}`, 'step')
  const move = (state: FollowUpState, more: Partial<FollowUp>): Result<FollowUp> =>
    ok({ ...one, ...more, state, atMs: { ...one.atMs, [state]: atMs } })
  switch (step.step) {
    case 'confirm':
      if (step.person.trim() === '')
        return fail('hit.person', 'a person confirms a hit, never a program', 'person')
      if (step.records.length === 0)
        return fail('hit.records', 'a confirmed hit names its records', 'records')
      return move('confirmed', { person: step.person, records: step.records })
    case 'refuse':
      if (step.person.trim() === '') return fail('hit.person', 'a person refuses, never a program', 'person')
      if (step.reason.trim() === '') return fail('hit.reason', 'a refusal has its reason', 'reason')
      return move('refused', { person: step.person, reason: step.reason })
    case 'deliver':
      if (step.envelopes.length === 0)
        return fail('hit.records', 'a delivery names its envelopes', 'envelopes')
      return move('delivered', {})
    case 'withdraw':
      return move('withdrawn', { reason: step.reason })
    default:
      throw new Error(`BUG: step ${JSON.stringify(step)}`)
  }
}

const HOUR_MS = 3_600_000

/** When core data is due; null while nothing is confirmed, when the matter is over, or when the agreement sets no clock. */
export function coreDataDueMs(one: FollowUp): number | null {
  const { confirmed } = one.atMs
  if (confirmed === undefined || one.coreDataHours === null || one.state === 'withdrawn') return null
  return confirmed + one.coreDataHours * HOUR_MS
}

/** Milliseconds past due, also for data that came late; null when in time or without a clock. */
export function overdueMs(one: FollowUp, nowMs: number): number | null {
  const due = coreDataDueMs(one)
  const late = due === null ? 0 : (one.atMs.delivered ?? nowMs) - due
  return late > 0 ? late : null
}
