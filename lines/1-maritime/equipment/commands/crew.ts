import { fail } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import * as crew from '../contract/crew-member.ts'
import { actedOn, outcome } from './parts.ts'

const { crewMember } = crew
type Ctx = CommandContext<crew.CrewMember>
const amend = async (ctx: Ctx, change: Partial<crew.CrewMember>) => {
  const { id, rev, body } = actedOn(ctx)
  return outcome(await ctx.amend(crewMember, id, rev, { ...body, ...change }))
}

export const crewBindings: readonly Binding[] = [
  handle(crew.enrolMember, crewMember, async (ctx, input) =>
    outcome(await ctx.create(crewMember, { ...input, qualifications: [], state: 'active' })),
  ),
  handle(crew.assignMember, crewMember, (ctx, input) => amend(ctx, input)),
  handle(crew.qualifyMember, crewMember, async (ctx, input) => {
    const others = actedOn(ctx).body.qualifications.filter((q) => q.code !== input.code)
    return amend(ctx, { qualifications: [...others, input] })
  }),
  handle(crew.disqualifyMember, crewMember, async (ctx, { code }) => {
    const { qualifications } = actedOn(ctx).body
    const left = qualifications.filter((q) => q.code !== code)
    if (left.length === qualifications.length)
      return fail('crew-member.unqualified', `no qualification ${code} is entered`, 'code')
    return amend(ctx, { qualifications: left })
  }),
  handle(crew.leaveMember, crewMember, (ctx) => amend(ctx, { state: 'left', assets: [] })),
]
