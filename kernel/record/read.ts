import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import type { Tx } from '../store/store.ts'
import { labelFromRow, recordFromRow, type RecordRow } from './row.ts'
import { historyTable, recordTable } from './table-name.ts'

/** The record, or null where it is absent or may not be read: a reader cannot tell which. */
export async function readRecord<T>(
  tx: Tx,
  decl: RecordDeclaration,
  id: string,
): Promise<StoredRecord<T> | null> {
  const { rows } = await tx.client.query<RecordRow>(`SELECT * FROM ${recordTable(decl.type)} WHERE id = $1`, [
    id,
  ])
  return rows[0] === undefined ? null : recordFromRow<T>(decl, rows[0])
}

/** Those of `ids` that may be read, in no particular order. */
export async function readRecords<T>(
  tx: Tx,
  decl: RecordDeclaration,
  ids: readonly string[],
): Promise<StoredRecord<T>[]> {
  const { rows } = await tx.client.query<RecordRow>(
    `SELECT * FROM ${recordTable(decl.type)} WHERE id = ANY ($1)`,
    [ids],
  )
  return rows.map((row) => recordFromRow<T>(decl, row))
}

export interface HistoryItem {
  readonly rev: number
  readonly at: string
  readonly by: string
  readonly reason: string | null
  readonly command: string
  readonly version: number
  /** As written then, not lifted: history shows what stood there. */
  readonly body: unknown
  readonly label: Label
}

const HISTORY_MAX = 1000

/** Every revision, newest first. */
export async function readHistory(tx: Tx, decl: RecordDeclaration, id: string): Promise<HistoryItem[]> {
  const { rows } = await tx.client.query<RecordRow>(
    `SELECT * FROM ${historyTable(decl.type)} WHERE id = $1 ORDER BY rev DESC LIMIT ${HISTORY_MAX}`,
    [id],
  )
  return rows.map((row) => ({
    rev: row.rev,
    at: row.updated_at.toISOString(),
    by: row.updated_by,
    reason: row['reason'] as string | null,
    command: row['command'] as string,
    version: row.version,
    body: row.body,
    label: labelFromRow(row),
  }))
}
