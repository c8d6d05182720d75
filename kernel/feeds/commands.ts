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
const FEEDS_LOOKED_AT_MAX = 500

/** Errors: `feed.thresholds` (silent must come after late). */
function checkSettings(settings: Settings): Result<Settings> {
  if (settings.silentAfterS <= settings.lateAfterS)
    return fail('feed.thresholds', 'silentAfterS must be more than lateAfterS', 'silentAfterS')
  return ok(settings)
}

const sameGroup = (one: { group?: string }, other: { group?: string }): boolean => one.group === other.group

/** What one receiver alone may take: of two sockets on one port the kernel feeds the newer, and the older is deaf. */
function takenPlace(one: FeedBody['transport'], other: FeedBody['transport']): boolean {
  if (one.kind === 'udp' && other.kind === 'udp')
    return one.port === other.port && one.bind === other.bind && sameGroup(one, other)
  if (one.kind === 'tcp-server' && other.kind === 'tcp-server')
    return one.port === other.port && one.bind === other.bind
  return one.kind === 'serial' && other.kind === 'serial' && one.device === other.device
}

/** Errors: `feed.place-taken`: another active feed listens there. */
async function checkPlace(
  ctx: CommandContext<FeedBody>,
  { transport }: Settings,
  own?: string,
): Promise<Result<null>> {
  const filters = [
    { name: 'state', op: 'eq' as const, value: 'active' },
    { name: 'kind', op: 'eq' as const, value: transport.kind },
  ]
  const others = await ctx.list(feed, { filters, limit: FEEDS_LOOKED_AT_MAX })
  if (!others.ok) return others
  const taken = others.value.items.find(({ id, body }) => id !== own && takenPlace(body.transport, transport))
  return taken === undefined
    ? ok(null)
    : fail('feed.place-taken', `the feed "${taken.body.name}" listens there already`, 'transport')
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
      const place = await checkPlace(ctx, settings.value)
      if (!place.ok) return place
      return outcome(await ctx.create(feed, { ...settings.value, state: 'active' }))
    }),
    handle(changeFeed, feed, async (ctx, input) => {
      const settings = checkSettings(input)
      if (!settings.ok) return settings
      const record = ctx.record as StoredRecord<FeedBody>
      const place = await checkPlace(ctx, settings.value, record.id)
      if (!place.ok) return place
      const body = { ...settings.value, state: record.body.state }
      return outcome(await ctx.amend(feed, record.id, record.rev, body))
    }),
    handle(suspendFeed, feed, (ctx) => setState(ctx, 'suspended')),
    handle(resumeFeed, feed, async (ctx) => {
      const record = ctx.record as StoredRecord<FeedBody>
      const place = await checkPlace(ctx, record.body, record.id)
      return place.ok ? setState(ctx, 'active') : place
    }),
    handle(retireFeed, feed, (ctx) => setState(ctx, 'retired')),
  ]
}
