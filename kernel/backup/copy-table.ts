import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { fail, ok, type Result } from '../contract/result.ts'
import type { TablePart } from './backup-set.ts'
import { qualified, type TableName } from './catalogue.ts'
import { PartError, readPart, writePart, type PartKey } from './part-file.ts'

/**
 * Rows go through COPY and not through pg_dump: that must be at least as new as the server, the embedded server ships
 * without it, and the schema comes from our own migrations anyway. So a backup needs no program beside the node, works on
 * a managed database, and restores into another server version.
 */
export async function dumpTable(
  client: pg.Client,
  name: TableName,
  folder: string,
  part: string,
  key: PartKey,
): Promise<TablePart> {
  const columns = name.columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const stream = client.query(
    copyTo(`COPY (SELECT ${columns} FROM ${qualified(client, name.schema, name.table)}) TO STDOUT`),
  )
  const summary = await writePart(join(folder, part), part, key, stream)
  return {
    schema: name.schema,
    table: name.table,
    columns: [...name.columns],
    part,
    rows: stream.rowCount,
    ...summary,
  }
}

export async function loadTable(
  client: pg.ClientBase,
  table: TablePart,
  folder: string,
  key: Omit<PartKey, 'random'>,
): Promise<Result<true>> {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const target = client.query(
    copyFrom(`COPY ${qualified(client, table.schema, table.table)} (${columns}) FROM STDIN`),
  )
  try {
    await pipeline(readPart(join(folder, table.part), table.part, key), target)
  } catch (cause) {
    if (cause instanceof PartError) return fail('backup.part', cause.message, table.part)
    throw cause
  }
  if (target.rowCount !== table.rows) {
    return fail(
      'backup.rows',
      `${table.schema}.${table.table} took ${target.rowCount} rows of ${table.rows}`,
      table.part,
    )
  }
  return ok(true)
}
