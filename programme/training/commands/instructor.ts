import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { academy } from '../contract/academy.ts'
import {
  amendInstructor,
  endInstructor,
  instructor,
  registerInstructor,
  type Instructor,
} from '../contract/instructor.ts'
import { acted, found, outcome } from './shared.ts'

async function fits(
  ctx: CommandContext<Instructor>,
  input: Pick<Instructor, 'academy' | 'teaches'>,
): Promise<Result<unknown>> {
  const place = found(await ctx.get(academy, input.academy), 'academy', 'academy')
  if (!place.ok) return place
  const codes = input.teaches.map((t) => t.code)
  if (new Set(codes).size < codes.length)
    return fail('instructor.twice', 'a course stands there twice', 'teaches')
  if (input.teaches.some((t) => t.last !== null && t.last < t.since))
    return fail('instructor.days', 'it was taught before it could be', 'teaches')
  return ok(null)
}

export const instructorBindings: readonly Binding[] = [
  handle(registerInstructor, instructor, async (ctx, input) => {
    const checked = await fits(ctx, input)
    return checked.ok ? outcome(await ctx.create(instructor, { ...input, state: 'active' })) : checked
  }),
  handle(amendInstructor, instructor, async (ctx, input) => {
    const record = acted(ctx)
    const checked = await fits(ctx, input)
    if (!checked.ok) return checked
    return outcome(await ctx.amend(instructor, record.id, record.rev, { ...input, state: 'active' }))
  }),
  handle(endInstructor, instructor, async (ctx) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(instructor, record.id, record.rev, { ...record.body, state: 'ended' }))
  }),
]
