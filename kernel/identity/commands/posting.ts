import { fail } from '../../contract/result.ts'
import { handle, type Binding } from '../../record/handler.ts'
import { person } from '../records/person.ts'
import { posting, postingBegin, postingEnd } from '../records/posting.ts'
import { acted, outcome } from './organisation.ts'

export function postingBindings(): Binding[] {
  return [
    handle(postingBegin, posting, async (ctx, input) => {
      if ((await ctx.get(person, input.person)) === null)
        return fail('identity.absent', `no person ${input.person}`, 'person')
      if (input.to !== undefined && Date.parse(input.to) <= Date.parse(input.from))
        return fail('identity.period', 'the posting ends before it begins', 'to')
      return outcome(await ctx.create(posting, { ...input, to: input.to ?? null, state: 'current' }))
    }),
    handle(postingEnd, posting, async (ctx, input) => {
      const { id, rev, body } = acted(ctx)
      if (Date.parse(input.to) < Date.parse(body.from))
        return fail('identity.period', 'the posting ends before it begins', 'to')
      // A posting that ends later stays current until then; the report compares by its dates.
      const state = Date.parse(input.to) <= ctx.at.getTime() ? 'ended' : 'current'
      return outcome(await ctx.amend(posting, id, rev, { ...body, to: input.to, state }))
    }),
  ]
}
