/** What a course asks, and how long its certificate holds. */
export interface Course {
  readonly code: string
  readonly title: string
  readonly days: number
  /** Mark from which the learning test is passed, 0 to 100. */
  readonly passMark: number
  /** Months a certificate is valid; null: it does not expire. */
  readonly validMonths: number | null
  /** Share of the course that must be attended, 0 to 1. */
  readonly leastAttendance: number
}

/** One person's course, marks 0 to 100; null where nothing was taken. */
export interface Attendance {
  /** Last day of the edition, YYYY-MM-DD. */
  readonly end: string
  readonly attendance: number
  readonly pre: number | null
  readonly post: number | null
  readonly revoked: boolean
}

export interface Outcome {
  readonly completed: boolean
  readonly passed: boolean
  /** First day on which the certificate is no longer valid, or `never`; null: there is none. */
  readonly expires: string | null
  /** Marks gained; null without both tests. */
  readonly gain: number | null
  /** Share of what could still be gained (Hake 1998): (post - pre) / (100 - pre); null where nothing could. */
  readonly normalisedGain: number | null
}

/** A month that lacks the day ends on the 28th, so that every certificate of an edition ends alike. */
const DAY_MAX = 28

export function outcomeOf(course: Course, taken: Attendance): Outcome {
  const { attendance, pre, post, end } = taken
  if (!(attendance >= 0 && attendance <= 1)) throw new RangeError('attendance is a share, 0 to 1')
  const completed = attendance >= course.leastAttendance
  const passed = completed && post !== null && post >= course.passMark
  const gain = pre === null || post === null ? null : post - pre
  return {
    completed,
    passed,
    expires: !passed ? null : course.validMonths === null ? 'never' : monthsAfter(end, course.validMonths),
    gain,
    normalisedGain: gain === null || pre === null || pre >= 100 ? null : gain / (100 - pre),
  }
}

export type CertificateStatus = 'valid' | 'expired' | 'revoked' | 'not-issued'

/** Status of the certificate on a day: none without a pass; a revoked one is told before an expired one. */
export function statusOn(outcome: Outcome, revoked: boolean, day: string): CertificateStatus {
  if (!outcome.passed) return 'not-issued'
  if (revoked) return 'revoked'
  const { expires } = outcome
  return expires !== null && expires !== 'never' && day >= expires ? 'expired' : 'valid'
}

/** The same day that many months on; a month that lacks it ends on the 28th. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const count = year * 12 + month - 1 + months
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${Math.floor(count / 12)}-${two((count % 12) + 1)}-${two(Math.min(date, DAY_MAX))}`
}
