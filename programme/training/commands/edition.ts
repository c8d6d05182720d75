import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { course } from '../contract/course.ts'
import {
  amendEdition,
  cancelEdition,
  edition,
  openEdition,
  planEdition,
  type Edition,
} from '../contract/edition.ts'
import { instructor } from '../contract/instructor.ts'
import { nomination } from '../contract/nomination.ts'
import { isCurrent } from '../currency.ts'
import { nominationsOf } from './seating.ts'
import { acted, found, outcome } from './shared.ts'

type Context = CommandContext<Edition>
type Plan = Pick<Edition, 'from' | 'until' | 'days' | 'seats' | 'quotas' | 'nominateBy' | 'instructors'>

function planFits(plan: Plan): Result<null> {
  if (plan.until < plan.from) return fail('course-edition.period', 'it ends before it begins', 'until')
  const outside = plan.days.find((day) => day < plan.from || day > plan.until)
  if (outside !== undefined)
    return fail('course-edition.day', `${outside} is not between its first and last day`, 'days')
  if (plan.nominateBy > plan.from)
    return fail('course-edition.deadline', 'nominations end on its first day at the latest', 'nominateBy')
  const nations = plan.quotas.map((q) => q.nation)
  if (new Set(nations).size < nations.length)
    return fail('course-edition.quota-twice', 'a nation has two quotas', 'quotas')
  const asked = plan.quotas.reduce((sum, q) => sum + q.seats, 0)
  return asked > plan.seats
    ? fail('course-edition.quotas', `the quotas make ${asked} of ${plan.seats} seats`, 'quotas')
    : ok(null)
}

/** Every instructor is there and current in the course on its first day. */
async function instructorsFit(ctx: Context, plan: Plan, courseId: string): Promise<Result<null>> {
  const taught = await ctx.get(course, courseId)
  if (taught === null) return fail('training.absent', 'there is no such course', 'course')
  for (const id of plan.instructors) {
    const who = found(await ctx.get(instructor, id), 'instructor', 'instructors')
    if (!who.ok) return who
    const teaches = who.value.body.teaches.find((t) => t.code === taught.body.code)
    if (who.value.body.state !== 'active' || !isCurrent(teaches, taught.body.instructorMonths, plan.from))
      return fail(
        'course-edition.instructor',
        `${who.value.body.name} is not current in ${taught.body.code} on ${plan.from}`,
        'instructors',
      )
  }
  return ok(null)
}

export const editionBindings: readonly Binding[] = [
  handle(planEdition, edition, async (ctx, input) => {
    const { course: courseId, ...plan } = input
    const taught = found(await ctx.get(course, courseId), 'course', 'course')
    if (!taught.ok) return taught
    if (taught.value.body.state !== 'published')
      return fail('course-edition.course', 'the course is not published', 'course')
    const fits = planFits(plan)
    if (!fits.ok) return fits
    return outcome(
      await ctx.create(edition, {
        course: courseId,
        code: taught.value.body.code,
        name: taught.value.body.title,
        ...plan,
        noShows: [],
        seatedAt: null,
        state: 'planned',
      }),
    )
  }),
  handle(amendEdition, edition, async (ctx, input) => {
    const record = acted(ctx)
    const fits = planFits(input)
    if (!fits.ok) return fits
    if (record.body.state === 'open') {
      const current = await instructorsFit(ctx, input, record.body.course)
      if (!current.ok) return current
    }
    return outcome(await ctx.amend(edition, record.id, record.rev, { ...record.body, ...input }))
  }),
  handle(openEdition, edition, async (ctx) => {
    const record = acted(ctx)
    if (record.body.instructors.length === 0)
      return fail('course-edition.no-instructor', 'nobody is to teach it', 'instructors')
    const current = await instructorsFit(ctx, record.body, record.body.course)
    if (!current.ok) return current
    return outcome(await ctx.amend(edition, record.id, record.rev, { ...record.body, state: 'open' }))
  }),
  handle(cancelEdition, edition, async (ctx) => {
    const record = acted(ctx)
    const waiting = await nominationsOf(ctx.tx, record.id)
    for (const { id, rev, body } of waiting) {
      if (body.state === 'withdrawn') continue
      const done = await ctx.amend(nomination, id, rev, { ...body, place: null, state: 'withdrawn' })
      if (!done.ok) return done
    }
    return outcome(await ctx.amend(edition, record.id, record.rev, { ...record.body, state: 'cancelled' }))
  }),
]
