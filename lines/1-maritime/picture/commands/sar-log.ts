import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import {
  closeSarLog,
  noteSarLog,
  openSarLog,
  reopenSarLog,
  SAR_ENTRIES_MAX,
  sarLog,
} from '../contract/sar-log.ts'
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
  handle(closeSarLog, sarLog, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(sarLog, id, rev, { ...body, outcome: input.outcome, state: 'closed' }))
  }),
  handle(reopenSarLog, sarLog, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(sarLog, id, rev, { ...body, outcome: null, state: 'open' }))
  }),
]
