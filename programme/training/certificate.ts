import { achievementCredential, type JsonObject } from '@basinet/open-badges'
import type { Course, Outcome } from './outcome.ts'

export interface Holder {
  /** Pseudonymous identifier of the person. */
  readonly id: string
  /** Identifier of the certificate. */
  readonly certificate: string
  readonly statusIndex: number
}

/** Identifier of what a course's certificates attest: the same in every nation that teaches it. */
export const achievementOf = (code: string): string => `urn:basinet:course:${code}`

/**
 * The unsigned Open Badges 3.0 certificate of a passed course, valid from the day after its end; null without a pass. The
 * academy's key signs it; an endorsing academy signs its own credential over the achievement.
 */
export function certificateFor(
  course: Course,
  outcome: Outcome,
  end: string,
  holder: Holder,
  academy: { readonly id: string; readonly name: string; readonly statusList: string },
): JsonObject | null {
  if (!outcome.passed) return null
  return achievementCredential({
    id: holder.certificate,
    issuer: { id: academy.id, name: academy.name },
    validFrom: `${end}T23:59:59Z`,
    validUntil:
      outcome.expires === null || outcome.expires === 'never' ? null : `${outcome.expires}T00:00:00Z`,
    name: course.title,
    holder: holder.id,
    achievement: {
      id: achievementOf(course.code),
      name: course.title,
      description: `${course.code}, ${course.days} days`,
      criteria: `At least ${course.leastAttendance * 100} % attended and a mark of ${course.passMark} of 100.`,
    },
    status: { list: academy.statusList, index: holder.statusIndex },
  })
}

/** Name of an academy's status list: found by its key, wherever the list is handed on. */
export const statusListOf = (did: string): string => `urn:basinet:status:${did}`
