import { verifyCredential } from '@basinet/open-badges'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { CATALOGUE } from '../catalogue.ts'
import { achievementOf } from '../certificate.ts'
import { academy } from '../contract/academy.ts'
import {
  amendCourse,
  course,
  defineCourse,
  endorseCourse,
  openCatalogue,
  publishCourse,
  retireCourse,
  type Course,
} from '../contract/course.ts'
import { endorsementOf } from '../endorsement.ts'
import { acted, eq, found, outcome, readAll } from './shared.ts'

type Context = CommandContext<Course>
const COURSES_MAX = 1000

async function academyFits(ctx: Context, id: string): Promise<Result<unknown>> {
  const place = found(await ctx.get(academy, id), 'academy', 'academy')
  if (!place.ok) return place
  return place.value.body.state === 'active'
    ? place
    : fail('academy.closed', 'the academy is closed', 'academy')
}

/** Courses named as prerequisites are there, and none leads back to this one. */
async function prerequisitesFit(ctx: Context, code: string, asked: readonly string[]): Promise<Result<null>> {
  if (asked.length === 0) return ok(null)
  const all = await readAll<Course>(ctx.tx, course, [], COURSES_MAX)
  const known = new Map(all.filter((c) => c.body.state !== 'retired').map((c) => [c.body.code, c.body]))
  const todo = [...asked]
  const seen = new Set<string>()
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === code) return fail('course.circle', `${code} would ask for itself`, 'prerequisites')
    const other = known.get(next)
    if (other === undefined) return fail('course.prerequisite', `there is no course ${next}`, 'prerequisites')
    if (seen.has(next)) continue
    seen.add(next)
    todo.push(...other.prerequisites)
  }
  return ok(null)
}

async function change(ctx: Context, facts: Partial<Course>) {
  const record = acted(ctx)
  return outcome(await ctx.amend(course, record.id, record.rev, { ...record.body, ...facts }))
}

export const courseBindings: readonly Binding[] = [
  handle(openCatalogue, course, async (ctx) => {
    const held = new Set((await readAll<Course>(ctx.tx, course, [], COURSES_MAX)).map((c) => c.body.code))
    let last = null
    let made = 0
    for (const { code, title, asked, area } of CATALOGUE) {
      if (held.has(code)) continue
      const draft: Course = {
        code,
        academy: null,
        title,
        summary: asked,
        asked,
        area,
        days: 5,
        passMark: 70,
        leastAttendance: 80,
        validMonths: null,
        prerequisites: [],
        instructorMonths: null,
        endorsements: [],
        state: 'draft',
      }
      const one = await ctx.create(course, draft)
      if (!one.ok) return one
      last = one.value
      made++
    }
    return last === null
      ? fail('course.opened', 'every training of the catalogue is there')
      : ok({ record: last, output: { made } })
  }),
  handle(defineCourse, course, async (ctx, input) => {
    const same = await readAll<Course>(ctx.tx, course, [eq('code', input.code)], 1)
    if (same.length > 0) return fail('course.known', `there is a course ${input.code}`, 'code')
    for (const fits of [
      await academyFits(ctx, input.academy),
      await prerequisitesFit(ctx, input.code, input.prerequisites),
    ])
      if (!fits.ok) return fits
    return outcome(await ctx.create(course, { ...input, endorsements: [], state: 'draft' }))
  }),
  handle(amendCourse, course, async (ctx, input) => {
    for (const fits of [
      await academyFits(ctx, input.academy),
      await prerequisitesFit(ctx, acted(ctx).body.code, input.prerequisites),
    ])
      if (!fits.ok) return fits
    return change(ctx, input)
  }),
  handle(publishCourse, course, async (ctx) =>
    acted(ctx).body.academy === null
      ? fail('course.no-academy', 'say first which academy teaches it, and its terms', 'academy')
      : change(ctx, { state: 'published' }),
  ),
  handle(retireCourse, course, (ctx) => change(ctx, { state: 'retired' })),
  handle(endorseCourse, course, async (ctx, { credential }) => {
    const { body } = acted(ctx)
    const read = endorsementOf(credential)
    if (!read.ok) return read
    const { verdict, checks } = verifyCredential(credential, { now: ctx.at.getTime() })
    if (verdict !== 'valid')
      return fail(
        'course.endorsement',
        checks.find((c) => c.result !== 'passed')?.message ?? 'it does not verify',
        'credential',
      )
    if (read.value.endorses !== achievementOf(body.code))
      return fail('course.endorses-other', `it endorses ${read.value.endorses}`, 'credential')
    const [known] = await readAll<{ name: string }>(ctx.tx, academy, [eq('did', read.value.did)], 1)
    if (known === undefined)
      return fail('course.endorser', 'no academy with this key is registered here', 'credential')
    if (body.endorsements.some((e) => e.did === read.value.did))
      return fail('course.endorsed', 'this academy endorses it already', 'credential')
    const made = { by: known.body.name, did: read.value.did, at: ctx.at.toISOString(), credential }
    return change(ctx, { endorsements: [...body.endorsements, made] })
  }),
]
