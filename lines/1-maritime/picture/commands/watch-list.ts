import { imoNumberValid } from '@basinet/ais'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import {
  addToWatchList,
  expireWatchListEntry,
  reviewWatchList,
  watchListEntry,
  withdrawFromWatchList,
} from '../contract/watch-list-entry.ts'
import { actedOn, outcome } from './acted-on.ts'

/** Errors: `watch-list.times`: review must come before the end, and both lie ahead. */
function checkTimes(reviewBy: string, expiresAt: string, now: Date): Result<null> {
  if (Date.parse(reviewBy) <= now.getTime())
    return fail('watch-list.times', 'the review must lie ahead', 'reviewBy')
  if (Date.parse(expiresAt) < Date.parse(reviewBy))
    return fail('watch-list.times', 'the entry would end before its review', 'expiresAt')
  return ok(null)
}

export const watchListBindings: readonly Binding[] = [
  handle(addToWatchList, watchListEntry, async (ctx, input) => {
    const { mmsi, imo, callSign, name } = input.identity
    if (mmsi === null && imo === null && callSign === null && name === null)
      return fail('watch-list.identity', 'name at least one: MMSI, IMO number, call sign, name', 'identity')
    if (imo !== null && !imoNumberValid(imo))
      return fail('watch-list.imo', 'the check digit of this IMO number is wrong', 'identity.imo')
    if (input.reviewer === ctx.subject.person)
      return fail('command.denied.same-person', 'who adds an entry cannot be its reviewer', 'reviewer')
    const times = checkTimes(input.reviewBy, input.expiresAt, ctx.at)
    if (!times.ok) return times
    return outcome(await ctx.create(watchListEntry, { ...input, reviews: [], state: 'active' }))
  }),
  handle(reviewWatchList, watchListEntry, async (ctx, input) => {
    const { id, rev, body, createdBy } = actedOn(ctx)
    if (body.reviewer !== ctx.subject.person || createdBy === ctx.subject.person)
      return fail('command.denied.reviewer', 'only the named reviewer reviews this entry')
    const reviewBy = input.reviewBy ?? body.reviewBy
    const expiresAt = input.expiresAt ?? body.expiresAt
    if (input.decision === 'keep') {
      const times = checkTimes(reviewBy, expiresAt, ctx.at)
      if (!times.ok) return times
    }
    const review = {
      at: ctx.at.toISOString(),
      by: ctx.subject.person,
      decision: input.decision,
      remark: input.remark,
    }
    return outcome(
      await ctx.amend(watchListEntry, id, rev, {
        ...body,
        ...(input.decision === 'keep' ? { reviewBy, expiresAt } : {}),
        reviews: [...body.reviews, review],
        state: input.decision === 'keep' ? 'active' : 'withdrawn',
      }),
    )
  }),
  handle(withdrawFromWatchList, watchListEntry, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(watchListEntry, id, rev, { ...body, state: 'withdrawn' }))
  }),
  handle(expireWatchListEntry, watchListEntry, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    if (Date.parse(body.expiresAt) > ctx.at.getTime())
      return fail('watch-list.not-due', 'the entry has not run out')
    return outcome(await ctx.amend(watchListEntry, id, rev, { ...body, state: 'expired' }))
  }),
]
