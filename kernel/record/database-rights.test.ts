import { afterAll, beforeAll, expect, test } from 'vitest'
import { REALMS } from '../contract/record.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { everyTableModule } from './test-everything.ts'
import { thingsModule } from './test-types.ts'

/** What the catalogue says of every table and function of every capability: a new one cannot come without these. */
let db: TestStore

const LOGIN = 'basinet_test_app'
const ROLES = ['basinet_app', ...REALMS.filter((r) => r !== 'general').map((r) => `basinet_realm_${r}`)]
const ROLE_ARRAY = `ARRAY['${[LOGIN, ...ROLES].join("','")}']`

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule, everyTableModule()] })
}, 120_000)

afterAll(async () => {
  await db?.close()
})

async function column(sql: string): Promise<string[]> {
  const { rows } = await db.admin.query<{ found: string }>(sql)
  return rows.map((row) => row.found)
}

const TABLES = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('basinet', 'basinet_private', 'public')
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f') CROSS JOIN unnest(${ROLE_ARRAY}) AS who`

/** Tables besides records that a role may change in place, and why that rewrites nothing. */
const CHANGED_IN_PLACE = [
  // The state of an upload before it becomes a file; held to its own policies (kernel/evidence).
  'evidence_file',
  // What the engine made of an image, made again when it is read again; the image and its record stay (lines/2-law-enforcement/fingerprints).
  'fingerprint_latent',
  // Likewise of a surface, made again when it is read again (lines/2-law-enforcement/ballistics).
  'ballistic_map',
  'fingerprint_template',
  // A minor's print that is taken again while its card is open takes the poorer one's place: of a minor nothing is kept that need not be.
  'juvenile_print_image',
]

test('only records are updated in place, and nothing is deleted', async () => {
  const updated = await column(
    `SELECT DISTINCT c.relname AS found FROM ${TABLES} WHERE has_table_privilege(who, c.oid, 'UPDATE') AND c.relname !~ '^r_'`,
  )
  expect(updated.filter((name) => !CHANGED_IN_PLACE.includes(name))).toEqual([])
  const removed = await column(
    `SELECT DISTINCT c.relname AS found FROM ${TABLES} WHERE has_table_privilege(who, c.oid, 'DELETE')`,
  )
  expect(removed.filter((name) => !CHANGED_IN_PLACE.includes(name))).toEqual([])
})

test('nobody truncates, references or puts triggers on a table', async () => {
  const found = await column(
    `SELECT who || ' ' || right_ || ' ' || c.relname AS found FROM ${TABLES} CROSS JOIN unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS right_
     WHERE has_table_privilege(who, c.oid, right_)`,
  )
  expect(found).toEqual([])
})

test('every table that a role reads has row-level security with a policy', async () => {
  const open = await column(
    `SELECT DISTINCT c.relname AS found FROM ${TABLES} WHERE has_table_privilege(who, c.oid, 'SELECT')
       AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`,
  )
  expect(open).toEqual([])
})

test('search, link and change tables are read by no role directly', async () => {
  const found = await column(
    `SELECT who || ' ' || c.relname AS found FROM ${TABLES}
     WHERE has_any_column_privilege(who, c.oid, 'SELECT') AND (c.relname ~ '^search_' OR c.relname IN ('link', 'pending_change', 'change', 'subject_key'))`,
  )
  expect(found).toEqual([])
})

test('row-level security is not forced on the owner, who may be no superuser', async () => {
  const forced = await column(`SELECT DISTINCT c.relname AS found FROM ${TABLES} WHERE c.relforcerowsecurity`)
  expect(forced).toEqual([])
})

test('a protected realm is open to its own role and no other', async () => {
  const found = await column(
    `SELECT who || ' ' || c.relname AS found FROM ${TABLES}
     WHERE has_table_privilege(who, c.oid, 'SELECT, INSERT, UPDATE') AND c.relname ~ '_(young|hidden|inner)_thing$' ORDER BY 1`,
  )
  expect(found).toEqual([
    'basinet_realm_integrity h_inner_thing',
    'basinet_realm_integrity r_inner_thing',
    'basinet_realm_juvenile h_young_thing',
    'basinet_realm_juvenile r_young_thing',
    'basinet_realm_witness h_hidden_thing',
    'basinet_realm_witness r_hidden_thing',
  ])
})

test('the login itself holds no right on any table and no role inherits one to it', async () => {
  const found = await column(
    `SELECT c.relname AS found FROM ${TABLES} WHERE who = '${LOGIN}'
     AND has_table_privilege(who, c.oid, 'SELECT, INSERT, UPDATE, DELETE')`,
  )
  expect(found).toEqual([])
})

test('no role is strong, and the login is a member of these roles only', async () => {
  const strong = await column(
    `SELECT rolname AS found FROM pg_roles WHERE rolname = ANY (${ROLE_ARRAY})
     AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)`,
  )
  expect(strong).toEqual([])
  const groups = await column(
    `SELECT g.rolname AS found FROM pg_roles g, pg_roles l WHERE l.rolname = '${LOGIN}' AND g.oid <> l.oid
     AND pg_has_role(l.oid, g.oid, 'MEMBER') ORDER BY 1`,
  )
  expect(groups).toEqual([...ROLES].sort())
})

test('no role creates anything: not in a schema, not a schema, not even a temporary table', async () => {
  const schemas = await column(
    `SELECT who || ' ' || n.nspname AS found FROM pg_namespace n CROSS JOIN unnest(${ROLE_ARRAY}) AS who
     WHERE has_schema_privilege(who, n.oid, 'CREATE')`,
  )
  expect(schemas).toEqual([])
  const database = await column(
    `SELECT who AS found FROM unnest(${ROLE_ARRAY}) AS who WHERE has_database_privilege(who, current_database(), 'CREATE, TEMPORARY')`,
  )
  expect(database).toEqual([])
})

const FUNCTIONS = `pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname ~ '^basinet'`

test('no function is open to PUBLIC, and each fixes its search path', async () => {
  const open = await column(
    `SELECT p.proname AS found FROM ${FUNCTIONS}
     WHERE EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)`,
  )
  expect(open).toEqual([])
  const loose = await column(
    `SELECT p.proname AS found FROM ${FUNCTIONS} WHERE p.prosecdef AND NOT coalesce(p.proconfig::text ~ 'search_path=pg_catalog, pg_temp', false)`,
  )
  expect(loose).toEqual([])
})

/** Ways in which a function's text asks who calls: the subject, a check that asks for it, or a function that does. */
const ASKS = 'subject_now\\(|subject_check\\(|_check\\(|node_only\\(|basinet\\.(visible|release_rows)\\('

test("every function with the owner's rights asks for a subject before it acts", async () => {
  const unguarded = await column(
    `SELECT p.proname AS found FROM ${FUNCTIONS}
     WHERE p.prosecdef AND p.prorettype <> 'trigger'::regtype AND p.proname <> 'subject_now'
       AND has_function_privilege('basinet_app', p.oid, 'EXECUTE') AND p.prosrc !~ '${ASKS}'`,
  )
  expect(unguarded).toEqual([])
})

test('numbers, leases, trusted time and jobs are for the node and its services, whatever a person may read', async () => {
  const calls = [
    `basinet.lease_take('sequencer', 'me', 60)`,
    `basinet.lease_free('sequencer', 'me')`,
    `basinet.fence_check('sequencer', 1)`,
    `basinet.raise_time('2099-01-01')`,
    `basinet.job_take('me', ARRAY['file.destroy-content'], 60)`,
    `basinet.job_progress('00000000-0000-4000-8000-000000000000', 'me', 1, 1, '', 60)`,
    `basinet.job_finish('00000000-0000-4000-8000-000000000000', 'me', 'done', NULL, NULL, 1)`,
    `basinet.job_sweep()`,
    `basinet.sequence_audit(1, 10)`,
    `basinet.sequence_changes(1, 10, now())`,
    `basinet.store_tile(1, 0::smallint, 0, '\\x00')`,
    `basinet.store_checkpoint(1, 1, '\\x00', now(), 'forged')`,
  ]
  const person = testSubject({ roles: ['reader', 'officer', 'auditor', 'administrator'], clearance: 4 })
  for (const call of calls) {
    const asked = db.read(person, (tx) => tx.client.query(`SELECT ${call}`))
    await expect(asked).rejects.toMatchObject({ code: '42501', message: 'this is for the node itself' })
  }
})
