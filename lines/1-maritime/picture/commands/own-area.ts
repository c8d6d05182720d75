import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { changeArea, drawArea, ownArea, retireArea, type OwnArea } from '../contract/own-area.ts'
import { actedOn, outcome } from './acted-on.ts'
import { checkShape } from './shape-check.ts'

type Drawn = Omit<OwnArea, 'state'>

/** Errors: `own-area.shape`, `own-area.times`, `own-area.speeds`, `own-area.no-alert`. */
function checkDrawn(drawn: Drawn): Result<Drawn> {
  const shape = checkShape(drawn.shape)
  if (!shape.ok) return shape
  const { activeFrom, activeUntil, alerts } = drawn
  if (activeFrom !== null && activeUntil !== null && Date.parse(activeUntil) <= Date.parse(activeFrom))
    return fail('own-area.times', 'activeUntil must be after activeFrom', 'activeUntil')
  if (
    alerts.speedAboveKn !== null &&
    alerts.speedBelowKn !== null &&
    alerts.speedBelowKn > alerts.speedAboveKn
  )
    return fail('own-area.speeds', 'every vessel would be too slow or too fast', 'alerts.speedBelowKn')
  if (!alerts.entry && !alerts.exit && alerts.speedAboveKn === null && alerts.speedBelowKn === null)
    return fail('own-area.no-alert', 'the area watches for nothing: choose entry, exit or a speed', 'alerts')
  return ok(drawn)
}

export const ownAreaBindings: readonly Binding[] = [
  handle(drawArea, ownArea, async (ctx, input) => {
    const drawn = checkDrawn(input)
    return drawn.ok ? outcome(await ctx.create(ownArea, { ...drawn.value, state: 'active' })) : drawn
  }),
  handle(changeArea, ownArea, async (ctx, input) => {
    const drawn = checkDrawn(input)
    if (!drawn.ok) return drawn
    const record = actedOn(ctx)
    return outcome(
      await ctx.amend(ownArea, record.id, record.rev, { ...drawn.value, state: record.body.state }),
    )
  }),
  handle(retireArea, ownArea, async (ctx) => {
    const record = actedOn(ctx)
    return outcome(await ctx.amend(ownArea, record.id, record.rev, { ...record.body, state: 'retired' }))
  }),
]
