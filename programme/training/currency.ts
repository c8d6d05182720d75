import { monthsAfter } from './outcome.ts'

/** May this course still be taught by this instructor on a day? Teaching it keeps one current. */
export function isCurrent(
  teaches: { readonly since: string; readonly last: string | null } | undefined,
  instructorMonths: number | null,
  day: string,
): boolean {
  if (teaches === undefined || teaches.since > day) return false
  return instructorMonths === null || day < monthsAfter(teaches.last ?? teaches.since, instructorMonths)
}
