import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { Label as LabelSchema } from '../contract/label.ts'
import { LABEL_COLUMNS } from '../label/label-table.ts'
import type { Tx } from '../store/store.ts'
import { readRecord } from './read.ts'
import { checkValue, labelValues, refsOf, searchedColumns, searchedValues } from './row.ts'
import { searchText } from './search-text.ts'
import { recordTable } from './table-name.ts'

/** Who writes, by which command and why: kept in the row and its history. */
export interface Author {
  readonly person: string
  readonly command: string
  readonly reason: string | null
}

export interface NewRecord {
  readonly id: string
  readonly body: unknown
  readonly label: Label
  readonly supersedes?: string
}

/** Inserts revision 1. Errors: `record.body`, `record.label` (field named). */
export async function insertRecord<T>(
  tx: Tx,
  decl: RecordDeclaration,
  author: Author,
  input: NewRecord,
): Promise<Result<StoredRecord<T>>> {
  const row = writableRow(decl, author, tx.at, input.body, input.label)
  if (!row.ok) return row
  const columns = ['id', 'rev', 'created_at', 'created_by', 'supersedes', ...row.value.columns]
  const values = [input.id, 1, tx.at, author.person, input.supersedes ?? null, ...row.value.values]
  const marks = values.map((_, i) => `$${i + 1}`).join(', ')
  await tx.client.query(
    `INSERT INTO ${recordTable(decl.type)} (${columns.join(', ')}) VALUES (${marks})`,
    values,
  )
  return ok({
    id: input.id,
    type: decl.type,
    version: decl.version,
    rev: 1,
    title: row.value.title,
    label: input.label,
    body: input.body as T,
    createdAt: tx.at.toISOString(),
    createdBy: author.person,
    updatedAt: tx.at.toISOString(),
    updatedBy: author.person,
    supersedes: input.supersedes ?? null,
  })
}

/**
 * Writes the next revision over `expectedRev`. Errors: `record.absent` (not there, or not readable: the two look alike),
 * `record.stale` (somebody else wrote meanwhile), `record.body`, `record.label`.
 */
export async function updateRecord<T>(
  tx: Tx,
  decl: RecordDeclaration,
  author: Author,
  id: string,
  expectedRev: number,
  change: { readonly body: unknown; readonly label?: Label },
): Promise<Result<StoredRecord<T>>> {
  const before = await readRecord<T>(tx, decl, id)
  if (before === null) return fail('record.absent', `no ${decl.type} ${id}`)
  if (before.rev !== expectedRev)
    return fail('record.stale', `revision ${before.rev} is there, ${expectedRev} was expected`, 'expectedRev')
  const label = change.label ?? before.label
  const row = writableRow(decl, author, tx.at, change.body, label)
  if (!row.ok) return row
  const sets = ['rev', ...row.value.columns].map((column, i) => `${column} = $${i + 3}`)
  const update = tx.client.query(
    `UPDATE ${recordTable(decl.type)} SET ${sets.join(', ')} WHERE id = $1 AND rev = $2`,
    [id, expectedRev, expectedRev + 1, ...row.value.values],
  )
  const result = await update.catch((error: unknown) => {
    throw change.label !== undefined && isPolicy(error) ? new OutOfReach() : error
  })
  if (result.rowCount !== 1) return fail('record.stale', 'the record changed meanwhile', 'expectedRev')
  return ok({
    ...before,
    rev: expectedRev + 1,
    title: row.value.title,
    label,
    body: change.body as T,
    updatedAt: tx.at.toISOString(),
    updatedBy: author.person,
  })
}

/** A new label under which its writer could not read the record. The transaction is over with it. */
export class OutOfReach extends Error {
  constructor() {
    super('the new label puts the record out of its writer’s reach')
  }
}

/** PostgreSQL refuses a row that its writer could not read as a bare error; only its routine tells which, in every language. */
function isPolicy(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '42501' && routine === 'ExecWithCheckOptions'
}

interface WritableRow {
  readonly title: string
  readonly columns: string[]
  readonly values: unknown[]
}

function writableRow(
  decl: RecordDeclaration,
  author: Author,
  at: Date,
  body: unknown,
  label: Label,
): Result<WritableRow> {
  const checked = checkValue<never>(decl.body, body, 'record.body')
  if (!checked.ok) return checked
  const labelled = checkValue<Label>(LabelSchema, label, 'record.label')
  if (!labelled.ok) return labelled
  const title = decl.title(checked.value).slice(0, 300)
  const columns = [
    'version',
    'title',
    'fts',
    ...LABEL_COLUMNS.map(([n]) => n),
    'body',
    'refs',
    'updated_at',
    'updated_by',
    'reason',
    'command',
    ...searchedColumns(decl),
  ]
  const values = [
    decl.version,
    title,
    searchText(decl, title, checked.value),
    ...labelValues(label),
    JSON.stringify(body),
    JSON.stringify(refsOf(decl, body)),
    at,
    author.person,
    author.reason,
    author.command,
    ...searchedValues(decl, body),
  ]
  return ok({ title, columns, values })
}
