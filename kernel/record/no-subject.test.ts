import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REALMS } from '../contract/record.ts'
import type { SealedSubject } from '../store/subject-seal.ts'
import { enterAs, openTestStore, sealedFor, type TestStore } from '../store/test-store.ts'
import { everyTable, everyTableModule, plantCanaries, quoted, type TableName } from './test-everything.ts'
import { thingsModule } from './test-types.ts'

/**
 * Going around the application: its own database login and plain SQL, against every table the catalogue has. All of them
 * hold a row, so "nothing" means refused.
 */
let db: TestStore
let login: pg.Client
let tables: TableName[]

const ROLES = ['basinet_app', ...REALMS.filter((r) => r !== 'general').map((r) => `basinet_realm_${r}`)]

/** What a subject who may read everything would look like, were it sealed. */
const everything = (types: string[]): SealedSubject => ({
  person: 'intruder',
  nation: 'LCA',
  clearance: 4,
  handling: [],
  purpose: 'any',
  juvenile: true,
  sealed: true,
  vettedUntil: '9999-12-31T00:00:00.000Z',
  types,
  realms: [...REALMS],
  oversight: true,
  at: '2026-11-24T00:00:00.000Z',
})

let types: string[]

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule, everyTableModule()] })
  await plantCanaries(db.admin)
  tables = await everyTable(db.admin)
  const { rows } = await db.admin.query<{ name: string }>(
    "SELECT replace(substr(relname, 3), '_', '-') AS name FROM pg_class WHERE relname ~ '^r_' AND relkind = 'r'",
  )
  types = [...rows.map((row) => row.name), 'audit-log', 'job', 'feed-write', 'position', 'position-write']
  login = new pg.Client({ connectionString: db.appUrl })
  await login.connect()
}, 120_000)

afterAll(async () => {
  await login?.end()
  await db?.close()
})

/** Rows seen in a table inside the transaction that runs; a refusal is none, any other error is a failure of the test. */
async function rowsSeen(name: TableName, before: readonly string[]): Promise<number> {
  await login.query('SAVEPOINT one')
  try {
    for (const sql of before) await login.query(sql)
    const { rows } = await login.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(name)}`)
    return Number(rows[0]?.n)
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '42501') return 0
    throw error
  } finally {
    await login.query('ROLLBACK TO one')
  }
}

async function seen(before: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const name of tables) if ((await rowsSeen(name, before)) > 0) found.push(quoted(name))
  return found
}

/** The same in a transaction of its own. */
async function leaks(before: readonly string[]): Promise<string[]> {
  await login.query('BEGIN')
  try {
    return await seen(before)
  } finally {
    await login.query('ROLLBACK')
  }
}

const set = (raw: string, seal: string): string => {
  const literal = (text: string): string => pg.escapeLiteral(text)
  return `SELECT set_config('basinet.subject', ${literal(raw)}, true), set_config('basinet.seal', ${literal(seal)}, true)`
}

test('every table holds a row, and there are tables', async () => {
  expect(tables.length).toBeGreaterThan(25)
  for (const name of tables) {
    const { rows } = await db.admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(name)}`)
    expect({ table: name.table, empty: rows[0]?.n === '0' }).toEqual({ table: name.table, empty: false })
  }
})

/** Seals for the transaction that `leaks` is about to begin cannot be had; these are of one that runs, or ran. */
async function sealedIn<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN; SET LOCAL ROLE basinet_app')
  try {
    return await work()
  } finally {
    await client.query('ROLLBACK')
  }
}

describe.each(['the login itself', ...ROLES])('as %s', (role) => {
  const step = role.startsWith('basinet') ? [`SET LOCAL ROLE ${role}`] : []

  test('without a subject no table shows a row', async () => {
    expect(await leaks(step)).toEqual([])
  })

  test('a forged subject shows none: no seal, a seal of another key, a seal of another subject', async () => {
    await sealedIn(login, async () => {
      const forged = await sealedFor(login, everything(types), Buffer.alloc(32, 1))
      const modest = await sealedFor(login, { ...everything([]), person: 'other' }, db.subjectKey)
      for (const seal of ['', forged.seal, modest.seal])
        expect(await seen([...step, set(forged.raw, seal)])).toEqual([])
    })
  })

  test('a seal seen before shows none in a later transaction, of this connection and of another, and is refused at the door', async () => {
    const other = new pg.Client({ connectionString: db.appUrl })
    await other.connect()
    await other.query('BEGIN; SET LOCAL ROLE basinet_app')
    const theirs = await sealedFor(other, everything(types), db.subjectKey)
    const before = await sealedIn(login, () => sealedFor(login, everything(types), db.subjectKey))
    for (const { raw, seal } of [theirs, before]) {
      expect(await leaks([...step, set(raw, seal)])).toEqual([])
      if (step.length === 0) continue
      await login.query(`BEGIN; ${step.join()}`)
      await expect(login.query('SELECT basinet.enter($1, $2)', [raw, seal])).rejects.toMatchObject({
        code: '42501',
        message: 'subject refused',
      })
      await login.query('ROLLBACK')
    }
    await other.query('ROLLBACK')
    await other.end()
  })
})

test('the same subject truly sealed does read, so the proofs above are not empty', async () => {
  await sealedIn(login, async () => {
    const own = await sealedFor(login, everything(types), db.subjectKey)
    const shown = await seen([set(own.raw, own.seal)])
    expect(shown).toContain('"basinet"."audit_leaf"')
    expect(shown.filter((name) => name.includes('search_'))).toEqual([])
  })
})

test('a subject does not outlive its transaction', async () => {
  await login.query('BEGIN; SET LOCAL ROLE basinet_app')
  await enterAs(login, everything(types), db.subjectKey)
  await login.query('COMMIT')
  expect(await leaks(['SET LOCAL ROLE basinet_app'])).toEqual([])
})

test('a transaction begun in the same breath as another is not let in by the seal of it', async () => {
  await login.query('BEGIN; SET LOCAL ROLE basinet_app')
  const { raw, seal } = await sealedFor(login, everything(types), db.subjectKey)
  const again = `COMMIT; BEGIN; SET LOCAL ROLE basinet_app; ${set(raw, seal)}; SELECT count(*) AS n FROM basinet.audit_leaf`
  const answers = (await login.query(again)) as unknown as pg.QueryResult<{ n: string }>[]
  await login.query('ROLLBACK')
  expect(answers.at(-1)?.rows).toEqual([{ n: '0' }])
})
