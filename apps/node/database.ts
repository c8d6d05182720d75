import { hkdfSync } from 'node:crypto'
import type { Migration } from '@basinet/kernel/store'
import { openCluster, provision } from '@basinet/kernel/store'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import pg from 'pg'
import type { NodeConfig } from './config.ts'
import type { Logger } from './log.ts'

/** A database brought to this version, and how to let go of it. */
export interface OpenDatabase {
  readonly url: string
  readonly kind: 'embedded' | 'managed'
  readonly version: string
  stop(): Promise<void>
}

const DATABASE = 'basinet'
const LOGIN = 'basinet_node'
const clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)),
}

/** Errors: those of `openCluster` and `provision`, `database.connect`. */
export async function openDatabase(
  config: NodeConfig,
  migrations: readonly Migration[],
  subjectKey: Buffer,
  log: Logger,
): Promise<Result<OpenDatabase>> {
  return config.database === null
    ? embedded(config, migrations, subjectKey, log)
    : managed(config.database, migrations, subjectKey)
}

async function embedded(
  config: NodeConfig,
  migrations: readonly Migration[],
  subjectKey: Buffer,
  log: Logger,
): Promise<Result<OpenDatabase>> {
  const cluster = await openCluster({
    dataDir: config.dataDir,
    clock,
    log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
  })
  if (!cluster.ok) return cluster
  cluster.value.onCrash((event) => log.error({ event }, 'the embedded database ended unasked'))
  await createDatabase(cluster.value.adminUrl)
  const password = loginPassword(subjectKey)
  const adminUrl = cluster.value.urlFor(DATABASE)
  const done = await provision({ adminUrl, migrations, subjectKey, appLogin: { name: LOGIN, password } })
  if (!done.ok) {
    await cluster.value.stop()
    return done
  }
  const url = new URL(adminUrl)
  url.username = LOGIN
  url.password = password
  return ok({
    url: url.href,
    kind: 'embedded',
    version: cluster.value.version,
    stop: () => cluster.value.stop(),
  })
}

/** Derived, so that it is stored nowhere and every process of the node knows it. */
function loginPassword(subjectKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', subjectKey, '', 'basinet database login', 24)).toString('base64url')
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function managed(
  urls: { url: string; adminUrl: string },
  migrations: readonly Migration[],
  subjectKey: Buffer,
): Promise<Result<OpenDatabase>> {
  const name = decodeURIComponent(new URL(urls.url).username)
  if (name === '')
    return fail('config.database', 'DATABASE_URL must name the application login', 'DATABASE_URL')
  const done = await provision({
    adminUrl: urls.adminUrl,
    migrations,
    subjectKey,
    appLogin: { name, password: null },
  })
  if (!done.ok) return done
  const client = new pg.Client({ connectionString: urls.url })
  await client.connect()
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  )
  await client.end()
  return ok({ url: urls.url, kind: 'managed', version: rows[0]?.version ?? '', stop: async () => undefined })
}
