import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { course } from '../contract/course.ts'
import { edition } from '../contract/edition.ts'
import {
  arrangeNomination,
  assessNomination,
  followNomination,
  nomination,
  setVetting,
  submitNomination,
  withdrawNomination,
  type Nomination,
} from '../contract/nomination.ts'
import type { VettingPort } from '../contract/vetting.ts'
import { nominationsOf, standingOf } from './seating.ts'
import { acted, dayOf, found, outcome } from './shared.ts'

type Context = CommandContext<Nomination>

async function change(ctx: Context, facts: Partial<Nomination>) {
  const record = acted(ctx)
  return outcome(await ctx.amend(nomination, record.id, record.rev, { ...record.body, ...facts }))
}

const submit = handle(submitNomination, nomination, async (ctx, input) => {
  const held = found(await ctx.get(edition, input.edition), 'course-edition', 'edition')
  if (!held.ok) return held
  const { state, nominateBy, code } = held.value.body
  if (state !== 'open') return fail('nomination.edition', 'the edition takes no nominations', 'edition')
  if (dayOf(ctx.at) > nominateBy)
    return fail('nomination.late', `nominations ended on ${nominateBy}`, 'edition')
  const others = (await nominationsOf(ctx.tx, input.edition)).filter((n) => n.body.state !== 'withdrawn')
  const same = others.find(
    ({ body }) =>
      (input.holder !== null && body.holder === input.holder) ||
      (body.nation === input.nation && body.unit === input.unit && body.name === input.name),
  )
  if (same !== undefined) return fail('nomination.twice', `${input.name} is nominated already`, 'name')
  if (others.some(({ body }) => body.nation === input.nation && body.priority === input.priority))
    return fail('nomination.priority', `${input.nation} has a nomination ${input.priority}`, 'priority')
  const label = ctx.labelFor(nomination, { exercise: held.value.label.exercise })
  const body: Nomination = {
    ...input,
    holder: input.holder ?? randomUUID(),
    code,
    why: null,
    lacks: null,
    place: null,
    attendance: [],
    reaction: null,
    pre: null,
    post: null,
    passed: null,
    followUpOn: null,
    behaviour: null,
    result: null,
    followedOn: null,
    arrangements: null,
    state: 'nominated',
  }
  return outcome(await ctx.create(nomination, body, { label }))
})

/** Alternates move up: first of the nation whose seat became free, then in their order; each is looked at once more. */
async function moveUp(ctx: Context, left: Nomination, vetting: VettingPort): Promise<Result<string | null>> {
  const held = found(await ctx.get(edition, left.edition), 'course-edition', 'edition')
  if (!held.ok) return held
  const taught = found(await ctx.get(course, held.value.body.course), 'course', 'course')
  if (!taught.ok) return taught
  const waiting = (await nominationsOf(ctx.tx, left.edition))
    .filter((n) => n.body.state === 'waiting')
    .toSorted(
      (a, b) =>
        Number(b.body.nation === left.nation) - Number(a.body.nation === left.nation) ||
        (a.body.place ?? 0) - (b.body.place ?? 0),
    )
  for (const { id, rev, body } of waiting) {
    const standing = await standingOf(ctx.tx, body, taught.value.body, held.value.body, vetting)
    const done = await ctx.amend(nomination, id, rev, {
      ...body,
      ...standing,
      place: null,
      state: standing.why === null ? 'seated' : 'refused',
    })
    if (!done.ok) return done
    if (standing.why === null) return ok(id)
  }
  return ok(null)
}

export const nominationBindings = (vetting: VettingPort): readonly Binding[] => [
  submit,
  handle(setVetting, nomination, (ctx, input) => change(ctx, input)),
  handle(arrangeNomination, nomination, (ctx, input) => change(ctx, { arrangements: input })),
  handle(withdrawNomination, nomination, async (ctx) => {
    const { body } = acted(ctx)
    const done = await change(ctx, { place: null, state: 'withdrawn' })
    if (!done.ok || body.state !== 'seated') return done
    const moved = await moveUp(ctx, body, vetting)
    return moved.ok ? ok({ ...done.value, output: { movedUp: moved.value } }) : moved
  }),
  handle(assessNomination, nomination, (ctx, input) => change(ctx, input)),
  handle(followNomination, nomination, async (ctx, input) => {
    const { body } = acted(ctx)
    const today = dayOf(ctx.at)
    if (body.followUpOn === null || today < body.followUpOn)
      return fail('nomination.follow-up', `it is asked for from ${body.followUpOn ?? ''}`, 'behaviour')
    return change(ctx, { ...input, followedOn: today })
  }),
]
