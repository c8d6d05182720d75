import type { Course } from './contract/course.ts'
import type { Edition } from './contract/edition.ts'
import type { Nomination } from './contract/nomination.ts'
import { aggregate, type Aggregate } from './kirkpatrick.ts'
import { outcomeOf } from './outcome.ts'

/** Kirkpatrick's levels of an edition from its seats; who had none is not of it. */
export function evaluate(
  course: Course,
  edition: Pick<Edition, 'until' | 'days'>,
  seats: readonly Nomination[],
  day: string,
): Aggregate {
  const terms = { ...course, leastAttendance: course.leastAttendance / 100 }
  const taken = seats.filter((s) => ['seated', 'completed', 'not-completed', 'no-show'].includes(s.state))
  return aggregate(
    taken.map((seat) => ({
      outcome: outcomeOf(terms, {
        end: edition.until,
        attendance: seat.attendance.filter((a) => a.present).length / edition.days.length,
        pre: seat.pre,
        post: seat.post,
        revoked: false,
      }),
      revoked: false,
      reaction: seat.reaction,
      behaviour: seat.behaviour,
    })),
    day,
  )
}
