import { combineLabels, fail, type Label } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { pictureAlert } from '../contract/picture-alert.ts'
import {
  grantCraft,
  protectCraft,
  protectedCraft,
  releaseCraft,
  revokeCraftGrant,
  type ProtectedCraft,
} from '../contract/protected-craft.ts'
import { PROTECTED_CRAFT_CAVEAT } from '../contract/words.ts'
import { actedOn, outcome } from './acted-on.ts'
import { protectedAmong } from './alert-label.ts'

/** Earlier alerts that get the caveat in the same transaction; more is said, not hidden. */
const RELABEL_MAX = 500

/** Alerts that already name the craft get its caveats; returns how many, and whether some are left. */
async function coverAlerts(
  ctx: CommandContext<ProtectedCraft>,
  mmsi: number,
  label: Label,
): Promise<{ covered: number; more: boolean }> {
  const page = await ctx.list(pictureAlert, {
    filters: [{ name: 'mmsi', op: 'eq', value: mmsi }],
    limit: RELABEL_MAX,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  for (const alert of page.value.items) {
    const done = await ctx.amend(
      pictureAlert,
      alert.id,
      alert.rev,
      alert.body,
      combineLabels(alert.label.owner, [alert.label, label]),
    )
    if (!done.ok) throw new Error(`BUG: ${done.error.message}`)
  }
  return { covered: page.value.items.length, more: page.value.next !== null }
}

export const protectedCraftBindings: readonly Binding[] = [
  handle(protectCraft, protectedCraft, async (ctx, input) => {
    if (!ctx.subject.handling.includes(PROTECTED_CRAFT_CAVEAT))
      return fail(
        'command.denied.caveat',
        `who protects a craft must hold the caveat "${PROTECTED_CRAFT_CAVEAT}"`,
      )
    const known = await protectedAmong(ctx, [input.mmsi])
    if (known.length > 0)
      return fail('protected-craft.known', `MMSI ${input.mmsi} is already protected`, 'mmsi')
    const made = await ctx.create(protectedCraft, { ...input, grants: [], state: 'protected' })
    if (!made.ok) return made
    return outcome(made, await coverAlerts(ctx, input.mmsi, made.value.label))
  }),
  handle(grantCraft, protectedCraft, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    if (Date.parse(input.until) <= ctx.at.getTime())
      return fail('protected-craft.until', 'the grant must end in the future', 'until')
    if (input.way === 'partner' && !/^[A-Z]{3}$/.test(input.to))
      return fail('protected-craft.nation', 'a partner is named by its nation, as in BRB', 'to')
    const grant = {
      ...input,
      by: ctx.subject.person,
      at: ctx.at.toISOString(),
      reason: ctx.reason ?? '',
    }
    const others = body.grants.filter((g) => g.to !== input.to || g.way !== input.way)
    return outcome(await ctx.amend(protectedCraft, id, rev, { ...body, grants: [...others, grant] }))
  }),
  handle(revokeCraftGrant, protectedCraft, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const grants = body.grants.filter((g) => g.to !== input.to || (input.way !== null && g.way !== input.way))
    if (grants.length === body.grants.length)
      return fail('protected-craft.no-grant', 'there is no such grant', 'to')
    return outcome(await ctx.amend(protectedCraft, id, rev, { ...body, grants }))
  }),
  handle(releaseCraft, protectedCraft, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(protectedCraft, id, rev, { ...body, grants: [], state: 'released' }))
  }),
]
