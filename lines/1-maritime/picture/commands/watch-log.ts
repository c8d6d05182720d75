import { fail, ok } from '@basinet/kernel/contract'
import { handle } from '@basinet/kernel/record'
import { correctWatchLog, watchLogEntry, writeWatchLog } from '../contract/watch-log.ts'

/** A log is written as things happen; a line about the future is a typing error. */
const AHEAD_MAX_MS = 5 * 60_000

function tooLate(at: string, now: Date): boolean {
  return Date.parse(at) > now.getTime() + AHEAD_MAX_MS
}

export const watchLogBindings = [
  handle(writeWatchLog, watchLogEntry, async (ctx, input) => {
    const at = input.at ?? ctx.at.toISOString()
    if (tooLate(at, ctx.at))
      return fail('watch-log.future', 'the time of an entry cannot lie in the future', 'at')
    const made = await ctx.create(watchLogEntry, {
      at,
      kind: input.kind,
      text: input.text,
      mmsi: input.mmsi ?? null,
      position: input.position ?? null,
      alert: input.alert ?? null,
    })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(correctWatchLog, watchLogEntry, async (ctx, input) => {
    const record = ctx.record
    if (record === null) throw new Error('BUG: a correction has its record')
    const at = input.at ?? record.body.at
    if (tooLate(at, ctx.at))
      return fail('watch-log.future', 'the time of an entry cannot lie in the future', 'at')
    const body = { ...record.body, text: input.text, at, kind: input.kind ?? record.body.kind }
    const made = await ctx.amend(watchLogEntry, record.id, record.rev, body)
    return made.ok ? ok({ record: made.value }) : made
  }),
]
