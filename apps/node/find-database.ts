import { hkdfSync } from 'node:crypto'
import { openCluster, systemClock, type Cluster, type Provisioning } from '@basinet/kernel/store'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import pg from 'pg'
import type { NodeConfig } from './config.ts'
import type { Logger } from './log.ts'

const DATABASE = 'basinet'
const LOGIN = 'basinet_node'
/** duplicate_database, unique_violation */
const MADE_MEANWHILE = new Set(['42P04', '23505'])

/** A database that answers, before its migrations are looked at. The addresses are secret. */
export interface FoundDatabase {
  readonly kind: 'embedded' | 'managed'
  readonly adminUrl: string
  readonly appUrl: string
  readonly appLogin: Provisioning['appLogin']
  /** Where the embedded database writes; null for a managed one. */
  readonly directory: string | null
  stop(): Promise<void>
}

/**
 * Starts the embedded database or names the managed one; changes nothing in it.
 * Errors: those of `openCluster`, `config.database`, `database.connect`.
 */
export async function findDatabase(
  config: NodeConfig,
  subjectKey: Buffer,
  log: Logger,
  stop?: AbortSignal,
): Promise<Result<FoundDatabase>> {
  if (config.database !== null) return managed(config.database)
  const cluster = await openCluster({
    dataDir: config.dataDir,
    clock: systemClock,
    log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
    ...(stop === undefined ? {} : { signal: stop }),
  })
  if (!cluster.ok) return cluster
  cluster.value.onCrash((event) => log.error({ event }, 'the embedded database ended unasked'))
  const made = await connecting('the embedded database', () => createDatabase(cluster.value.adminUrl))
  if (made.ok) return ok(embedded(cluster.value, subjectKey))
  await cluster.value.stop()
  return made
}

function embedded(cluster: Cluster, subjectKey: Buffer): FoundDatabase {
  const appLogin = { name: LOGIN, password: loginPassword(subjectKey) }
  const adminUrl = cluster.urlFor(DATABASE)
  const url = new URL(adminUrl)
  url.username = appLogin.name
  url.password = appLogin.password
  return {
    kind: 'embedded',
    adminUrl,
    appUrl: url.href,
    appLogin,
    directory: cluster.directory,
    stop: () => cluster.stop(),
  }
}

function managed(urls: { readonly url: string; readonly adminUrl: string }): Result<FoundDatabase> {
  const name = decodeURIComponent(new URL(urls.url).username)
  if (name === '')
    return fail('config.database', 'DATABASE_URL must name the application login', 'DATABASE_URL')
  return ok({
    kind: 'managed',
    adminUrl: urls.adminUrl,
    appUrl: urls.url,
    appLogin: { name, password: null },
    directory: null,
    stop: async () => undefined,
  })
}

/** Derived, so that it is stored nowhere and every process of the node knows it. */
function loginPassword(subjectKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', subjectKey, '', 'basinet database login', 24)).toString('base64url')
}

async function createDatabase(adminUrl: string): Promise<Result<null>> {
  const client = new pg.Client({ connectionString: adminUrl })
  // A lost connection fails the query under way; without a listener it would end the process besides.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
    return ok(null)
  } catch (error) {
    // Another process of the node was quicker; PostgreSQL says so in one of two ways (appendix A).
    if (!MADE_MEANWHILE.has((error as { code?: string }).code ?? '')) throw error
    return ok(null)
  } finally {
    await client.end()
  }
}

/** An operator's wrong address or a database that is down is no bug of ours. The message of the driver names no password. */
export async function connecting<T>(what: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { code } = error as { code?: string }
    if (code === undefined) throw error
    return fail('database.connect', `${what} cannot be used: ${error.message || code}`)
  }
}
