import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext, Outcome } from '@basinet/kernel/record'

/** The record an `act` command was given for. */
export function actedOn<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: this command acts on a record')
  return ctx.record
}

export function outcome(record: Result<StoredRecord>): Result<Outcome> {
  return record.ok ? ok({ record: record.value }) : record
}

/** Today where the clock is furthest ahead (UTC+14): a day entered there is no day to come. */
const AHEAD_MS = 14 * 3_600_000

/** Errors: `equipment-item.future`. */
export function notAhead(ctx: CommandContext<unknown>, at: string, field: string): Result<null> {
  return Date.parse(at) > ctx.at.getTime() + AHEAD_MS
    ? fail('equipment-item.future', 'it cannot have happened yet', field)
    : ok(null)
}
