import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterAs, openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { sealedSubject } from './core.ts'
import { listRecords, type ListQuery } from './list.ts'
import { readRecord } from './read.ts'
import { explaining, indexesOf, nodesOf, sequentialScans, type PlanNode } from './test-plan.ts'
import { generalThing, thingsModule } from './test-types.ts'

/** The label predicate and row-level security must not keep the planner from an index, for the role that is served. */
const RECORDS = process.env['BASINET_FULL'] === '1' ? 1_000_000 : 20_000
const AT = new Date('2026-11-24T00:00:00Z')
const reader = testSubject({ roles: ['reader'], clearance: 2, purpose: 'maritime' })
let db: TestStore

/** A tenth foreign, a fifth of each class, a seventh with a caveat, one in thirty due for erasure. */
const FILL = `INSERT INTO basinet.r_thing (id, rev, version, title, fts, owner, class, release_to, display_only, handling,
    purposes, personal, juvenile, sealed, keep_until, erase_by, holds, lease_until, onward, sources, exercise, body, refs,
    created_at, created_by, updated_at, updated_by, command, f_state, f_count, f_seen_at, f_lon_deg, f_lat_deg)
  SELECT gen_random_uuid(), 1, 1, 'thing ' || i, 'thing ' || i || ' word' || (i % 5000) || ' common',
    CASE WHEN i % 10 = 0 THEN 'BRB' ELSE 'LCA' END, (i % 5)::smallint, CASE WHEN i % 20 = 0 THEN ARRAY['LCA'] ELSE '{}' END,
    '{}', CASE WHEN i % 7 = 0 THEN ARRAY['naval'] ELSE '{}' END, CASE WHEN i % 3 = 0 THEN ARRAY['maritime', 'customs'] ELSE '{}' END,
    i % 2 = 0, i % 50 = 0, i % 100 = 0, NULL, CASE WHEN i % 30 = 0 THEN timestamptz '2020-01-01' END, '{}', NULL, 'ask-owner',
    '{LCA}', false, jsonb_build_object('name', 'thing ' || i), '[]', ts, 'fill', ts, 'fill', 'thing.fill',
    CASE WHEN i % 4 = 0 THEN 'open' ELSE 'closed' END, i, ts, -61.5 + (i % 1000) / 1000.0, 13.5 + (i / 1000 % 1000) / 1000.0
  FROM generate_series(1, $1::int) i, LATERAL (SELECT timestamptz '2026-01-01' + make_interval(secs => i * 20) AS ts) t`

const FILL_SEARCH = `INSERT INTO basinet.search_general SELECT 'thing', id, title, to_tsvector('simple', fts), updated_at,
    owner, class, release_to, display_only, handling, purposes, personal, juvenile, sealed, keep_until, erase_by, holds,
    lease_until, onward, sources, exercise FROM basinet.r_thing`

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule] })
  await db.admin.query("SET session_replication_role = 'replica'; SET statement_timeout = 0")
  await db.admin.query(FILL, [RECORDS])
  await db.admin.query(FILL_SEARCH)
  await db.admin.query('ANALYZE basinet.r_thing, basinet.search_general')
}, 600_000)

afterAll(async () => {
  await db?.close()
})

const report = (what: string, milliseconds: number, plan: PlanNode): void => {
  const indexes = indexesOf(plan).join(', ')
  console.log(`${RECORDS} records: ${what} ${milliseconds.toFixed(1)} ms by ${indexes}`)
}

const range = (name: string, from: number, to: number) =>
  [
    { name, op: 'gte', value: from },
    { name, op: 'lte', value: to },
  ] as const

const LISTS: [what: string, query: ListQuery, index: RegExp, shown: number][] = [
  ['newest first', {}, /^r_thing_updated$/, 50],
  ['a page of 200', { limit: 200 }, /^r_thing_updated$/, 200],
  ['by state', { filters: [{ name: 'state', op: 'eq', value: 'open' }] }, /^r_thing_(state|updated)$/, 50],
  [
    'by one of two states',
    { filters: [{ name: 'state', op: 'in', value: ['open', 'lost'] }] },
    /^r_thing_/,
    50,
  ],
  ['by a number', { filters: [{ name: 'count', op: 'eq', value: 776 }] }, /^r_thing_count$/, 1],
  ['sorted by a number', { sort: 'count', filters: range('count', 1_000, 2_000) }, /^r_thing_count$/, 50],
  ['latest seen', { sort: '-seenAt' }, /^r_thing_seen_at$/, 50],
  [
    'a piece of the map',
    { filters: [...range('lonDeg', -61.2, -61.17), ...range('latDeg', 13.5005, 13.5015)] },
    /^r_thing_(lon_deg|lat_deg)$/,
    13,
  ],
]

describe('a list as the application runs it', () => {
  test.each(LISTS)('%s uses an index', async (what, query, index, shown) => {
    await db.store.run(sealedSubject(db.core, reader, AT), { readOnly: true }, async (tx) => {
      const watched = explaining(tx)
      const page = await listRecords(watched.tx, generalThing, query)
      expect(page.ok && page.value.items.length).toBe(shown)
      const [first] = watched.seen
      if (first === undefined) throw new Error('BUG: nothing was asked')
      report(what, first.milliseconds, first.plan)
      expect(sequentialScans(first.plan)).toEqual([])
      expect(indexesOf(first.plan).filter((name) => index.test(name))).not.toEqual([])
      expect(
        nodesOf(first.plan).filter(
          (node) => node['Node Type'] === 'Sort' && (node['Actual Rows'] ?? 0) > 5_000,
        ),
      ).toEqual([])
    })
  })

  test('a later page uses the same index, and one record its key', async () => {
    await db.store.run(sealedSubject(db.core, reader, AT), { readOnly: true }, async (tx) => {
      const first = await listRecords(tx, generalThing, {})
      if (!first.ok || first.value.next === null) throw new Error('BUG: there is a second page')
      const watched = explaining(tx)
      await listRecords(watched.tx, generalThing, { cursor: first.value.next })
      await readRecord(watched.tx, generalThing, first.value.items[0]?.id ?? '')
      const [second, one] = watched.seen
      if (second === undefined || one === undefined) throw new Error('BUG: nothing was asked')
      report('a later page', second.milliseconds, second.plan)
      report('one record', one.milliseconds, one.plan)
      expect(indexesOf(second.plan)).toContain('r_thing_updated')
      expect(indexesOf(one.plan)).toContain('r_thing_pkey')
    })
  })
})

/** What ran inside the search function, as the extension auto_explain tells it. */
async function searchPlan(words: string): Promise<{ rows: number; plan: PlanNode; milliseconds: number }> {
  const { admin } = db
  let told: PlanNode | null = null
  const listen = (notice: { message?: string | undefined }): void => {
    const json = /plan:\s*(\{[\s\S]*\})\s*$/.exec(notice.message ?? '')?.[1]
    if (json === undefined) return
    const { Plan: plan } = JSON.parse(json) as { Plan: PlanNode }
    if (nodesOf(plan).some((node) => node['Relation Name'] === 'search_general')) told = plan
  }
  admin.on('notice', listen)
  await admin.query(
    `LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
     SET auto_explain.log_format = json; SET auto_explain.log_level = notice; SET auto_explain.log_analyze = on`,
  )
  await admin.query('BEGIN; SET LOCAL ROLE basinet_app')
  await enterAs(admin, sealedSubject(db.core, reader, AT), db.subjectKey)
  const begun = performance.now()
  const found = await admin.query(
    'SELECT * FROM basinet.search_in_general($1::text::tsquery, NULL, NULL, 21)',
    [words],
  )
  const milliseconds = performance.now() - begun
  await admin.query('ROLLBACK; SET auto_explain.log_min_duration = -1')
  admin.off('notice', listen)
  if (told === null) throw new Error('BUG: no plan was told')
  return { rows: found.rowCount ?? 0, plan: told, milliseconds }
}

describe('search as the application runs it', () => {
  const RARE = /^search_general_words$/
  const ANY = /^search_general_(words|updated)$/

  test.each<[what: string, words: string, index: RegExp]>([
    ['a rare word', 'word7', RARE],
    ['a rare prefix', 'word77:*', ANY],
    ['a word every record has', 'common', /^search_general_updated$/],
    ['both', 'common & word7', RARE],
  ])('%s uses the index that fits', async (what, words, index) => {
    const { rows, plan, milliseconds } = await searchPlan(words)
    report(`search for ${what}`, milliseconds, plan)
    expect(rows).toBeGreaterThan(0)
    expect(sequentialScans(plan)).toEqual([])
    expect(indexesOf(plan).filter((name) => index.test(name))).not.toEqual([])
  })
})
