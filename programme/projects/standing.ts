import { addDecimals, subtractDecimals } from '@basinet/funding/contract'
import type { Contribution } from './contract/contribution.ts'
import type { Milestone } from './contract/milestone.ts'
import type { Project } from './contract/project.ts'
import type { WorkContract } from './contract/works.ts'

/** Contributions of one form in one currency. What was promised and what came are never added. */
export interface Fund {
  readonly form: Contribution['form']
  readonly currency: string | null
  readonly promised: string | null
  readonly received: string | null
  /** Contributions whose amount no source gives. */
  readonly untold: number
  readonly count: number
}

export function fundsOf(contributions: readonly Contribution[]): Fund[] {
  const found = Map.groupBy(contributions, (c) => `${c.form} ${c.currency ?? ''}`)
  return [...found.values()].map((own) => {
    const [first] = own
    if (first === undefined) throw new Error('BUG: a group has a contribution')
    const told = own.flatMap((c) => c.amount ?? [])
    const came = own.flatMap((c) => c.received ?? [])
    return {
      form: first.form,
      currency: first.currency,
      promised: told.length === 0 ? null : addDecimals(told),
      received: came.length === 0 ? null : addDecimals(came),
      untold: own.length - told.length,
      count: own.length,
    }
  })
}

/** Variance in cost and time, or why it cannot be told: no baseline is invented. */
export interface Standing {
  /** Contracts with their variations, by currency. */
  readonly contracted: readonly { readonly currency: string; readonly amount: string }[]
  readonly costVariance: string | null
  readonly costWhy: 'no-baseline' | 'no-contract' | 'other-currency' | null
  /** Days after the first plan at which the last milestone is expected or was reached. */
  readonly scheduleDays: number | null
  readonly scheduleWhy: 'no-baseline' | 'no-milestone' | null
  readonly reached: number
  readonly milestones: number
  readonly late: number
}

const DAY_MS = 86_400_000

/** Where works stand on a day, YYYY-MM-DD. */
export function standingOf(
  plan: Project,
  milestones: readonly Milestone[],
  contracts: readonly WorkContract[],
  today: string,
): Standing {
  const standing = milestones.filter((m) => m.state !== 'dropped')
  const last = standing
    .map((m) => m.reached ?? m.expected)
    .toSorted()
    .at(-1)
  const byCurrency = Map.groupBy(contracts, (c) => c.currency)
  const contracted = [...byCurrency].map(([currency, own]) => ({
    currency,
    amount: addDecimals(own.flatMap((c) => [c.amount, ...c.variations.map((v) => v.amount)])),
  }))
  const only = contracted.length === 1 ? contracted[0] : undefined
  const costWhy =
    plan.plannedCost === null
      ? 'no-baseline'
      : contracted.length === 0
        ? 'no-contract'
        : only?.currency === plan.currency
          ? null
          : 'other-currency'
  const scheduleWhy = plan.plannedFinish === null ? 'no-baseline' : last === undefined ? 'no-milestone' : null
  return {
    contracted,
    costVariance: costWhy === null ? subtractDecimals(only?.amount ?? '0', plan.plannedCost ?? '0') : null,
    costWhy,
    scheduleDays:
      scheduleWhy === null
        ? Math.round((Date.parse(last ?? '') - Date.parse(plan.plannedFinish ?? '')) / DAY_MS)
        : null,
    scheduleWhy,
    reached: standing.filter((m) => m.state === 'reached').length,
    milestones: standing.length,
    late: standing.filter((m) => m.state === 'planned' && m.expected < today).length,
  }
}
