import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { course } from '../contract/course.ts'
import { attendEdition, closeEdition, edition } from '../contract/edition.ts'
import { instructor } from '../contract/instructor.ts'
import { nomination, type Nomination } from '../contract/nomination.ts'
import { mergeAttendance } from '../attendance.ts'
import { monthsAfter, outcomeOf } from '../outcome.ts'
import { nominationsOf } from './seating.ts'
import { acted, dayOf, found } from './shared.ts'

/** Kirkpatrick level 3 is asked for this long after the end. */
const FOLLOW_UP_MONTHS = 6

const attend = handle(attendEdition, edition, async (ctx, { entries, origin }) => {
  const record = acted(ctx)
  const seated = (await nominationsOf(ctx.tx, record.id)).filter((n) => n.body.state === 'seated')
  const merged = mergeAttendance(
    record.body.days,
    seated.map((n) => ({ id: n.id, name: n.body.name, attendance: n.body.attendance })),
    entries,
    dayOf(ctx.at),
  )
  // A file that disagrees with what was written meanwhile changes nothing: a person looks at each line.
  if (merged.conflicts.length > 0 && origin === 'screen')
    return fail('course-edition.attendance', merged.conflicts[0]?.why ?? 'conflict', 'entries')
  for (const { id, rev, body } of seated) {
    const attendance = merged.attendance.get(id)
    if (attendance === undefined) continue
    const done = await ctx.amend(nomination, id, rev, { ...body, attendance: [...attendance] })
    if (!done.ok) return done
  }
  const touched = await ctx.amend(edition, record.id, record.rev, record.body)
  if (!touched.ok) return touched
  return ok({ record: touched.value, output: { taken: merged.taken, conflicts: merged.conflicts } })
})

const close = handle(closeEdition, edition, async (ctx) => {
  const record = acted(ctx)
  const held = record.body
  if (dayOf(ctx.at) < held.until) return fail('course-edition.not-over', `it ends on ${held.until}`, 'until')
  const taught = found(await ctx.get(course, held.course), 'course', 'course')
  if (!taught.ok) return taught
  const terms = { ...taught.value.body, leastAttendance: taught.value.body.leastAttendance / 100 }
  const all = await nominationsOf(ctx.tx, record.id)
  const missed = new Map<string, number>()
  for (const { id, rev, body } of all) {
    const next = ended(body, held.days.length, held.until, terms)
    if (next === null) continue
    if (next.state === 'no-show') missed.set(body.nation, (missed.get(body.nation) ?? 0) + 1)
    const done = await ctx.amend(nomination, id, rev, next)
    if (!done.ok) return done
  }
  for (const id of held.instructors) {
    const who = await ctx.get(instructor, id)
    if (who === null) continue
    const teaches = who.body.teaches.map((t) =>
      t.code === held.code && (t.last ?? '') < held.until ? { ...t, last: held.until } : t,
    )
    const done = await ctx.amend(instructor, id, who.rev, { ...who.body, teaches })
    if (!done.ok) return done
  }
  const noShows = [...missed]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([nation, count]) => ({ nation, count, charged: false }))
  const made = await ctx.amend(edition, record.id, record.rev, { ...held, noShows, state: 'closed' })
  return made.ok ? ok({ record: made.value, output: { noShows } }) : made
})

/** What a seat came to; null where there was none. */
function ended(
  body: Nomination,
  days: number,
  until: string,
  terms: Parameters<typeof outcomeOf>[0],
): Nomination | null {
  if (body.state === 'waiting' || body.state === 'nominated')
    return { ...body, place: null, state: 'refused' }
  if (body.state !== 'seated') return null
  const present = body.attendance.filter((a) => a.present).length
  if (present === 0) return { ...body, passed: false, state: 'no-show' }
  const { completed, passed } = outcomeOf(terms, {
    end: until,
    attendance: present / days,
    pre: body.pre,
    post: body.post,
    revoked: false,
  })
  return {
    ...body,
    passed,
    followUpOn: completed ? monthsAfter(until, FOLLOW_UP_MONTHS) : null,
    state: completed ? 'completed' : 'not-completed',
  }
}

export const attendanceBindings: readonly Binding[] = [attend, close]
