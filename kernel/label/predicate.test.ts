import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordDeclaration } from '../contract/record.ts'
import type { Subject } from '../contract/subject.ts'
import { atArbitrary, CAVEATS, labelArbitrary, NOW, subjectArbitrary } from '../policy/arbitrary.ts'
import { createPolicy } from '../policy/index.ts'
import { sealedSubject } from '../record/core.ts'
import { insertRows, type TestRow } from '../record/test-rows.ts'
import { generalThing, thingsModule } from '../record/test-types.ts'
import { enterAs, openTestStore, type TestStore } from '../store/test-store.ts'
import type { Tx } from '../store/store.ts'
import { LABEL_RULES, labelPredicate } from './label-table.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const RECORDS = FULL ? 100_000 : 2_000
const SUBJECTS = FULL ? 6 : 8
const SEARCH_GROUP = 150
const SEARCHES = 5
const seed = Number(process.env['BASINET_SEED'] ?? process.pid)

const decl = generalThing as unknown as RecordDeclaration
const policy = createPolicy()
let db: TestStore
let rows: TestRow[]

const body = (i: number) => ({
  name: `thing ${i}`,
  note: `group${Math.floor(i / SEARCH_GROUP)}`,
  state: 'open',
  count: i,
  seenAt: new Date(NOW).toISOString(),
  lonDeg: -61,
  latDeg: 14,
})

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule] })
  rows = fc
    .sample(labelArbitrary, { numRuns: RECORDS, seed })
    .map((label, i) => ({ id: randomUUID(), body: body(i), label }))
  await insertRows(db.admin, decl, rows, new Date(NOW))
  await db.admin.query('ANALYZE basinet.r_thing, basinet.search_general')
}, 300_000)

afterAll(async () => {
  await db?.close()
})

interface Case {
  readonly subject: Subject
  readonly at: Date
}

const strong: Partial<Subject> = {
  nation: 'LCA',
  clearance: 4,
  vettedUntil: '9999-12-31T23:59:59.999Z',
  handling: CAVEATS,
  juvenile: true,
  sealed: true,
  purpose: 'maritime',
}

/** After one who may read nearly everything, ones who lack something each: a random few may never meet a rule. */
const lacking: Partial<Subject>[] = [
  strong,
  { ...strong, vettedUntil: new Date(NOW).toISOString() },
  { ...strong, clearance: 1, handling: [], purpose: null },
  { ...strong, juvenile: false, sealed: false },
]

const cases: Case[] = fc
  .sample(fc.record({ subject: subjectArbitrary, at: atArbitrary }), { numRuns: SUBJECTS, seed: seed + 1 })
  .map((one, i) =>
    i < lacking.length ? { subject: { ...one.subject, ...lacking[i] }, at: new Date(NOW) } : one,
  )

const decided = new Map<Case, Set<string>>()

function cedarSet(one: Case, of: readonly TestRow[]): Set<string> {
  const known = decided.get(one)
  if (known !== undefined)
    return of === rows ? known : new Set(of.flatMap((r) => (known.has(r.id) ? [r.id] : [])))
  const { subject, at } = one
  const types = ['thing']
  const readable = rows.filter(
    (row) =>
      policy.decide({ subject, action: 'read', type: 'thing', realm: 'general', types, label: row.label, at })
        .allowed,
  )
  decided.set(one, new Set(readable.map((row) => row.id)))
  return cedarSet(one, of)
}

/** What the application's login sees in the database: the row-level security is the predicate. */
function asApplication(one: Case, work: (tx: Tx) => Promise<string[]>): Promise<Set<string>> {
  const subject = sealedSubject(db.core, one.subject, one.at)
  return db.store.run(subject, { readOnly: true }, async (tx) => new Set(await work(tx)))
}

async function ids(tx: Tx, sql: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows: found } = await tx.client.query<{ id: string }>(sql, [...values])
  return found.map((row) => row.id)
}

/** The ids of one set and not the other, with the labels that tell them apart. */
function difference(sql: Set<string>, cedar: Set<string>): unknown[] {
  const apart = [...sql.symmetricDifference(cedar)].slice(0, 3)
  return apart.map((id) => ({ sqlReads: sql.has(id), label: rows.find((row) => row.id === id)?.label }))
}

describe(`SQL reads exactly what Cedar allows: ${RECORDS} records (seed ${seed})`, () => {
  test.each(cases)('subject %#', { timeout: 300_000 }, async (one) => {
    const cedar = cedarSet(one, rows)
    const list = await asApplication(one, (tx) => ids(tx, 'SELECT id FROM basinet.r_thing'))
    expect({ one, apart: difference(list, cedar) }).toEqual({ one, apart: [] })
    const history = await asApplication(one, (tx) => ids(tx, 'SELECT id FROM basinet.h_thing'))
    expect({ one, apart: difference(history, cedar) }).toEqual({ one, apart: [] })
    const all = rows.map((row) => row.id)
    const visible = await asApplication(one, (tx) =>
      ids(tx, 'SELECT id FROM basinet.visible($1, $2)', [all.map(() => 'thing'), all]),
    )
    expect({ one, apart: difference(visible, cedar) }).toEqual({ one, apart: [] })
  })

  test.each(cases)('search as subject %#', async (one) => {
    const groups = Math.ceil(RECORDS / SEARCH_GROUP)
    for (let i = 0; i < SEARCHES; i++) {
      const group = Math.floor((i * groups) / SEARCHES)
      const found = await asApplication(one, (tx) =>
        ids(tx, 'SELECT id FROM basinet.search_in_general($1::text::tsquery, NULL, NULL, 200)', [
          `group${group}`,
        ]),
      )
      const cedar = cedarSet(one, rows.slice(group * SEARCH_GROUP, (group + 1) * SEARCH_GROUP))
      expect({ one, apart: difference(found, cedar) }).toEqual({ one, apart: [] })
    }
  })

  test.each(LABEL_RULES)('the comparison would notice that rule $id is missing', async ({ id }) => {
    const without = LABEL_RULES.filter((rule) => rule.id !== id)
    let noticed = 0
    for (const one of cases) {
      await db.admin.query('BEGIN')
      await enterAs(db.admin, sealedSubject(db.core, one.subject, one.at), db.subjectKey)
      const { rows: found } = await db.admin.query<{ id: string }>(
        `SELECT id FROM basinet.r_thing r WHERE ${labelPredicate('r', without)}`,
      )
      await db.admin.query('COMMIT')
      noticed += difference(new Set(found.map((row) => row.id)), cedarSet(one, rows)).length
    }
    expect(noticed).toBeGreaterThan(0)
  })
})
