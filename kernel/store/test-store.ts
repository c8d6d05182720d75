import { createHash } from 'node:crypto'
import pg from 'pg'
import { approvalMigrations } from '../approval/module.ts'
import type { Subject } from '../contract/subject.ts'
import { createPolicy } from '../policy/index.ts'
import { assembleCore } from '../record/assemble.ts'
import { sealedSubject, type Core } from '../record/core.ts'
import type { CapabilityModule } from '../record/module.ts'
import { testDatabase } from './cluster/test-database.ts'
import { kernelMigrations } from './migrations.ts'
import { provision } from './provision.ts'
import { openStore, type Store, type Tx } from './store.ts'
import { sealSubject, type SealedSubject } from './subject-seal.ts'

export interface TestStore {
  readonly core: Core
  readonly store: Store
  /** As the migration login, to look behind the application. */
  readonly admin: pg.Client
  readonly adminUrl: string
  /** As the application's own login. */
  readonly appUrl: string
  readonly subjectKey: Buffer
  /** Reads as this subject. */
  read<T>(subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface TestStoreOptions {
  readonly modules?: readonly CapabilityModule[]
  readonly nation?: string
  readonly mode?: 'demo' | 'service'
  readonly now?: () => Date
  readonly poolMax?: number
}

const LOGIN = { name: 'basinet_test_app', password: 'test-cluster-only' }
const SUBJECT_KEY = createHash('sha256').update('subject key of test databases').digest()
/** Roles belong to the whole cluster: builders of two templates would trip over each other. */
const ROLES_LOCK = 7_201_002

/** A fresh database with these capabilities, on the shared test cluster, put together as the node does it. */
export async function openTestStore(options: TestStoreOptions = {}): Promise<TestStore> {
  const modules = options.modules ?? []
  const migrations = [...kernelMigrations(), ...approvalMigrations(), ...modules.flatMap((m) => m.migrations)]
  const key = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)
  const build = (adminUrl: string): Promise<void> => buildTemplate(adminUrl, migrations)
  const database = await testDatabase('store', { key, build })
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const { rows } = await admin.query<{ db: string }>('SELECT current_database() AS db')
  const name = admin.escapeIdentifier(rows[0]?.db ?? '')
  // A clone does not take over the rights on the database that provision gave and took.
  await admin.query(
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${LOGIN.name}`,
  )
  const appUrl = withLogin(database.adminUrl)
  const store = openStore({
    url: appUrl,
    subjectKey: SUBJECT_KEY,
    onError: () => undefined,
    poolMax: options.poolMax ?? 8,
  })
  const core = assembleCore({
    nation: options.nation ?? 'LCA',
    mode: options.mode ?? 'service',
    modules,
    store,
    policy: createPolicy(),
    now: options.now ?? (() => new Date()),
  })
  return {
    core,
    store,
    admin,
    adminUrl: database.adminUrl,
    appUrl,
    subjectKey: SUBJECT_KEY,
    read: (subject, work) => store.run(sealedSubject(core, subject, core.now()), { readOnly: true }, work),
    async close() {
      await store.close()
      await admin.end()
      await database.drop()
    },
  }
}

async function buildTemplate(
  adminUrl: string,
  migrations: Parameters<typeof provision>[0]['migrations'],
): Promise<void> {
  const postgres = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') })
  await postgres.connect()
  try {
    await postgres.query('SELECT pg_advisory_lock($1)', [ROLES_LOCK])
    const done = await provision({ adminUrl, migrations, subjectKey: SUBJECT_KEY, appLogin: LOGIN })
    if (!done.ok) throw new Error(`BUG: ${done.error.message}`)
  } finally {
    await postgres.end()
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

function withLogin(url: string): string {
  const changed = new URL(url)
  changed.username = LOGIN.name
  changed.password = LOGIN.password
  return changed.href
}

/** The subject sealed for the transaction that the client stands in. */
export async function sealedFor(
  client: pg.Client,
  subject: SealedSubject,
  key: Buffer,
): Promise<{ raw: string; seal: string }> {
  const { rows } = await client.query<{ name: string }>('SELECT basinet.this_transaction() AS name')
  return sealSubject(subject, rows[0]?.name ?? '', key)
}

/** Enters as this subject, as the store does it. */
export async function enterAs(client: pg.Client, subject: SealedSubject, key: Buffer): Promise<void> {
  const { raw, seal } = await sealedFor(client, subject, key)
  await client.query('SELECT basinet.enter($1, $2)', [raw, seal])
}

let counter = 0

/** A person of a test: an officer cleared to restricted who has just proven who it is, unless said otherwise. */
export function testSubject(change: Partial<Subject> = {}): Subject {
  counter++
  return {
    person: `person-${counter}`,
    session: null,
    nation: 'LCA',
    agency: 'test-agency',
    unit: 'test-unit',
    roles: ['officer'],
    clearance: 2,
    handling: [],
    purpose: null,
    juvenile: false,
    sealed: false,
    vettedUntil: null,
    oversight: false,
    realms: [],
    strongAt: '9999-12-31T00:00:00.000Z',
    ...change,
  }
}
