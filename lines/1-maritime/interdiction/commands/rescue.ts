import { handle, type Binding } from '@basinet/kernel/record'
import { sarLog } from '@basinet/picture/contract'
import { beginRescue, endRescue } from '../contract/interdiction-commands.ts'
import { interdiction } from '../contract/interdiction.ts'
import { actedOn, logged, outcome } from './acted-on.ts'

/** Safety of life outranks the operation: its case is opened in the same command, where every watch is told of it. */
export const rescueBindings: readonly Binding[] = [
  handle(beginRescue, interdiction, async (ctx, { centre, text }) => {
    const { id, rev, body, label } = actedOn(ctx)
    const at = ctx.at.toISOString()
    const by = ctx.subject.person
    const made = await ctx.create(
      sarLog,
      {
        kind: 'other',
        subject: `${body.reference} ${body.name}`.slice(0, 200),
        beacon: body.mmsi,
        position: body.position,
        at,
        continues: null,
        trigger: null,
        entries: [{ at, by, text: `${centre} told. ${text}`, position: body.position }],
        outcome: null,
        state: 'open',
      },
      { label: ctx.labelFor(sarLog, { exercise: label.exercise }) },
    )
    if (!made.ok) return made
    const rescue = { sarLog: made.value.id, centre, at, by }
    const next = logged(
      ctx,
      { ...body, rescue, state: 'rescue' },
      { text: `RESCUE. ${centre} told. ${text}`.slice(0, 2000), position: body.position },
      true,
    )
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(endRescue, interdiction, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    const state = body.taskings.length > 0 ? ('tasked' as const) : ('open' as const)
    const next = logged(
      ctx,
      { ...body, state },
      { text: `rescue over: ${ctx.reason ?? ''}`.slice(0, 2000) },
      true,
    )
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
]
