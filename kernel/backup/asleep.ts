import type { ClientBase } from 'pg'

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

const OWN_TABLES = `SELECT c.oid::regclass::text AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND NOT c.relispartition
    AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)`

/** Of partitioned tables only the parent's: the copies on the partitions go and come with it. */
const FOREIGN_KEYS = `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND conparentid = 0`

/**
 * Puts triggers and foreign keys to sleep for one transaction that loads rows written under them before, and wakes them. A foreign
 * key that comes back checks every row. `session_replication_role` would do the same, and needs a superuser, whom a managed
 * database does not give; a table's owner may do this.
 */
export async function asleep<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  const tables = await client.query<{ table: string }>(OWN_TABLES)
  const keys = await client.query<ForeignKey>(FOREIGN_KEYS)
  for (const { table } of tables.rows) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  for (const { table, name } of keys.rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  const result = await work()
  for (const { table, name, definition } of keys.rows)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
  for (const { table } of tables.rows) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  return result
}
