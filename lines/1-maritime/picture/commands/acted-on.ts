import { ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext, Outcome } from '@basinet/kernel/record'

/** The record an `act` command was given for. */
export function actedOn<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: this command acts on a record')
  return ctx.record
}

export function outcome(record: Result<StoredRecord>, output?: unknown): Result<Outcome> {
  if (!record.ok) return record
  return ok(output === undefined ? { record: record.value } : { record: record.value, output })
}
