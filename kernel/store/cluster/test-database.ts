import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { systemClock } from './system-clock.ts'
import { openTestCluster } from './test-cluster.ts'
import type { Cluster } from './types.ts'

/** Databases of runs that were killed, and templates nobody has cloned for so long, are dropped by the next run. */
const KEPT_HOURS = 2
const MILLISECONDS_AN_HOUR = 3_600_000
const NAME_CHARACTERS_MAX = 24
/** First key of the advisory locks taken here; any fixed number of our own. */
const LOCK_SPACE = 0x0ba5

export interface TestDatabase {
  /** Superuser of the whole test cluster, on a database of its own. */
  readonly adminUrl: string
  readonly name: string
  drop(): Promise<void>
}

/** A database built once and then cloned: give the hash of everything that `build` reads as `key`. */
export interface TestTemplate {
  readonly key: string
  /** Must close its connections. Roles belong to the cluster, not to the database: make them only if they are missing. */
  build(adminUrl: string): Promise<void>
}

let opening: Promise<Cluster> | null = null

/** A fresh database, empty or cloned from a template. Safe in parallel processes. */
export async function testDatabase(name: string, template?: TestTemplate): Promise<TestDatabase> {
  const cluster = await (opening ??= openAndPrune())
  return withAdmin(cluster, async (admin) => {
    const source = template === undefined ? 'template0' : await ensureTemplate(cluster, admin, template)
    const slug = name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .slice(0, NAME_CHARACTERS_MAX)
    const database = `test_${systemClock.now().toString(36)}_${slug}_${randomBytes(4).toString('hex')}`
    await admin.query(`create database ${quoted(database)} template ${quoted(source)}`)
    const drop = () =>
      withAdmin(cluster, async (client) => {
        await client.query(`drop database if exists ${quoted(database)} with (force)`)
      })
    return { adminUrl: cluster.urlFor(database), name: database, drop }
  })
}

/** The lock is held until the connection ends, so that a clone never meets the pruning of its template. */
async function ensureTemplate(cluster: Cluster, admin: pg.Client, template: TestTemplate): Promise<string> {
  const digest = createHash('sha256').update(template.key).digest()
  const name = `template_${digest.toString('hex').slice(0, 24)}`
  const lock = [LOCK_SPACE, digest.readInt32BE()]
  if (!(await exists(admin, name))) {
    await admin.query('select pg_advisory_lock($1, $2)', lock)
    if (!(await exists(admin, name))) await buildTemplate(cluster, admin, name, template)
    await admin.query('select pg_advisory_unlock($1, $2)', lock)
  }
  await admin.query('select pg_advisory_lock_shared($1, $2)', lock)
  await admin.query(`comment on database ${quoted(name)} is '${systemClock.now()}'`)
  return name
}

/** Built under another name: a build that fails or is killed never looks finished. */
async function buildTemplate(
  cluster: Cluster,
  admin: pg.Client,
  name: string,
  template: TestTemplate,
): Promise<void> {
  const draft = `${name}_draft`
  await admin.query(`drop database if exists ${quoted(draft)} with (force)`)
  await admin.query(`create database ${quoted(draft)} template template0`)
  await template.build(cluster.urlFor(draft))
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [draft])
  await admin.query(`alter database ${quoted(draft)} rename to ${quoted(name)}`)
  await admin.query(`alter database ${quoted(name)} allow_connections false`)
}

async function openAndPrune(): Promise<Cluster> {
  const cluster = await openTestCluster()
  await withAdmin(cluster, async (admin) => {
    const { rows } = await admin.query<{ name: string; used: string | null }>(
      `select datname as name, shobj_description(oid, 'pg_database') as used from pg_database
       where datname like 'test\\_%' or datname like 'template\\_%'`,
    )
    const oldest = systemClock.now() - KEPT_HOURS * MILLISECONDS_AN_HOUR
    for (const { name, used } of rows) {
      if (lastUse(name, used) < oldest) await pruneOne(admin, name)
    }
  })
  return cluster
}

/** @returns milliseconds; a draft without a note is left to the next build of its template */
function lastUse(name: string, used: string | null): number {
  if (name.startsWith('test_')) return Number.parseInt(name.split('_')[1] ?? '', 36)
  return used === null ? Number.POSITIVE_INFINITY : Number(used)
}

async function pruneOne(admin: pg.Client, name: string): Promise<void> {
  if (name.startsWith('template_')) {
    const lock = [LOCK_SPACE, Buffer.from(name.split('_')[1] ?? '', 'hex').readInt32BE()]
    const { rows } = await admin.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1, $2) as taken',
      lock,
    )
    if (rows[0]?.taken !== true) return
  }
  await admin.query(`drop database if exists ${quoted(name)} with (force)`)
}

async function exists(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
  return rowCount === 1
}

async function withAdmin<T>(cluster: Cluster, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: cluster.adminUrl })
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.end()
  }
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name)
}
