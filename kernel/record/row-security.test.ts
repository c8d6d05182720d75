import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REALMS, type RecordDeclaration, type Realm } from '../contract/record.ts'
import type { Label } from '../contract/label.ts'
import type { Subject } from '../contract/subject.ts'
import { enterAs, openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { defaultLabel, sealedSubject } from './core.ts'
import { insertRows } from './test-rows.ts'
import { generalThing, THINGS, thingsModule } from './test-types.ts'

/** Plain SQL by the application's login with a true subject in force: what it still may not do. */
let db: TestStore
let login: pg.Client

const AT = new Date('2026-11-24T00:00:00.000Z')
const open = randomUUID()
const secret = randomUUID()
const foreign = randomUUID()
const inRealm: Partial<Record<Realm, string>> = {}

const reader = testSubject({ roles: ['reader'], clearance: 2, purpose: 'maritime' })
const insider = (realm: Realm): Subject => ({ ...reader, realms: [realm] })

const body = (count: number) => ({
  name: 'Grey Ghost',
  note: 'canary',
  state: 'open',
  count,
  seenAt: AT.toISOString(),
  lonDeg: -61,
  latDeg: 14,
})

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule] })
  const label = (decl: RecordDeclaration, change: Partial<Label> = {}) =>
    defaultLabel(db.core, decl, AT, change)
  await insertRows(
    db.admin,
    generalThing,
    [
      { id: open, body: body(1), label: label(generalThing) },
      { id: secret, body: body(777), label: label(generalThing, { class: 'secret' }) },
      { id: foreign, body: body(3), label: label(generalThing, { owner: 'BRB', releaseTo: ['LCA'] }) },
    ],
    AT,
  )
  for (const decl of THINGS.filter((thing) => thing.realm !== 'general')) {
    const id = randomUUID()
    inRealm[decl.realm] = id
    await insertRows(db.admin, decl, [{ id, body: body(5), label: label(decl) }], AT)
  }
  login = new pg.Client({ connectionString: db.appUrl })
  await login.connect()
}, 120_000)

afterAll(async () => {
  await login?.end()
  await db?.close()
})

/** Runs statements in one transaction as this subject and role, and rolls back. */
async function asSubject<T>(
  subject: Subject,
  role: string,
  work: (query: pg.Client['query']) => Promise<T>,
): Promise<T> {
  await login.query(`BEGIN; SET LOCAL ROLE ${role}`)
  try {
    await enterAs(login, sealedSubject(db.core, subject, AT), db.subjectKey)
    return await work(login.query.bind(login))
  } finally {
    await login.query('ROLLBACK')
  }
}

const REFUSED = { code: '42501' }

test.each([
  ['rewrite history', "UPDATE basinet.h_thing SET title = 'x'"],
  ['delete history', 'DELETE FROM basinet.h_thing'],
  ['write history', 'INSERT INTO basinet.h_thing SELECT * FROM basinet.r_thing'],
  ['delete a record', 'DELETE FROM basinet.r_thing'],
  ['truncate records', 'TRUNCATE basinet.r_thing'],
  ['rewrite the log', "UPDATE basinet.audit_leaf SET event = '{}'"],
  ['delete from the log', 'DELETE FROM basinet.audit_leaf'],
  ['write a numbered leaf', "INSERT INTO basinet.audit_leaf (seq, event, leaf) VALUES (9, '{}', '\\x00')"],
  ['drop a waiting event', 'DELETE FROM basinet.pending_audit'],
  ['erase details of an event', 'DELETE FROM basinet.audit_detail'],
  ['rewrite details of an event', "UPDATE basinet.audit_detail SET details = ''"],
  ['rewrite a checkpoint', "UPDATE basinet.checkpoint SET note = ''"],
  ['rewrite a tile', "UPDATE basinet.audit_tile SET hashes = ''"],
  ['rewrite a change', 'DELETE FROM basinet.change'],
  ['rewrite the first answer of a command', "UPDATE basinet.command_result SET receipt = '{}'"],
  ['read links', 'SELECT * FROM basinet.link'],
  ['cut links', 'DELETE FROM basinet.link'],
  ['read the search table', 'SELECT * FROM basinet.search_general'],
  ['write the search table', 'DELETE FROM basinet.search_general'],
  ['read the seal key', 'SELECT * FROM basinet_private.subject_key'],
  ['become the owner', 'SET ROLE postgres'],
  ['become the owner for the session', 'SET SESSION AUTHORIZATION postgres'],
  ['grant itself a role', 'GRANT postgres TO basinet_test_app'],
  ['switch off triggers', "SET session_replication_role = 'replica'"],
  ['disable a trigger', 'ALTER TABLE basinet.r_thing DISABLE TRIGGER written'],
  ['disable row-level security', 'ALTER TABLE basinet.r_thing DISABLE ROW LEVEL SECURITY'],
  ['add a policy', 'CREATE POLICY mine ON basinet.r_thing USING (true)'],
  ['drop a policy', 'DROP POLICY readers ON basinet.r_thing'],
  ['make a table', 'CREATE TABLE basinet.mine (a int)'],
  ['make a table in public', 'CREATE TABLE public.mine (a int)'],
  ['make a temporary table', 'CREATE TEMPORARY TABLE mine (a int)'],
  ['make a function', "CREATE FUNCTION basinet.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
  ['make a schema', 'CREATE SCHEMA mine'],
  ['make an extension', 'CREATE EXTENSION hstore SCHEMA basinet'],
  ['read files', "SELECT pg_read_file('/etc/passwd')"],
  ['run a program', "COPY (SELECT 1) TO PROGRAM 'true'"],
  ['export large objects', "SELECT lo_import('/etc/passwd')"],
])('cannot %s', async (_, sql) => {
  await expect(asSubject(reader, 'basinet_app', (query) => query(sql))).rejects.toMatchObject(REFUSED)
})

test('row_security = off refuses instead of showing more', async () => {
  const sql = 'SET LOCAL row_security = off; SELECT * FROM basinet.r_thing'
  await expect(asSubject(reader, 'basinet_app', (query) => query(sql))).rejects.toMatchObject(REFUSED)
})

describe('writing around the handlers', () => {
  const count = (sql: string): Promise<number | null> =>
    asSubject(reader, 'basinet_app', async (query) => (await query(sql)).rowCount)

  test('an UPDATE that reads nothing changes only what may be read and is ours', async () => {
    expect(await count("UPDATE basinet.r_thing SET rev = 2, title = 'overwritten'")).toBe(1)
  })

  test('a revision is not skipped, origin and owner are not changed', async () => {
    for (const change of ['rev = 3', 'rev = 2, created_by = $$x$$', 'rev = 2, id = gen_random_uuid()'])
      await expect(count(`UPDATE basinet.r_thing SET ${change} WHERE id = '${open}'`)).rejects.toMatchObject({
        code: 'P0001',
      })
    await expect(
      count(`UPDATE basinet.r_thing SET rev = 2, owner = 'BRB' WHERE id = '${open}'`),
    ).rejects.toThrow()
  })

  test('a record of another nation is not made', async () => {
    const sql = `INSERT INTO basinet.r_thing SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'owner', 'BRB'))).*
      FROM basinet.r_thing t WHERE id = '${open}'`
    await expect(count(sql)).rejects.toMatchObject(REFUSED)
    expect(await count(sql.replace("'BRB'", "'LCA'"))).toBe(1)
  })

  test('every write leaves its history, link, search entry and change behind', async () => {
    await asSubject(reader, 'basinet_app', async (query) => {
      await query(
        `UPDATE basinet.r_thing SET rev = 2, title = 'Renamed', fts = 'renamed' WHERE id = '${open}'`,
      )
      const history = await query(`SELECT rev FROM basinet.h_thing WHERE id = '${open}' ORDER BY rev`)
      expect(history.rows).toEqual([{ rev: 1 }, { rev: 2 }])
      const found = await query(
        "SELECT title FROM basinet.search_in_general('renamed'::tsquery, NULL, NULL, 10)",
      )
      expect(found.rows).toEqual([{ title: 'Renamed' }])
      const pending = await query('SELECT changes FROM basinet.pending_counts()')
      expect(pending.rows).toEqual([{ changes: '1' }])
    })
  })
})

describe('what cannot be read does not show in another way', () => {
  test('a condition that fails on a hidden row is not evaluated on it', async () => {
    const sql = 'SELECT id FROM basinet.r_thing WHERE 1 / (f_count - 777) > -10'
    const { rows } = await asSubject(reader, 'basinet_app', (query) => query<{ id: string }>(sql))
    expect(rows.map((row) => row.id).sort()).toEqual([open, foreign].sort())
  })

  test('statistics of the planner are not readable', async () => {
    await db.admin.query('ANALYZE basinet.r_thing, basinet.search_general')
    const sql = "SELECT tablename FROM pg_stats WHERE schemaname LIKE 'basinet%'"
    expect((await asSubject(reader, 'basinet_app', (query) => query(sql))).rows).toEqual([])
  })

  test('COPY gives what SELECT gives', async () => {
    const { rows } = await asSubject(reader, 'basinet_app', (query) =>
      query('SELECT count(*)::int AS n FROM basinet.r_thing'),
    )
    expect(rows).toEqual([{ n: 2 }])
    const copied = await asSubject(reader, 'basinet_app', (query) =>
      query('COPY basinet.r_thing (id) TO STDOUT'),
    )
    expect(copied.rowCount).toBe(2)
  })

  test('history of a hidden record is hidden too', async () => {
    const sql = 'SELECT DISTINCT id FROM basinet.h_thing'
    const { rows } = await asSubject(reader, 'basinet_app', (query) => query<{ id: string }>(sql))
    expect(rows.map((row) => row.id).sort()).toEqual([open, foreign].sort())
  })
})

const PROTECTED = THINGS.filter((thing) => thing.realm !== 'general').map(
  (thing) => [thing.realm, thing.type.replaceAll('-', '_')] as const,
)

describe.each(PROTECTED)('the %s realm', (realm, short) => {
  const role = `basinet_realm_${realm}`
  const read = `SELECT id FROM basinet.r_${short}`
  const search = `SELECT id FROM basinet.search_in_${realm}('canary'::tsquery, NULL, NULL, 10)`

  test('is read in its role with the realm in the subject', async () => {
    for (const sql of [read, search, read.replace('r_', 'h_')]) {
      const { rows } = await asSubject(insider(realm), role, (query) => query(sql))
      expect(rows).toEqual([{ id: inRealm[realm] }])
    }
  })

  test('is closed without its role, whatever the subject holds', async () => {
    for (const sql of [read, search])
      await expect(asSubject(insider(realm), 'basinet_app', (query) => query(sql))).rejects.toMatchObject(
        REFUSED,
      )
  })

  test('is empty without the realm in the subject, whatever the role', async () => {
    for (const sql of [read, search]) {
      const { rows } = await asSubject(reader, role, (query) => query(sql))
      expect(rows).toEqual([])
    }
  })

  test('is closed to the other realms', async () => {
    for (const other of REALMS.filter((r) => r !== 'general' && r !== realm))
      await expect(
        asSubject(insider(other), `basinet_realm_${other}`, (query) => query(read)),
      ).rejects.toMatchObject(REFUSED)
  })

  test('titles and links show it to nobody outside', async () => {
    const type = short.replaceAll('_', '-')
    const sql = `SELECT id FROM basinet.visible(ARRAY['${type}'], ARRAY['${inRealm[realm] ?? ''}']::uuid[])`
    expect((await asSubject(reader, 'basinet_app', (query) => query(sql))).rows).toEqual([])
    expect((await asSubject(insider(realm), 'basinet_app', (query) => query(sql))).rows).toHaveLength(1)
  })

  test('takes no record from outside it', async () => {
    const sql = `INSERT INTO basinet.r_${short} SELECT (jsonb_populate_record(NULL::basinet.r_${short}, $1)).*`
    const { rows } = await db.admin.query<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM basinet.r_${short} t`,
    )
    const copy = JSON.stringify({ ...rows[0]?.row, id: randomUUID() })
    await expect(asSubject(reader, role, (query) => query(sql, [copy]))).rejects.toMatchObject(REFUSED)
    const made = await asSubject(insider(realm), role, (query) => query(sql, [copy]))
    expect(made.rowCount).toBe(1)
  })
})
