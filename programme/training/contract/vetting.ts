import type { Tx } from '@basinet/kernel/store'

/** What a human-rights vetting came to. The result only: no finding, no derogatory detail, no reason ever stands here. */
export const VETTING_RESULTS = ['submitted', 'cleared', 'rejected', 'suspended', 'expired'] as const

export interface VettingResult {
  readonly result: (typeof VETTING_RESULTS)[number]
  /** The donor's rule it was made under, as the funder of an edition names it, e.g. `US 22 USC 2378d`. */
  readonly rule: string
  /** Last day on which it holds, YYYY-MM-DD; null while there is no result. */
  readonly until: string | null
}

/** Whose vetting is asked for: the submission's reference stands for the person, who is not named. */
export interface VettingAsked {
  readonly reference: string
  readonly donor: string
  readonly rule: string
}

/**
 * Where training reads vetting results from. `programme/assistance` keeps them and hands this in at the composition root:
 * `trainingModule(core, { vetting })`. It is asked inside the command's transaction as the person who acts, by the number under
 * which the vetting was submitted; null: no such result is recorded, or it may not be read. Whatever is not a cleared, unexpired
 * result under the very rule of the funder releases no seat.
 */
export type VettingPort = (tx: Tx, asked: VettingAsked) => Promise<VettingResult | null>

/** Until results are recorded anywhere, nobody has one: seats under a rule stay blocked. */
export const noVetting: VettingPort = () => Promise.resolve(null)
