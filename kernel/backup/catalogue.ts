import type { ClientBase } from 'pg'
import { TABLES_LEFT_OUT, type PartitionPart, type SequencePart } from './backup-set.ts'

export interface TableName {
  readonly schema: string
  readonly table: string
  /** columns whose values are stored; generated ones are computed again */
  readonly columns: readonly string[]
}

const OURS = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`

const TABLES = `SELECT n.nspname AS schema, c.relname AS "table",
    array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${OURS}
  GROUP BY 1, 2 ORDER BY 1, 2`

const PARTITIONS = `SELECT n.nspname AS schema, c.relname AS "table", pn.nspname AS "parentSchema",
    p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bounds
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_inherits i ON i.inhrelid = c.oid JOIN pg_class p ON p.oid = i.inhparent
  JOIN pg_namespace pn ON pn.oid = p.relnamespace
  WHERE c.relispartition AND c.relkind = 'r' AND ${OURS} ORDER BY 1, 2`

const SEQUENCES = `SELECT schemaname AS schema, sequencename AS sequence,
    coalesce(last_value, start_value)::text AS last, last_value IS NOT NULL AS called
  FROM pg_sequences WHERE schemaname NOT LIKE 'pg\\_%' ORDER BY 1, 2`

/** Tables with rows of their own, partitions among them. Those left out are not listed. */
export async function listTables(client: ClientBase): Promise<TableName[]> {
  const { rows } = await client.query<TableName>(TABLES)
  return rows.filter((row) => !TABLES_LEFT_OUT.has(`${row.schema}.${row.table}`))
}

export async function listPartitions(client: ClientBase): Promise<PartitionPart[]> {
  const { rows } = await client.query<PartitionPart>(PARTITIONS)
  return rows.map(({ schema, table, parentSchema, parent, bounds }) => ({
    schema,
    table,
    parentSchema,
    parent,
    bounds,
  }))
}

export async function listSequences(client: ClientBase): Promise<SequencePart[]> {
  const { rows } = await client.query<SequencePart>(SEQUENCES)
  return rows.map(({ schema, sequence, last, called }) => ({ schema, sequence, last, called }))
}

export async function listMigrations(client: ClientBase): Promise<{ name: string; sha256: string }[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM public.basinet_migration ORDER BY name',
  )
  return rows.map(({ name, sha256 }) => ({ name, sha256 }))
}

export function qualified(client: ClientBase, schema: string, name: string): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
}

/** Row-level security would leave rows out without a word; only such a login may back up or restore. */
export async function seesEveryRow(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS all FROM pg_roles WHERE rolname = current_user',
  )
  return rows[0]?.all === true
}
