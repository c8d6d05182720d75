import { ok } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import {
  acknowledgeAlert,
  dismissAlert,
  pictureAlert,
  raiseAlert,
  raiseAlerts,
  raiseStorm,
} from '../contract/picture-alert.ts'
import { actedOn, outcome } from './acted-on.ts'
import { raiseAll } from './raise-alert.ts'
import { raiseTogether } from './raise-storm.ts'

export const pictureAlertBindings: readonly Binding[] = [
  handle(raiseAlert, pictureAlert, async (ctx, input) => {
    const done = await raiseAll(ctx, [input])
    if (!done.ok) return done
    const [one] = done.value
    if (one === undefined) throw new Error('BUG: one alert in, one out')
    return ok(one)
  }),
  handle(raiseAlerts, pictureAlert, async (ctx, input) => {
    const done = await raiseAll(ctx, input.alerts)
    if (!done.ok) return done
    const [first] = done.value
    if (first === undefined) throw new Error('BUG: alerts in, alerts out')
    return ok({ record: first.record, output: { alerts: done.value.map((one) => one.record.id) } })
  }),
  handle(raiseStorm, pictureAlert, (ctx, input) => raiseTogether(ctx, input)),
  handle(acknowledgeAlert, pictureAlert, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(pictureAlert, id, rev, { ...body, state: 'acknowledged' }))
  }),
  handle(dismissAlert, pictureAlert, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(
      await ctx.amend(pictureAlert, id, rev, { ...body, state: 'dismissed', dismissal: input.dismissal }),
    )
  }),
]
