import { fail, ok, type Result } from '../contract/result.ts'
import type { StoredRecord } from '../contract/record.ts'
import { handle, type Binding, type CommandContext, type Outcome } from '../record/handler.ts'
import {
  changeFeed,
  createFeed,
  feed,
  resumeFeed,
  retireFeed,
  suspendFeed,
  type FeedBody,
} from './contract.ts'

type Settings = Omit<FeedBody, 'state'>

/** Errors: `feed.thresholds` (silent must come after late). */
function checkSettings(settings: Settings): Result<Settings> {
  if (settings.silentAfterS <= settings.lateAfterS)
    return fail('feed.thresholds', 'silentAfterS must be more than lateAfterS', 'silentAfterS')
  return ok(settings)
}

/** The record carries its data's class: whoever may not hold the data has no business with its source. */
function outcome(record: Result<StoredRecord>): Result<Outcome> {
  return record.ok ? ok({ record: record.value }) : record
}

async function setState(ctx: CommandContext<FeedBody>, state: FeedBody['state']): Promise<Result<Outcome>> {
  const record = ctx.record as StoredRecord<FeedBody>
  return outcome(await ctx.amend(feed, record.id, record.rev, { ...record.body, state }))
}

export function feedBindings(): Binding[] {
  return [
    handle(createFeed, feed, async (ctx, input) => {
      const settings = checkSettings(input)
      if (!settings.ok) return settings
      return outcome(await ctx.create(feed, { ...settings.value, state: 'active' }))
    }),
    handle(changeFeed, feed, async (ctx, input) => {
      const settings = checkSettings(input)
      if (!settings.ok) return settings
      const record = ctx.record as StoredRecord<FeedBody>
      const body = { ...settings.value, state: record.body.state }
      return outcome(await ctx.amend(feed, record.id, record.rev, body))
    }),
    handle(suspendFeed, feed, (ctx) => setState(ctx, 'suspended')),
    handle(resumeFeed, feed, (ctx) => setState(ctx, 'active')),
    handle(retireFeed, feed, (ctx) => setState(ctx, 'retired')),
  ]
}
