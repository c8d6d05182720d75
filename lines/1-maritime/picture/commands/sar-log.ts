import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import {
  closeSarLog,
  confirmSarLog,
  NO_RESCUE,
  noRescueSarLog,
  noteSarLog,
  openSarLog,
  reopenSarLog,
  SAR_ENTRIES_MAX,
  sarLog,
} from '../contract/sar-log.ts'
import { pictureAlert } from '../contract/picture-alert.ts'
import { actedOn, outcome } from './acted-on.ts'

const AHEAD_MAX_MS = 5 * 60_000

export const sarLogBindings: readonly Binding[] = [
  handle(openSarLog, sarLog, async (ctx, input) => {
    const { text, ...opened } = input
    const entry = { at: ctx.at.toISOString(), by: ctx.subject.person, text, position: opened.position }
    return outcome(
      await ctx.create(sarLog, { ...opened, trigger: null, entries: [entry], outcome: null, state: 'open' }),
    )
  }),
  handle(noteSarLog, sarLog, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    if (body.entries.length >= SAR_ENTRIES_MAX)
      return fail(
        'sar-log.full',
        `a log holds ${SAR_ENTRIES_MAX} lines: open a second one that continues this`,
      )
    const at = input.at ?? ctx.at.toISOString()
    if (Date.parse(at) > ctx.at.getTime() + AHEAD_MAX_MS)
      return fail('sar-log.future', 'the time of an entry cannot lie in the future', 'at')
    const entry = { at, by: ctx.subject.person, text: input.text, position: input.position ?? null }
    return outcome(await ctx.amend(sarLog, id, rev, { ...body, entries: [...body.entries, entry] }))
  }),
  handle(confirmSarLog, sarLog, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(sarLog, id, rev, { ...body, state: 'open' }))
  }),
  handle(noRescueSarLog, sarLog, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    const closed = await ctx.amend(sarLog, id, rev, { ...body, outcome: NO_RESCUE, state: 'closed' })
    if (!closed.ok) return closed
    const dismissed = await dismissTexts(ctx, id)
    return dismissed.ok ? outcome(closed) : dismissed
  }),
  handle(closeSarLog, sarLog, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(sarLog, id, rev, { ...body, outcome: input.outcome, state: 'closed' }))
  }),
  handle(reopenSarLog, sarLog, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(sarLog, id, rev, { ...body, outcome: null, state: 'open' }))
  }),
]

/** Alarms of one draft that are closed with it; a flood of more stays to be looked at. */
const DISMISSED_MAX = 200

/** The alarms of the texts in a draft that is no case. */
async function dismissTexts(ctx: CommandContext<unknown>, log: string): Promise<Result<null>> {
  const alerts = await ctx.list(pictureAlert, {
    filters: [
      { name: 'sarLog', op: 'eq', value: log },
      { name: 'state', op: 'in', value: ['open', 'acknowledged'] },
    ],
    limit: DISMISSED_MAX,
  })
  if (!alerts.ok) return alerts
  for (const { id, rev, body } of alerts.value.items) {
    const done = await ctx.amend(pictureAlert, id, rev, {
      ...body,
      dismissal: 'resolved',
      state: 'dismissed',
    })
    if (!done.ok) return done
  }
  return ok(null)
}
