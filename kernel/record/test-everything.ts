import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type pg from 'pg'
import { defineCapability } from '../contract/line.ts'
import { readMigrations } from '../store/migrations.ts'
import type { CapabilityModule } from './module.ts'

const ROOT = join(import.meta.dirname, '../..')
/** test-store applies these itself. */
const ALWAYS_THERE = ['kernel/store', 'kernel/approval']

/** The tables of every capability in the checkout, found by their migrations, so that none can be forgotten. */
export function everyTableModule(): CapabilityModule {
  const folders = globSync(['kernel/*/migrations', '{lines,programme}/**/migrations'], {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules',
  })
    .map((folder) => dirname(folder))
    .filter((folder) => !ALWAYS_THERE.includes(folder))
    .sort()
  return {
    capability: defineCapability({ id: 'every-table', line: 'node', records: [], commands: [], roles: [] }),
    bindings: [],
    migrations: folders.flatMap((folder) =>
      readMigrations(basename(folder), join(ROOT, folder, 'migrations')),
    ),
  }
}

export interface TableName {
  readonly schema: string
  readonly table: string
}

export const quoted = ({ schema, table }: TableName): string => `"${schema}"."${table}"`

/** Every table, view and partition of the platform's schemas, as the catalogue has them. */
export async function everyTable(admin: pg.Client): Promise<TableName[]> {
  const { rows } = await admin.query<TableName>(
    `SELECT n.nspname AS schema, c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
       AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1, 2`,
  )
  return rows
}

const CANARY = 'canary-7f3a'

interface Column {
  readonly name: string
  readonly type: string
  readonly label: string | null
}

/**
 * Puts one row into every table, with the canary in every text it has. Checks and keys to other tables are dropped before:
 * the row has to be there, not to be right.
 */
export async function plantCanaries(admin: pg.Client): Promise<void> {
  await admin.query("SET session_replication_role = 'replica'")
  for (const name of await everyTable(admin)) {
    const { rows: kinds } = await admin.query<{ kind: string; empty: boolean }>(
      `SELECT c.relkind AS kind, (SELECT count(*) = 0 FROM pg_inherits i WHERE i.inhparent = c.oid) AS empty
       FROM pg_class c WHERE c.oid = $1::regclass`,
      [quoted(name)],
    )
    const kind = kinds[0]?.kind
    if (kind === 'v' || kind === 'm') continue
    if (kind === 'p' && kinds[0]?.empty === true)
      await admin.query(
        `CREATE TABLE "${name.schema}"."${name.table}_canary" PARTITION OF ${quoted(name)} DEFAULT`,
      )
    await dropChecks(admin, name)
    const { rows: present } = await admin.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)
    if (present.length === 0) await plant(admin, name)
  }
  await admin.query("SET session_replication_role = 'origin'")
}

async function dropChecks(admin: pg.Client, name: TableName): Promise<void> {
  const { rows } = await admin.query<{ constraint: string }>(
    `SELECT conname AS constraint FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'f') AND conislocal`,
    [quoted(name)],
  )
  for (const { constraint } of rows)
    await admin.query(`ALTER TABLE ${quoted(name)} DROP CONSTRAINT IF EXISTS "${constraint}"`)
}

async function plant(admin: pg.Client, name: TableName): Promise<void> {
  const { rows } = await admin.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
       (SELECT min(e.enumlabel) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS label
     FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND a.attidentity = ''`,
    [quoted(name)],
  )
  const columns = rows.map((column) => `"${column.name}"`).join(', ')
  const values = rows.map((column) => sample(column)).join(', ')
  await admin.query(`INSERT INTO ${quoted(name)} (${columns}) VALUES (${values})`)
}

const TEXT = `{"canary": "${CANARY}"}`

/** A JSON object as text, since one generated column reads its text as JSON. */
function sample(column: Column): string {
  if (column.label !== null) return `'${column.label}'`
  if (column.type.endsWith('[]')) return "'{}'"
  if (/^(text|json|jsonb|character varying|name)$/.test(column.type)) return `'${TEXT}'`
  if (/^(smallint|integer|bigint|real|double precision|numeric|oid)$/.test(column.type)) return '1'
  if (/^timestamp|^date$/.test(column.type)) return "'2026-11-24T00:00:00Z'"
  const fixed: Record<string, string> = {
    boolean: 'true',
    uuid: 'gen_random_uuid()',
    bytea: "'\\x00'",
    tsvector: `to_tsvector('simple', '${CANARY}')`,
    interval: "'1 hour'",
    inet: "'127.0.0.1'",
    'basinet.label': 'NULL',
  }
  const value = fixed[column.type]
  if (value === undefined)
    throw new Error(`a sample of type ${column.type} is needed for column ${column.name}`)
  return value
}
