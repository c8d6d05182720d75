import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import { changeSite, moveSite, placeSite, radarSite, retireSite, type RadarSite } from '../contract/site.ts'

/** The record an `act` command was given for. */
export function actedOn<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: this command acts on a record')
  return ctx.record
}

export function outcome(record: Result<StoredRecord>): Result<Outcome> {
  return record.ok ? ok({ record: record.value }) : record
}

/** Errors: `coverage-site.cost-source`. */
const sourced = ({ cost, costSource }: Pick<RadarSite, 'cost' | 'costSource'>): Result<null> =>
  cost !== null && costSource === null
    ? fail('coverage-site.cost-source', 'a cost names where it comes from', 'costSource')
    : ok(null)

const amend = async (ctx: CommandContext<RadarSite>, change: Partial<RadarSite>) => {
  const { id, rev, body } = actedOn(ctx)
  return outcome(await ctx.amend(radarSite, id, rev, { ...body, ...change }))
}

export const siteBindings: readonly Binding[] = [
  handle(placeSite, radarSite, async (ctx, input) => {
    const fits = sourced(input)
    return fits.ok ? outcome(await ctx.create(radarSite, { ...input, state: 'active' })) : fits
  }),
  handle(changeSite, radarSite, async (ctx, input) => {
    const fits = sourced(input)
    return fits.ok ? amend(ctx, input) : fits
  }),
  handle(moveSite, radarSite, (ctx, input) => amend(ctx, input)),
  handle(retireSite, radarSite, (ctx) => amend(ctx, { state: 'retired' })),
]
