import type { PrintCompetence } from '../contract/competence.ts'

/** True while a competence of this person for this task is neither withdrawn nor run out. */
export function isCompetent(
  known: readonly PrintCompetence[],
  examiner: string,
  task: PrintCompetence['task'],
  at: Date,
): boolean {
  return known.some(
    (one) =>
      one.examiner === examiner &&
      one.task === task &&
      one.state === 'current' &&
      Date.parse(one.testedAt) <= at.getTime() &&
      Date.parse(one.validUntil) > at.getTime(),
  )
}
