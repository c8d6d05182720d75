import { pendingMigrations, provision, type Migration } from '@basinet/kernel/store'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import pg from 'pg'
import type { NodeConfig } from './config.ts'
import type { Logger } from './log.ts'
import { connecting, findDatabase } from './find-database.ts'
import { withCure } from './migration-cure.ts'
import type { NodeFile } from './node-file.ts'

/** A database brought to this version, and how to let go of it. */
export interface OpenDatabase {
  readonly url: string
  /** With the login that owns the tables; secret, and only for what the application's own may not do. */
  readonly adminUrl: string
  readonly kind: 'embedded' | 'managed'
  readonly version: string
  /** Where the embedded database writes; null for a managed one. */
  readonly directory: string | null
  stop(): Promise<void>
}

export interface DatabaseOptions {
  readonly config: NodeConfig
  readonly mode: NodeFile['mode']
  readonly migrations: readonly Migration[]
  readonly subjectKey: Buffer
  readonly log: Logger
  /** Ends waiting for a database that another process prepares or that recovers. */
  readonly stop: AbortSignal
}

/** Errors: those of `findDatabase` and `provision`, and `store.older`, with what to do about them. */
export async function openDatabase(options: DatabaseOptions): Promise<Result<OpenDatabase>> {
  const { config, mode, migrations, subjectKey, log, stop } = options
  const found = await findDatabase(config, subjectKey, log, stop)
  if (!found.ok) return found
  const { kind, adminUrl, appUrl, appLogin, directory } = found.value
  const version = await connecting('DATABASE_ADMIN_URL', async () => {
    const fit = mode === 'service' ? await notOlder(adminUrl, migrations) : ok(null)
    if (!fit.ok) return { ok: false, error: withCure(fit.error, mode, config) }
    const done = await provision({ adminUrl, migrations, subjectKey, appLogin })
    if (!done.ok) return { ok: false, error: withCure(done.error, mode, config) }
    return connecting('DATABASE_URL', () => serverVersion(appUrl))
  })
  if (version.ok)
    return ok({
      url: appUrl,
      adminUrl,
      kind,
      version: version.value,
      directory,
      stop: () => found.value.stop(),
    })
  await found.value.stop()
  return version
}

/** A service node is migrated by `basinet upgrade` alone, which backs up first; a demonstration by its start. */
async function notOlder(adminUrl: string, migrations: readonly Migration[]): Promise<Result<null>> {
  const client = new pg.Client({ connectionString: adminUrl })
  // A lost connection fails the query under way; without a listener it would end the process besides.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const pending = await pendingMigrations(client, migrations)
    if (!pending.ok) return pending
    const count = pending.value?.length ?? 0
    return count === 0
      ? ok(null)
      : fail('store.older', `the database is of an older version: ${count} migrations are to be applied`)
  } finally {
    await client.end()
  }
}

async function serverVersion(url: string): Promise<Result<string>> {
  const client = new pg.Client({ connectionString: url })
  // A lost connection fails the query under way; without a listener it would end the process besides.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    )
    return ok(rows[0]?.version ?? '')
  } finally {
    await client.end()
  }
}
