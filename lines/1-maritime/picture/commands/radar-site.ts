import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { changeRadar, radarSite, registerRadar, retireRadar, type RadarSite } from '../contract/radar-site.ts'
import { actedOn, outcome } from './acted-on.ts'

/** Errors: `radar-site.source-taken`: plots of one data source would have two places. */
async function checkSource(
  ctx: CommandContext<RadarSite>,
  { sac, sic }: Pick<RadarSite, 'sac' | 'sic'>,
  own?: string,
): Promise<Result<null>> {
  const filters = [
    { name: 'state', op: 'eq' as const, value: 'active' },
    { name: 'sac', op: 'eq' as const, value: sac },
    { name: 'sic', op: 'eq' as const, value: sic },
  ]
  const there = await ctx.list(radarSite, { filters, limit: 2 })
  if (!there.ok) return there
  const other = there.value.items.find((record) => record.id !== own)
  return other === undefined
    ? ok(null)
    : fail('radar-site.source-taken', `SAC ${sac} SIC ${sic} is the source of "${other.body.name}"`, 'sic')
}

export const radarSiteBindings: readonly Binding[] = [
  handle(registerRadar, radarSite, async (ctx, input) => {
    const free = await checkSource(ctx, input)
    return free.ok ? outcome(await ctx.create(radarSite, { ...input, state: 'active' })) : free
  }),
  handle(changeRadar, radarSite, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const free = await checkSource(ctx, input, id)
    return free.ok ? outcome(await ctx.amend(radarSite, id, rev, { ...input, state: body.state })) : free
  }),
  handle(retireRadar, radarSite, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(radarSite, id, rev, { ...body, state: 'retired' }))
  }),
]
