import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedText } from '../../tests/data/shared.ts'
import { flagRecords } from './flags.ts'
import type { Cell, Indicator, ResultRecord } from './indicator.ts'
import { rollUp } from './roll-up.ts'
import { publishable } from './small-cells.ts'

interface SharedIndicator {
  readonly id: string
  readonly name: string
  readonly agg: 'sum' | 'ratio'
  readonly dis: readonly string[]
}
interface SharedShare {
  readonly num: number
  readonly den: number
}
type SharedCell = Readonly<Record<string, string | number>> & ({ readonly value: number } | SharedShare)
interface SharedRecord {
  readonly rec: string
  readonly indicator: string
  readonly nation: string
  readonly period: string
  readonly total: number | SharedShare
  readonly cells: readonly SharedCell[]
}
interface Expected {
  readonly flags: readonly { readonly rec: string; readonly rule: string; readonly of?: string }[]
  readonly rollup_excluding_flagged: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const read = <T>(name: string): T | null => {
  const text = sharedText(`programme/results-framework/${name}`)
  return text === null ? null : (JSON.parse(text) as T)
}
const shared = read<{ indicators: readonly SharedIndicator[]; records: readonly SharedRecord[] }>(
  'records.json',
)
const expected = read<Expected>('expected.json')

const indicators = (shared?.indicators ?? []).map((i): Indicator => ({
  id: i.id,
  name: i.name,
  aggregation: i.agg,
  dimensions: i.dis,
}))
const cellOf = ({ value, num, den, ...by }: Readonly<Record<string, string | number>>): Cell => ({
  by: by as Record<string, string>,
  value: value === undefined ? { numerator: Number(num), denominator: Number(den) } : Number(value),
})
const records = (shared?.records ?? []).map((r): ResultRecord => {
  const { total } = r
  return {
    id: r.rec,
    indicator: r.indicator,
    nation: r.nation,
    period: r.period,
    total: typeof total === 'number' ? total : { numerator: total.num, denominator: total.den },
    cells: r.cells.map(cellOf),
  }
})

const NAMES: Readonly<Record<string, string>> = {
  duplicate_of: 'duplicate',
  total_ne_sum_of_cells: 'total-not-sum-of-cells',
  numerator_gt_denominator: 'numerator-over-denominator',
}

test('every shared record is flagged as expected, and no other', () => {
  const ours = flagRecords(records, indicators)
  const theirs = (expected?.flags ?? []).map(({ rec, rule, of }) => ({
    record: rec,
    rule: NAMES[rule],
    ...(of === undefined ? {} : { of }),
  }))
  expect(ours).toEqual(theirs)
})

test('the regional roll-up is the expected one, to the last figure', () => {
  const rolled = indicators.map((indicator) => {
    const wanted = expected?.rollup_excluding_flagged[indicator.id] ?? {}
    const nations = Object.keys(wanted).filter((n) => n !== 'REGION')
    const { region, nations: found } = rollUp(indicator, records, nations)
    const figure = (r: typeof region | undefined): number | null =>
      r?.kind === 'sum'
        ? r.value
        : r?.kind === 'ratio' && r.percent !== null
          ? Math.round(r.percent * 100) / 100
          : null
    const figures = {
      REGION: figure(region),
      ...Object.fromEntries(nations.map((n) => [n, figure(found[n])])),
    }
    return [indicator.id, figures] as const
  })
  expect(Object.fromEntries(rolled)).toEqual(expected?.rollup_excluding_flagged ?? {})
})

const base: ResultRecord = {
  id: 'a',
  indicator: 'I',
  nation: 'LCA',
  period: '2026Q1',
  total: 10,
  cells: [],
}
const counted: Indicator = { id: 'I', name: 'x', aggregation: 'sum', dimensions: ['sex'] }

test('a missing nation is missing, never zero; what must not be added is not', () => {
  const both = rollUp(counted, [base], ['LCA', 'BRB'])
  expect(both).toMatchObject({
    missing: ['BRB'],
    nations: { BRB: { kind: 'missing' } },
    region: { value: 10 },
  })
  expect(rollUp(counted, [], ['LCA']).region).toEqual({ kind: 'missing' })
  expect(rollUp({ ...counted, aggregation: 'never' }, [base], ['LCA']).region).toEqual({ kind: 'refused' })
  // Percentages are not averaged: 1 of 10 and 90 of 90 are 91 of 100.
  const share = { ...counted, aggregation: 'ratio' as const }
  const few = { ...base, total: { numerator: 1, denominator: 10 } }
  const many = { ...few, id: 'b', nation: 'BRB', total: { numerator: 90, denominator: 90 } }
  expect(rollUp(share, [few, many], ['LCA', 'BRB']).region).toMatchObject({ percent: 91 })
})

test.each<[rule: string, change: Partial<ResultRecord>]>([
  ['total-not-sum-of-cells', { cells: [{ by: { sex: 'F' }, value: 4 }] }],
  [
    'cell-twice',
    {
      cells: [
        { by: { sex: 'F' }, value: 4 },
        { by: { sex: 'F' }, value: 6 },
      ],
    },
  ],
  ['dimension', { cells: [{ by: { age: '10-14' }, value: 10 }] }],
  ['value', { total: -1 }],
  ['value', { total: { numerator: 1, denominator: 2 } }],
  ['indicator', { indicator: 'unknown' }],
])('%s', (rule, change) => {
  expect(flagRecords([{ ...base, ...change }], [counted])).toMatchObject([{ rule }])
})

test('no withheld cell can be had back from the total', () => {
  const cells = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(cells, (values) => {
      const told = publishable(
        values.map((value, n) => ({ by: { sex: String(n) }, value })),
        5,
      )
      const withheld = (told ?? []).filter((c) => c.value === null).length
      expect(withheld).not.toBe(1)
      expect((told ?? []).filter((c) => c.value !== null && c.value > 0 && c.value < 5)).toEqual([])
    }),
  )
})
