import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext, Outcome } from '@basinet/kernel/record'
import { interdiction, type Interdiction } from '../contract/interdiction.ts'

/** The record an `act` command was given for. */
export function actedOn<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: this command acts on a record')
  return ctx.record
}

export function outcome(record: Result<StoredRecord>): Result<Outcome> {
  return record.ok ? ok({ record: record.value }) : record
}

/** Clocks of two stations differ by so much. */
const AHEAD_MAX_MS = 5 * 60_000

/** Errors: `interdiction.future`. */
export function notAhead(ctx: CommandContext<unknown>, at: string, field: string): Result<null> {
  return Date.parse(at) > ctx.at.getTime() + AHEAD_MAX_MS
    ? fail('interdiction.future', 'it cannot have happened yet', field)
    : ok(null)
}

/** The operation a boarding or a person belongs to. Errors: `interdiction.absent`, `interdiction.ended`. */
export async function operationOf(
  ctx: CommandContext<unknown>,
  id: string,
): Promise<Result<StoredRecord<Interdiction>>> {
  const found = await ctx.get(interdiction, id)
  if (found === null) return fail('interdiction.absent', 'no such operation', 'interdiction')
  return found.body.state === 'ended'
    ? fail('interdiction.ended', 'the operation has ended', 'interdiction')
    : ok(found)
}

type Line = Pick<Interdiction['log'][number], 'text'> & Partial<Interdiction['log'][number]>

/** Log lines of an operation at most (contract); the last ones are kept free for its end. */
const LOG_MAX = 2000
const LOG_KEPT_FREE = 20

/** A body with a line more in its log. Errors: `interdiction.log-full`. */
export function logged(
  ctx: CommandContext<unknown>,
  body: Interdiction,
  line: Line,
  last = false,
): Result<Interdiction> {
  if (body.log.length >= LOG_MAX - (last ? 0 : LOG_KEPT_FREE))
    return fail(
      'interdiction.log-full',
      'the log is full: end this operation and open one that goes on from it',
    )
  const at = ctx.at.toISOString()
  const full = { at, by: ctx.subject.person, source: 'system' as const, position: null, ...line }
  return ok({ ...body, log: [...body.log, full] })
}
