import { fail, ok, type RecordDeclaration, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { listRecords, type CommandContext, type Filter, type Outcome } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'

const PAGE = 500

export const outcome = <T>(done: Result<StoredRecord<T>>): Result<Outcome> =>
  done.ok ? ok({ record: done.value }) : done

export function acted<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: the command acts on a record')
  return ctx.record
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Every record that fits and may be read, at most `most`. */
export async function readAll<T>(
  tx: Tx,
  decl: RecordDeclaration,
  filters: readonly Filter[],
  most: number,
): Promise<StoredRecord<T>[]> {
  const found: StoredRecord<T>[] = []
  for (let cursor: string | undefined; found.length < most;) {
    const page = await listRecords<T>(tx, decl, {
      filters,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    found.push(...page.value.items)
    if (page.value.next === null) break
    cursor = page.value.next
  }
  return found.slice(0, most)
}

export const eq = (name: string, value: string): Filter => ({ name, op: 'eq', value })

/** `Result` names the field where a referred record is absent or may not be read. */
export function found<T>(
  record: StoredRecord<T> | null,
  what: string,
  field: string,
): Result<StoredRecord<T>> {
  return record === null ? fail('training.absent', `there is no such ${what}`, field) : ok(record)
}
