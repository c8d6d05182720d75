import type pg from 'pg'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import { LABEL_COLUMNS } from '../label/label-table.ts'
import { foldText, labelValues, refsOf, searchedColumns, searchedValues } from './row.ts'
import { historyTable, recordTable, searchTable } from './table-name.ts'

export interface TestRow {
  readonly id: string
  readonly body: Record<string, unknown>
  readonly label: Label
}

const BATCH = 5_000

/**
 * Puts records into a table with their history and search entries as the migration login and past the triggers, which is
 * how a test comes by foreign records, and by many.
 */
export async function insertRows(
  admin: pg.Client,
  decl: RecordDeclaration,
  rows: readonly TestRow[],
  at: Date,
): Promise<void> {
  await admin.query("SET session_replication_role = 'replica'")
  for (let i = 0; i < rows.length; i += BATCH) {
    const batch = JSON.stringify(rows.slice(i, i + BATCH).map((row) => columnsOf(decl, row, at)))
    for (const table of [recordTable(decl.type), historyTable(decl.type)]) {
      await admin.query(
        `INSERT INTO ${table} SELECT r.* FROM jsonb_array_elements($1::jsonb) j, jsonb_populate_record(NULL::${table}, j) r`,
        [batch],
      )
    }
  }
  await admin.query("SET session_replication_role = 'origin'")
  const labels = LABEL_COLUMNS.map(([name]) => name).join(', ')
  await admin.query(
    `INSERT INTO ${searchTable(decl.realm)} (type, id, title, words, updated_at, ${labels})
     SELECT '${decl.type}', id, title, to_tsvector('simple', fts), updated_at, ${labels} FROM ${recordTable(decl.type)}`,
  )
}

function columnsOf(decl: RecordDeclaration, row: TestRow, at: Date): Record<string, unknown> {
  const title = decl.title(row.body)
  const labels = labelValues(row.label)
  const searched = searchedValues(decl, row.body)
  return {
    id: row.id,
    rev: 1,
    version: decl.version,
    title,
    fts: foldText([title, ...decl.fullText(row.body)].join('\n')),
    ...Object.fromEntries(LABEL_COLUMNS.map(([name], i) => [name, labels[i]])),
    body: row.body,
    refs: refsOf(decl, row.body),
    created_at: at.toISOString(),
    created_by: 'test',
    updated_at: at.toISOString(),
    updated_by: 'test',
    command: 'test.insert',
    ...Object.fromEntries(searchedColumns(decl).map((name, i) => [name, searched[i]])),
  }
}
