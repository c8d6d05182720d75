import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approvalMigrations } from '../approval/module.ts'
import { must } from '../contract/result.ts'
import { REALMS, type RecordDeclaration } from '../contract/record.ts'
import { createPolicy } from '../policy/index.ts'
import { assembleCore } from '../record/assemble.ts'
import { defaultLabel, nodeSubject, newRecordId, sealedSubject } from '../record/core.ts'
import { readHistory, readRecord } from '../record/read.ts'
import { searchRecords } from '../record/search.ts'
import { generalThing, thingsModule } from '../record/test-types.ts'
import { insertRecord, updateRecord } from '../record/write.ts'
import { testDatabase, type TestDatabase } from './cluster/test-database.ts'
import { kernelMigrations } from './migrations.ts'
import { provision } from './provision.ts'
import { openStore, type Store } from './store.ts'
import { openTestStore, testSubject } from './test-store.ts'

/**
 * A managed PostgreSQL gives no superuser: the migration login owns the tables, may make roles and nothing more. Forced
 * row-level security then binds the kernel's own SECURITY DEFINER functions as well.
 */
const OWNER = 'basinet_test_owner'
const LOGIN = 'basinet_test_app'
const PASSWORD = 'test-cluster-only'
/** The lock test-store takes around changes of roles. */
const TEST_ROLES_LOCK = 7_201_002
const KEY = createHash('sha256').update('managed').digest()

let database: TestDatabase
let store: Store

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
  database = await testDatabase('managed')
  await makeOwner()
  const migrations = [...kernelMigrations(), ...approvalMigrations(), ...thingsModule.migrations]
  const appLogin = { name: LOGIN, password: null }
  must(await provision({ adminUrl: as(OWNER), migrations, subjectKey: KEY, appLogin }))
  store = openStore({ url: as(LOGIN), subjectKey: KEY, onError: () => undefined })
}, 120_000)

afterAll(async () => {
  await store?.close()
  await database?.drop()
})

test('records are written, read, searched and kept in history', async () => {
  const core = assembleCore({
    nation: 'LCA',
    mode: 'service',
    modules: [thingsModule],
    store,
    policy: createPolicy(),
    now: () => new Date(),
  })
  const reader = testSubject({ roles: ['reader'] })
  const decl = generalThing as unknown as RecordDeclaration
  const id = newRecordId(decl, new Date())
  const author = { person: reader.person, command: 'thing.make', reason: null }
  const body = {
    name: 'Grey Ghost',
    note: 'seen off Vieux Fort',
    state: 'open',
    count: 1,
    seenAt: '2026-11-24T00:00:00Z',
    lonDeg: -61,
    latDeg: 13.7,
  }
  await store.run(sealedSubject(core, reader, core.now()), {}, async (tx) => {
    must(await insertRecord(tx, decl, author, { id, body, label: defaultLabel(core, decl, tx.at) }))
    must(await updateRecord(tx, decl, author, id, 1, { body: { ...body, state: 'closed' } }))
  })
  await store.run(sealedSubject(core, reader, core.now()), { readOnly: true }, async (tx) => {
    expect(await readRecord(tx, decl, id)).toMatchObject({ rev: 2, body: { state: 'closed' } })
    expect((await readHistory(tx, decl, id)).map((item) => item.rev)).toEqual([2, 1])
    expect(must(await searchRecords(tx, 'general', 'vieux fort')).items).toMatchObject([{ id }])
  })
  const leaf = await core.audit.write({
    kind: 'record.read',
    at: core.now(),
    actor: reader.person,
    outcome: 'done',
    details: { id },
  })
  expect(leaf).toMatch(/^[0-9a-f]{64}$/)
  await store.run(sealedSubject(core, nodeSubject(core.nation), core.now()), {}, async (tx) => {
    const { rows } = await tx.client.query<{ fence: string }>(
      "SELECT basinet.lease_take('sequencer', $1, 30) AS fence",
      [randomUUID()],
    )
    const fence = rows[0]?.fence
    const first = await tx.client.query('SELECT seq FROM basinet.sequence_audit($1, 100)', [fence])
    await tx.client.query('SELECT basinet.sequence_changes($1, 100, now())', [fence])
    expect(first.rowCount).toBe(1)
  })
  await core.audit.write({ kind: 'record.read', at: core.now(), actor: reader.person, outcome: 'done' })
})

describe('a login that an operator made is refused when it could be more than the application', () => {
  const STRONG = 'basinet_test_strong'

  async function provisionWith(words: string, more: readonly string[] = []) {
    const url = new URL(database.adminUrl)
    url.pathname = '/postgres'
    const admin = new pg.Client({ connectionString: url.href })
    await admin.connect()
    try {
      await admin.query('SELECT pg_advisory_lock($1)', [TEST_ROLES_LOCK])
      await admin.query(`DROP ROLE IF EXISTS ${STRONG}`)
      await admin.query(`CREATE ROLE ${STRONG} LOGIN ${words} PASSWORD '${PASSWORD}'`)
      for (const statement of more) await admin.query(statement)
      const migrations = [...kernelMigrations(), ...approvalMigrations(), ...thingsModule.migrations]
      const appLogin = { name: STRONG, password: null }
      return await provision({ adminUrl: as(OWNER), migrations, subjectKey: KEY, appLogin })
    } finally {
      await admin.query(`REVOKE CONNECT ON DATABASE ${database.name} FROM ${STRONG}`)
      await admin.query(`DROP OWNED BY ${STRONG}`)
      await admin.end()
      const here = new pg.Client({ connectionString: database.adminUrl })
      await here.connect()
      await here.query(`DROP OWNED BY ${STRONG}; DROP ROLE ${STRONG}`)
      await here.end()
    }
  }

  test.each([
    ['a member of the owner', 'NOINHERIT', [`GRANT ${OWNER} TO ${STRONG}`], 'store.login-too-strong'],
    ['a reader of all data', 'NOINHERIT', [`GRANT pg_read_all_data TO ${STRONG}`], 'store.login-too-strong'],
    ['a maker of roles', 'CREATEROLE', [], 'store.login-too-strong'],
    ['a replica', 'REPLICATION', [], 'store.login-too-strong'],
    [
      'one that holds the rights without stepping into them',
      'INHERIT',
      [`GRANT basinet_realm_witness TO ${STRONG} WITH INHERIT TRUE`],
      'store.login-inherits',
    ],
  ])('%s', async (_what, words, more, code) => {
    expect(await provisionWith(words, more)).toMatchObject({ error: { code } })
  })

  test('an ordinary one passes, and cannot step into the owner', async () => {
    expect(await provisionWith('NOINHERIT')).toMatchObject({ ok: true })
    const login = new pg.Client({ connectionString: as(LOGIN) })
    await login.connect()
    await expect(login.query(`SET ROLE ${OWNER}`)).rejects.toMatchObject({ code: '42501' })
    await expect(login.query('SELECT * FROM basinet.r_thing')).rejects.toMatchObject({ code: '42501' })
    await login.end()
  })
})
