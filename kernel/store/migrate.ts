import type { Client } from 'pg'
import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../contract/result.ts'

/** One committed migration. The name orders nothing: the list given to `migrate` does. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

const LOCK = 7_201_001

/**
 * Applies, in order and each in its own transaction, what the database has not seen yet. Refuses a database that knows
 * migrations this node does not (it is newer), and one whose applied text differs from ours.
 * Errors: `store.newer`, `store.changed`, `store.migration` (names the migration and the server's message).
 */
export async function migrate(client: Client, migrations: readonly Migration[]): Promise<Result<string[]>> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS public.basinet_migration (name text PRIMARY KEY, sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
    )
    const pending = await compare(client, migrations)
    if (!pending.ok) return pending
    for (const migration of pending.value) {
      const result = await apply(client, migration, sha256(migration))
      if (!result.ok) return result
    }
    return ok(pending.value.map((m) => m.name))
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
  }
}

/** What `migrate` would apply, changing nothing; null: nothing of ours is there. Errors: `store.newer`, `store.changed`. */
export async function pendingMigrations(
  client: Client,
  migrations: readonly Migration[],
): Promise<Result<readonly Migration[] | null>> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.basinet_migration') IS NOT NULL AS there`,
  )
  return rows[0]?.there === true ? compare(client, migrations) : ok(null)
}

async function compare(client: Client, migrations: readonly Migration[]): Promise<Result<Migration[]>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM public.basinet_migration',
  )
  const applied = new Map(rows.map((r) => [r.name, r.sha256]))
  const known = new Set(migrations.map((m) => m.name))
  const unknown = rows.find((r) => !known.has(r.name))
  if (unknown)
    return fail(
      'store.newer',
      `the database has migration "${unknown.name}", which this version does not know: start a newer version`,
    )
  const changed = migrations.find((m) => (applied.get(m.name) ?? sha256(m)) !== sha256(m))
  if (changed) return fail('store.changed', `migration "${changed.name}" was applied with other text`)
  return ok(migrations.filter((m) => !applied.has(m.name)))
}

function sha256(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex')
}

async function apply(client: Client, migration: Migration, sha: string): Promise<Result<null>> {
  try {
    await client.query('BEGIN')
    await client.query(migration.sql)
    await client.query('INSERT INTO public.basinet_migration (name, sha256) VALUES ($1, $2)', [
      migration.name,
      sha,
    ])
    await client.query('COMMIT')
    return ok(null)
  } catch (error) {
    await client.query('ROLLBACK')
    return fail(
      'store.migration',
      `migration "${migration.name}": ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
