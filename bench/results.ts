import { randomUUID } from 'node:crypto'
import { latestOf, resultsModule, tableOf } from '@basinet/results'
import { openTestStore, testSubject } from '@basinet/kernel/store/test-store'
import { must } from '@basinet/kernel/contract'
import { executeCommand } from '@basinet/kernel/record'
import { ratiosOf, type BenchResult } from './bench.ts'

const NATIONS = ['ATG', 'BHS', 'BRB', 'DMA', 'DOM', 'GRD', 'GUY', 'JAM', 'KNA', 'LCA', 'SUR', 'TTO', 'VCT']
const YEARS = 25
const RUNS = 20

/**
 * `npm run bench -- results [VALUES]`: answers a second with so many indicator values in the database (1,000,000 unless said
 * otherwise), as a results officer under row-level security: the framework page, and one indicator's table with its roll-up.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const wanted = Number(args[0] ?? 1_000_000)
  const officer = testSubject({ roles: ['results-officer'], purpose: 'programme' })
  const db = await openTestStore({ modules: [resultsModule()], now: () => new Date('2026-11-24T12:00:00Z') })
  try {
    const each = NATIONS.length * YEARS * 4
    const indicators = Math.ceil(wanted / each)
    const give = async (name: string, input: object, recordId?: string): Promise<string> =>
      must(
        await executeCommand(db.core, officer, name, {
          commandId: randomUUID(),
          ...(recordId === undefined ? {} : { recordId, expectedRev: 1 }),
          input,
        }),
      ).recordId
    const code = (n: number): string => `B${n}`
    for (let n = 0; n < indicators; n++)
      await give('indicator.use', {}, await give('indicator.define', { code: code(n), ...facts }))
    const first = {
      code: code(0),
      nation: 'LCA',
      period: '2026Q1',
      numerator: 10,
      denominator: null,
      cells: [],
      comparison: null,
      evidence: 'x',
    }
    await give('result-value.report', first)
    await db.admin.query('ALTER TABLE basinet.r_result_value DISABLE TRIGGER USER')
    await db.admin.query(
      `INSERT INTO basinet.r_result_value SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'owner', nation,
         'release_to', ARRAY['LCA'], 'f_code', 'B' || n, 'f_nation', nation, 'f_period', year || 'Q' || quarter, 'f_numerator', year))).*
       FROM basinet.r_result_value r, generate_series(0, $1::int - 1) n, unnest($2::text[]) nation,
         generate_series(2001, 2025) year, generate_series(1, 4) quarter`,
      [indicators, NATIONS],
    )
    await db.admin.query('ANALYZE basinet.r_result_value')
    const { rows } = await db.admin.query<{ n: string }>('SELECT count(*) AS n FROM basinet.r_result_value')
    const codes = Array.from({ length: Math.min(indicators, 500) }, (_, n) => code(n))
    const ours = {
      'one indicator, all nations and periods': await rate((n) =>
        db.read(officer, (tx) => tableOf(tx, code((n * 37) % indicators), false)),
      ),
      'framework, newest value of each indicator': await rate(() =>
        db.read(officer, (tx) => latestOf(tx, codes, 'LCA', false)),
      ),
    }
    return {
      name: 'results',
      unit: 'answers a second',
      ours,
      rivals: {},
      ratios: ratiosOf(ours, {}, (rival) => rival),
      notes: [
        `${rows[0]?.n ?? '?'} values of ${indicators} indicators, ${NATIONS.length} nations, ${YEARS} years by quarter; mean of ${RUNS}`,
        `the framework asks for ${codes.length} indicators at once, as its page does`,
      ],
    }
  } finally {
    await db.close()
  }
}

const facts = {
  title: 'Bench',
  definition: 'x',
  unit: 'persons',
  level: 'output',
  aggregation: 'sum',
  numerator: null,
  denominator: null,
  dimensions: [],
  frequency: 'quarter',
  area: 'prevention',
  goal: 'safety',
  verification: 'x',
  fact: null,
  leastCount: 5,
  claimsEffect: false,
}

async function rate(work: (n: number) => Promise<unknown>): Promise<number> {
  await work(0)
  const start = performance.now()
  for (let n = 1; n <= RUNS; n++) await work(n)
  return Math.round((RUNS / (performance.now() - start)) * 1000 * 10) / 10
}
