import { preparePolygon } from '@basinet/geodesy'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { maritimeAsset, placeAsset, registerAsset, retireAsset, updateAsset } from '../contract/asset.ts'
import {
  judicialClock,
  loadAuthority,
  loadZone,
  maritimeAuthority,
  maritimeZone,
  retireAuthority,
  retireClock,
  retireZone,
  setClock,
  type MaritimeAuthority,
  type MaritimeZone,
} from '../contract/law.ts'
import { actedOn, notAhead, outcome } from './acted-on.ts'

const RETIRED = { state: 'retired' } as const
const ACTIVE = { state: 'active' } as const

/** Errors: `maritime-zone.shape`, `maritime-zone.citation`, `maritime-zone.state`. */
function checkZone(zone: Omit<MaritimeZone, 'state'>): Result<null> {
  const shape = preparePolygon(zone.shape)
  if (!shape.ok) return fail('maritime-zone.shape', shape.error.message, 'shape')
  if (zone.basis === 'legal' && zone.citation === null)
    return fail('maritime-zone.citation', 'a legal zone names the act or treaty that draws it', 'citation')
  if ((zone.zone === 'high-seas') !== (zone.coastalState === null))
    return fail(
      'maritime-zone.coastal-state',
      'every zone but the high seas has its coastal state',
      'coastalState',
    )
  return ok(null)
}

/** Errors: `maritime-authority.ask`. */
function checkRule(rule: Omit<MaritimeAuthority, 'state'>): Result<null> {
  return rule.effect === 'ask' && rule.authority === null
    ? fail('maritime-authority.ask', 'what must be asked names the authority to ask', 'authority')
    : ok(null)
}

const assets = [
  handle(registerAsset, maritimeAsset, async (ctx, input) =>
    outcome(await ctx.create(maritimeAsset, { ...input, ...ACTIVE })),
  ),
  handle(updateAsset, maritimeAsset, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(maritimeAsset, id, rev, { ...body, ...input }))
  }),
  handle(placeAsset, maritimeAsset, async (ctx, input) => {
    const then = notAhead(ctx, input.positionAt, 'positionAt')
    if (!then.ok) return then
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(maritimeAsset, id, rev, { ...body, ...input }))
  }),
  handle(retireAsset, maritimeAsset, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(maritimeAsset, id, rev, { ...body, ...RETIRED }))
  }),
]

const law = [
  handle(loadZone, maritimeZone, async (ctx, input) => {
    const fits = checkZone(input)
    return fits.ok ? outcome(await ctx.create(maritimeZone, { ...input, ...ACTIVE })) : fits
  }),
  handle(retireZone, maritimeZone, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(maritimeZone, id, rev, { ...body, ...RETIRED }))
  }),
  handle(loadAuthority, maritimeAuthority, async (ctx, input) => {
    const fits = checkRule(input)
    return fits.ok ? outcome(await ctx.create(maritimeAuthority, { ...input, ...ACTIVE })) : fits
  }),
  handle(retireAuthority, maritimeAuthority, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(maritimeAuthority, id, rev, { ...body, ...RETIRED }))
  }),
  handle(setClock, judicialClock, async (ctx, input) =>
    outcome(await ctx.create(judicialClock, { ...input, ...ACTIVE })),
  ),
  handle(retireClock, judicialClock, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(judicialClock, id, rev, { ...body, ...RETIRED }))
  }),
]

export const registerBindings: readonly Binding[] = [...assets, ...law]
