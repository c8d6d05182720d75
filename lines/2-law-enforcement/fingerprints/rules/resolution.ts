import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { ConclusionWord } from '../contract/conclusion.ts'

/** Two examiners agree only on the same word: a neighbour on the scale is another conclusion. */
export function outcomeOf(
  first: ConclusionWord | null,
  second: ConclusionWord | null,
): { readonly state: 'agreed' | 'disagreed'; readonly conclusion: ConclusionWord | null } {
  return first !== null && first === second
    ? { state: 'agreed', conclusion: first }
    : { state: 'disagreed', conclusion: null }
}

/** Who may look a second time. Errors: `print-examination.same-person`, `print-examination.not-blind`. */
export function mayVerify(person: string, firstBy: string, seesAll: boolean): Result<null> {
  if (person === firstBy)
    return fail('print-examination.same-person', 'the second examiner is another person than the first')
  return seesAll
    ? fail('print-examination.not-blind', 'who can read the first conclusion cannot look independently')
    : ok(null)
}
