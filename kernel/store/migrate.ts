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
    const done: string[] = []
    for (const migration of migrations) {
      const sha = createHash('sha256').update(migration.sql).digest('hex')
      const before = applied.get(migration.name)
      if (before === sha) continue
      if (before !== undefined)
        return fail('store.changed', `migration "${migration.name}" was applied with other text`)
      const result = await apply(client, migration, sha)
      if (!result.ok) return result
      done.push(migration.name)
    }
    return ok(done)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
  }
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
