import { fail, ok, type BodyOf, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { nationParameter } from '@basinet/kernel/identity/contract'
import { listRecords, type CommandContext, type Outcome } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { surface, type BallisticSurface } from '../contract/surface.ts'
import { specimen, type Specimen } from '../contract/specimen.ts'
import { WIDTH_TOLERANCE } from '../rules/classes.ts'

export const outcome = (done: Result<StoredRecord>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done

export function acted<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: the command acts on a record')
  return ctx.record
}

export const absent = (type: string, id: string, field: string): Result<never> =>
  fail('record.absent', `no ${type} ${id}`, field)

const TOLERANCE = { filters: [{ name: 'name', op: 'eq' as const, value: WIDTH_TOLERANCE }], limit: 1 }

export async function widthTolerance(ctx: Pick<CommandContext<unknown>, 'list'>): Promise<number | null> {
  const page = await ctx.list(nationParameter, TOLERANCE)
  return page.ok ? (page.value.items[0]?.body.value ?? null) : null
}

/** The same outside a command. */
export async function nationWidthTolerance(tx: Tx): Promise<number | null> {
  const page = await listRecords<BodyOf<typeof nationParameter>>(tx, nationParameter, TOLERANCE)
  return page.ok ? (page.value.items[0]?.body.value ?? null) : null
}

export interface Measured {
  readonly surface: StoredRecord<BallisticSurface>
  readonly specimen: StoredRecord<Specimen>
}

/** A surface that was read, with its specimen. Errors: `record.absent`, `ballistic-surface.unread`. */
export async function measured(
  ctx: CommandContext<unknown>,
  id: string,
  field: string,
): Promise<Result<Measured>> {
  const found = await ctx.get(surface, id)
  if (found === null) return absent(surface.type, id, field)
  if (found.body.state !== 'read')
    return fail('ballistic-surface.unread', 'a surface that was read is expected', field)
  const of = await ctx.get(specimen, found.body.specimen)
  return of === null
    ? absent(specimen.type, found.body.specimen, field)
    : ok({ surface: found, specimen: of })
}
