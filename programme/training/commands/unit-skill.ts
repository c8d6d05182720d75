import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { amendSkill, endSkill, needSkill, unitSkill } from '../contract/unit-skill.ts'
import { acted, eq, outcome, readAll } from './shared.ts'

export const skillBindings: readonly Binding[] = [
  handle(needSkill, unitSkill, async (ctx, input) => {
    const same = await readAll(
      ctx.tx,
      unitSkill,
      [eq('unit', input.unit), eq('nation', input.nation), eq('code', input.code), eq('state', 'needed')],
      1,
    )
    if (same.length > 0) return fail('unit-skill.known', 'this is asked of the unit already', 'code')
    return outcome(await ctx.create(unitSkill, { ...input, state: 'needed' }))
  }),
  handle(amendSkill, unitSkill, async (ctx, input) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(unitSkill, record.id, record.rev, { ...record.body, ...input }))
  }),
  handle(endSkill, unitSkill, async (ctx) => {
    const record = acted(ctx)
    return outcome(await ctx.amend(unitSkill, record.id, record.rev, { ...record.body, state: 'ended' }))
  }),
]
