import { handle, type Binding } from '@basinet/kernel/record'
import {
  approachWatch,
  changeApproachWatch,
  retireApproachWatch,
  setApproachWatch,
} from '../contract/approach-watch.ts'
import { actedOn, outcome } from './acted-on.ts'

export const approachWatchBindings: readonly Binding[] = [
  handle(setApproachWatch, approachWatch, async (ctx, input) =>
    outcome(await ctx.create(approachWatch, { ...input, state: 'active' })),
  ),
  handle(changeApproachWatch, approachWatch, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(approachWatch, id, rev, { ...input, state: body.state }))
  }),
  handle(retireApproachWatch, approachWatch, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(approachWatch, id, rev, { ...body, state: 'retired' }))
  }),
]
