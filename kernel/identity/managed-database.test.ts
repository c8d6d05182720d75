import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvalMigrations } from '../approval/module.ts'
import { must } from '../contract/result.ts'
import { REALMS } from '../contract/record.ts'
import { createPolicy } from '../policy/index.ts'
import { assembleCore } from '../record/assemble.ts'
import type { Core } from '../record/core.ts'
import { testDatabase, type TestDatabase } from '../store/cluster/test-database.ts'
import { kernelMigrations } from '../store/migrations.ts'
import { provision } from '../store/provision.ts'
import { openStore, type Store } from '../store/store.ts'
import { openTestStore } from '../store/test-store.ts'
import { createFirstAdministrator } from './first-start.ts'
import { createIdentity } from './identity.ts'
import { identityMigrations, identityModule } from './module.ts'
import { createReports } from './report/reports.ts'
import { openTestNode, ORIGIN } from './test/node.ts'

/** The migration login of a managed PostgreSQL: it owns the tables, is no superuser, and forced row-level security binds it. */
const OWNER = 'basinet_test_identity_owner'
const LOGIN = 'basinet_test_app'
const PASSWORD = 'test-cluster-only'
/** The lock test-store takes around changes of roles. */
const TEST_ROLES_LOCK = 7_201_002
const KEY = createHash('sha256').update('managed identity').digest()

let database: TestDatabase
let store: Store
let core: Core

function as(name: string): string {
  const url = new URL(database.adminUrl)
  url.username = name
  url.password = PASSWORD
  return url.href
}

async function makeOwner(): Promise<void> {
  const url = new URL(database.adminUrl)
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query('SELECT pg_advisory_lock($1)', [TEST_ROLES_LOCK])
  const exists = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER])
  await admin.query(
    `${exists.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${OWNER} LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE PASSWORD '${PASSWORD}'`,
  )
  const roles = ['basinet_app', ...REALMS.filter((r) => r !== 'general').map((r) => `basinet_realm_${r}`)]
  await admin.query(`GRANT ${roles.join(', ')} TO ${OWNER} WITH ADMIN TRUE, INHERIT FALSE`)
  await admin.query(`ALTER DATABASE ${database.name} OWNER TO ${OWNER}`)
  await admin.end()
}

beforeAll(async () => {
  // Another test database first: it makes the roles and the application's login, which belong to the whole cluster.
  await (await openTestStore()).close()
  database = await testDatabase('managed-identity')
  await makeOwner()
  const migrations = [...kernelMigrations(), ...approvalMigrations(), ...identityMigrations()]
  must(
    await provision({
      adminUrl: as(OWNER),
      migrations,
      subjectKey: KEY,
      appLogin: { name: LOGIN, password: null },
    }),
  )
  store = openStore({ url: as(LOGIN), subjectKey: KEY, onError: () => undefined })
  core = assembleCore({
    nation: 'LCA',
    mode: 'service',
    modules: [identityModule(() => core)],
    store,
    policy: createPolicy(),
    now: () => new Date(),
  })
}, 120_000)

afterAll(async () => {
  await store.close()
  await database.drop()
})

test('people sign in and are resolved where no login is a superuser', async () => {
  const node = await openTestNode({ empty: true })
  await node.close()
  const mine = { ...node.options, core, random: (bytes: number) => randomBytes(bytes) }
  const first = must(await createFirstAdministrator(mine))
  const identity = createIdentity(mine)
  const opened = must(await identity.signIn.password(first, ORIGIN))
  const now = await identity.resolve(opened.token)
  expect(now).toMatchObject({
    agencyName: 'Node administration',
    unitName: 'Administrators',
    session: { limit: 'change-password' },
    person: { username: 'administrator' },
  })
  if (now === null) return
  const input = { current: first.password, password: 'nine pelicans past the old jetty' }
  expect(must(await identity.credentials.changePassword(now, opened.token, input, ORIGIN)).limit).toBe(
    'enrol',
  )
  const auditor = { ...now.subject, roles: ['officer', 'auditor'], purpose: 'audit' }
  expect(must(await createReports(core).access(auditor)).items).toMatchObject([{ person: first.person }])
})
