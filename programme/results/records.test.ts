import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, type CommandReceipt, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { executeCommand, listRecords, readRecord, staleMigrations } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { sharedText } from '../../tests/data/shared.ts'
import { behindOf } from './behind.ts'
import type { FactPeriod } from './contract/fact.ts'
import { published, type Published } from './contract/published.ts'
import { value, type Measure, type ResultValue } from './contract/value.ts'
import { resultsCapability } from './contract.ts'
import { tableOf } from './http.ts'
import { daysOf } from './measure-rules.ts'
import { RESULTS_MIGRATIONS, resultsModule } from './module.ts'
import { latestOf } from './store.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const officer = testSubject({ roles: ['results-officer'], purpose: 'programme' })
const approver = testSubject({ roles: ['officer', 'results-approver'], purpose: 'programme' })
const asked: FactPeriod[] = []
const COUNTED = '019a0000-0000-7000-8000-000000000001'
let db: TestStore

beforeAll(async () => {
  const counted = {
    id: 'example.counted',
    about: 'counts',
    dimensions: ['sex'] as const,
    ratio: false,
    count: (_: unknown, period: FactPeriod) => {
      asked.push(period)
      const cell = (sex: string, numerator: number) => ({
        sex,
        age: null,
        place: null,
        numerator,
        denominator: null,
      })
      return Promise.resolve([cell('female', 7), cell('male', 3)])
    },
    counted: (_: unknown, period: FactPeriod) => {
      asked.push(period)
      return Promise.resolve([{ type: 'seizure', id: COUNTED }])
    },
  }
  db = await openTestStore({ modules: [resultsModule([counted])], now: () => NOW })
}, 120_000)
afterAll(() => db?.close())

interface On {
  readonly id: string
  readonly rev: number
}
const give = (who: typeof officer, name: string, input: object, on?: On, reason?: string) =>
  executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
    ...(reason === undefined ? {} : { reason }),
    input,
  })
const code = (done: Result<unknown>): string => (done.ok ? 'ok' : done.error.code)
const read = async (id: string): Promise<StoredRecord<ResultValue>> => {
  const found = await db.read(officer, (tx) => readRecord<ResultValue>(tx, value, id))
  if (found === null) throw new Error(`no value ${id}`)
  return found
}
const approve = (done: Result<CommandReceipt>) =>
  give(approver, 'approval.approve', {}, { id: must(done).pendingApproval ?? '', rev: 1 })

const facts = {
  title: 'Example',
  definition: 'Exercise',
  unit: 'persons',
  level: 'output',
  aggregation: 'sum',
  numerator: null as string | null,
  denominator: null as string | null,
  dimensions: [] as string[],
  frequency: 'quarter',
  area: 'prevention',
  goal: 'safety',
  verification: 'register',
  fact: null as string | null,
  leastCount: 5,
  claimsEffect: false,
  exercise: false,
}
async function indicator(name: string, change: Partial<typeof facts> = {}): Promise<void> {
  const made = must(await give(officer, 'indicator.define', { code: name, ...facts, ...change }))
  must(await give(officer, 'indicator.use', {}, { id: made.recordId, rev: 1 }))
}
const measure = (change: Partial<Measure> & { code: string }): Measure => ({
  nation: 'LCA',
  period: '2026Q1',
  numerator: 10,
  denominator: null,
  cells: [],
  comparison: null,
  evidence: 'Register of 2026',
  ...change,
})
const cell = (sex: string, numerator: number) => ({
  sex,
  age: null,
  place: null,
  numerator,
  denominator: null,
})

test('the committed migrations are what the declarations give', () => {
  expect(staleMigrations(RESULTS_MIGRATIONS, resultsCapability.records)).toEqual([])
})

test('an indicator says what it measures before it is used', async () => {
  const define = async (change: Partial<typeof facts>) =>
    code(await give(officer, 'indicator.define', { code: 'BAD-1', ...facts, ...change }))
  expect(await define({ aggregation: 'ratio' })).toBe('indicator.parts')
  expect(await define({ denominator: 'x' })).toBe('indicator.denominator')
  expect(await define({ fact: 'nobody.counts' })).toBe('indicator.fact')
  expect(await define({ fact: 'example.counted' })).toBe('indicator.fact-fits')
  await indicator('ONE-1')
  expect(code(await give(officer, 'indicator.define', { code: 'ONE-1', ...facts }))).toBe('indicator.known')
})

describe('a value', () => {
  beforeAll(async () => {
    await indicator('SEX-1', { dimensions: ['sex'] })
    const parts = { numerator: 'x', denominator: 'y', aggregation: 'ratio' }
    await indicator('PCT-1', parts)
    await indicator('EFF-1', { ...parts, claimsEffect: true })
  })

  test.each<[code: string, change: Partial<Measure>]>([
    ['result-value.total-not-sum-of-cells', { code: 'SEX-1', cells: [cell('f', 4), cell('m', 5)] }],
    ['result-value.cell-twice', { code: 'SEX-1', cells: [cell('f', 4), cell('f', 6)] }],
    ['result-value.dimension', { code: 'SEX-1', cells: [{ ...cell('f', 10), age: '10-14' }] }],
    ['result-value.value', { code: 'SEX-1', denominator: 20 }],
    ['result-value.numerator-over-denominator', { code: 'PCT-1', denominator: 4 }],
    ['result-value.comparison', { code: 'EFF-1', denominator: 40 }],
    ['result-value.period', { code: 'SEX-1', period: '2026' }],
    ['result-value.future', { code: 'SEX-1', period: '2027Q1' }],
    ['result-value.nation', { code: 'SEX-1', nation: 'BRB' }],
    ['result-value.indicator', { code: 'NONE' }],
  ])('%s is refused', async (wanted, change) => {
    expect(code(await give(officer, 'result-value.report', measure({ code: '', ...change })))).toBe(wanted)
  })

  test('is reported once a period, released by a second person, and published without small cells', async () => {
    const input = measure({ code: 'SEX-1', cells: [cell('f', 7), cell('m', 3)] })
    const made = must(await give(officer, 'result-value.report', input))
    expect(code(await give(officer, 'result-value.report', input))).toBe('result-value.duplicate')
    const wish = await give(officer, 'result-value.release', { public: true }, { id: made.recordId, rev: 1 })
    expect((await read(made.recordId)).body.state).toBe('reported')
    must(await approve(wish))
    expect((await read(made.recordId)).body.state).toBe('released')
    const shown = async () =>
      must(await db.read(officer, (tx) => listRecords<Published>(tx, published, {}))).items
    expect(await shown()).toMatchObject([
      {
        label: { class: 'public' },
        body: {
          numerator: 10,
          cells: [{ numerator: null }, { numerator: null }],
          state: 'published',
          target: null,
        },
      },
    ])
    must(await give(officer, 'result-value.withdraw', {}, await read(made.recordId), 'counted twice'))
    expect((await shown())[0]?.body.state).toBe('withdrawn')
    expect(code(await give(officer, 'result-value.report', input))).toBe('ok')
  })

  test('computed from records is the sum of the published fact, exercises asked for apart', async () => {
    await indicator('CMP-1', { fact: 'example.counted', dimensions: ['sex'] })
    expect(code(await give(officer, 'result-value.compute', { code: 'SEX-1', period: '2026Q1' }))).toBe(
      'result-value.not-computed',
    )
    expect(code(await give(officer, 'result-value.compute', { code: 'CMP-1', period: '2026Q4' }))).toBe(
      'result-value.not-over',
    )
    const made = must(await give(officer, 'result-value.compute', { code: 'CMP-1', period: '2026Q3' }))
    expect((await read(made.recordId)).body).toMatchObject({
      numerator: 10,
      origin: 'computed',
      counted: [{ type: 'seizure', id: COUNTED }],
    })
    const quarter = { from: '2026-07-01', until: '2026-09-30', exercise: false }
    expect(asked.splice(0)).toEqual([quarter, quarter])
  })

  test('an exercise’s indicator counts exercises alone, while its quarter lasts, and says to nobody that it is in earnest', async () => {
    await indicator('EXC-1', { fact: 'example.counted', dimensions: ['sex'], exercise: true })
    const made = must(await give(officer, 'result-value.compute', { code: 'EXC-1', period: '2026Q4' }))
    const kept = await read(made.recordId)
    expect(kept).toMatchObject({
      label: { exercise: true },
      body: { evidence: 'example.counted, 2026-10-01 to 2026-11-24' },
    })
    expect(asked.splice(0).map((period) => period.exercise)).toEqual([true, true])
    const tables = await Promise.all(
      [false, true].map((exercise) => db.read(officer, (tx) => tableOf(tx, 'EXC-1', exercise))),
    )
    expect(tables.map((table) => table?.values.length)).toEqual([0, 1])

    const released = must(await approve(await give(officer, 'result-value.release', { public: true }, kept)))
    const [shown] = must(
      await db.read(officer, (tx) =>
        listRecords<Published>(tx, published, { filters: [{ name: 'code', op: 'eq', value: 'EXC-1' }] }),
      ),
    ).items
    expect([released.recordId !== '', shown?.label.exercise]).toEqual([true, true])
    const behind = await db.read(officer, (tx) => behindOf(tx, shown?.id ?? '', []))
    // What was counted may not be read here: it is told how many, and nothing of them.
    expect(behind).toMatchObject({ counted: 1, things: [] })
  })

  test('a computed figure that a person changed names nothing that was counted', async () => {
    await indicator('CMP-2', { fact: 'example.counted', dimensions: ['sex'] })
    const made = must(await give(officer, 'result-value.compute', { code: 'CMP-2', period: '2026Q3' }))
    asked.splice(0)
    const change = {
      numerator: 9,
      cells: [cell('female', 6), cell('male', 3)],
      comparison: null,
      denominator: null,
      evidence: 'Recount',
    }
    must(await give(officer, 'result-value.amend', change, await read(made.recordId), 'one twice'))
    expect((await read(made.recordId)).body).toMatchObject({ numerator: 9 })
    expect((await read(made.recordId)).body.counted).toBeUndefined()
  })

  test('comes from a file line by line: what breaks a rule is answered, nothing is left out unsaid', async () => {
    await indicator('FIL-1')
    const lines = ['2025Q1', '2025Q2', '2025Q1', '2025'].map((period, n) => ({
      line: n + 2,
      ...measure({ code: 'FIL-1', period }),
    }))
    const done = must(await give(officer, 'result-value.import', { file: 'values.csv', lines }))
    expect(done.output).toMatchObject({
      taken: 2,
      refused: [
        { line: 4, code: 'result-value.duplicate' },
        { line: 5, code: 'result-value.period' },
      ],
    })
  })
})

test('the table names what is missing and leaves another’s word and exercises out', async () => {
  await indicator('TAB-1')
  must(await give(officer, 'result-value.report', measure({ code: 'TAB-1' })))
  const target = { code: 'TAB-1', nation: 'LCA', kind: 'target', period: '2026Q4', value: 40, source: 'plan' }
  must(await give(officer, 'result-target.set', target))
  expect(code(await give(officer, 'result-target.set', target))).toBe('result-target.known')
  // A copy from abroad, an exercise, and a figure of Barbados that this node has no right to.
  const copy = (owner: string, nation: string, exercise: boolean): Promise<unknown> =>
    db.admin.query(
      `INSERT INTO basinet.r_result_value SELECT (jsonb_populate_record(r, $1::jsonb)).* FROM basinet.r_result_value r
       WHERE f_code = 'TAB-1' LIMIT 1`,
      [JSON.stringify({ id: randomUUID(), owner, release_to: ['LCA'], f_nation: nation, exercise, rev: 1 })],
    )
  await copy('BRB', 'BRB', false)
  await copy('LCA', 'LCA', true)
  await copy('LCA', 'GRD', false)
  const table = await db.read(officer, (tx) => tableOf(tx, 'TAB-1', false))
  expect(table?.values.map((v) => v.nation)).toEqual(['BRB', 'LCA'])
  expect(table?.region).toMatchObject([{ period: '2026Q1', rolled: { kind: 'sum', value: 20 } }])
  expect(table?.region[0]?.missing).toHaveLength(11)
  expect(table?.targets).toMatchObject([{ value: 40 }])
  expect((await db.read(officer, (tx) => tableOf(tx, 'TAB-1', true)))?.values).toHaveLength(1)
  const latest = await db.read(officer, (tx) => latestOf(tx, ['TAB-1', 'EFF-1'], 'LCA', false))
  expect([...latest].map(([name, v]) => [name, v.period])).toEqual([['TAB-1', '2026Q1']])
})

test('periods are days', () => {
  expect([daysOf('2026'), daysOf('2026H2'), daysOf('2024Q1')]).toEqual([
    { from: '2026-01-01', until: '2026-12-31' },
    { from: '2026-07-01', until: '2026-12-31' },
    { from: '2024-01-01', until: '2024-03-31' },
  ])
})

test('the shared records go through a file: those expected to be flagged are refused for that, and no other', async () => {
  const text = (name: string): string | null => sharedText(`programme/results-framework/${name}`)
  interface Shared {
    readonly indicators: readonly { id: string; name: string; agg: string; dis: string[] }[]
    readonly records: readonly {
      rec: string
      indicator: string
      nation: string
      period: string
      total: number | { num: number; den: number }
      cells: readonly Record<string, string | number>[]
    }[]
  }
  const shared = JSON.parse(text('records.json') ?? '{"indicators":[],"records":[]}') as Shared
  const flags = (
    JSON.parse(text('expected.json') ?? '{"flags":[]}') as { flags: { rec: string; rule: string }[] }
  ).flags
  for (const { id, name, agg, dis } of shared.indicators)
    await indicator(id, {
      title: name,
      aggregation: agg,
      dimensions: dis,
      ...(agg === 'ratio' ? { numerator: 'x', denominator: 'y' } : {}),
    })
  const refused: string[] = []
  const own = shared.records.filter((r) => r.nation === 'LCA')
  const part = (n: number | { num: number; den: number }) =>
    typeof n === 'number' ? { numerator: n, denominator: null } : { numerator: n.num, denominator: n.den }
  for (const r of own) {
    const cells = r.cells.map((c) => ({
      sex: (c['sex'] as string | undefined) ?? null,
      age: (c['age'] as string | undefined) ?? null,
      place: null,
      ...part(c['num'] === undefined ? Number(c['value']) : { num: Number(c['num']), den: Number(c['den']) }),
    }))
    const input = { ...measure({ code: r.indicator, period: r.period }), ...part(r.total), cells }
    const done = await give(officer, 'result-value.report', input)
    if (!done.ok) refused.push(`${r.rec} ${done.error.code.slice('result-value.'.length)}`)
  }
  const NAMES: Readonly<Record<string, string>> = {
    duplicate_of: 'duplicate',
    total_ne_sum_of_cells: 'total-not-sum-of-cells',
    numerator_gt_denominator: 'numerator-over-denominator',
  }
  const ids = new Set(own.map((r) => r.rec))
  const wanted = flags.filter((f) => ids.has(f.rec)).map((f) => `${f.rec} ${NAMES[f.rule] ?? f.rule}`)
  expect(refused.toSorted()).toEqual(wanted.toSorted())
})
