import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { IndicatorBody } from './contract/indicator.ts'
import type { Measure } from './contract/value.ts'
import { flagRecords, type Flag } from './flags.ts'
import type { Cell, Indicator, ResultRecord, Value } from './indicator.ts'

const DIMENSIONS = ['sex', 'age', 'place'] as const

/** An indicator's record as the rules read it. */
export const indicatorOf = (
  body: Pick<IndicatorBody, 'code' | 'title' | 'aggregation' | 'dimensions'>,
): Indicator => ({
  id: body.code,
  name: body.title,
  aggregation: body.aggregation,
  dimensions: body.dimensions,
})

const valueOf = (part: { numerator: number; denominator: number | null }): Value =>
  part.denominator === null ? part.numerator : { numerator: part.numerator, denominator: part.denominator }

/** A measure as the rules read it. */
function recordOf(
  id: string,
  body: Pick<Measure, 'code' | 'nation' | 'period' | 'numerator' | 'denominator' | 'cells'>,
): ResultRecord {
  return {
    id,
    indicator: body.code,
    nation: body.nation,
    period: body.period,
    total: valueOf(body),
    cells: body.cells.map((cell): Cell => ({ by: byOf(cell), value: valueOf(cell) })),
  }
}

/** What a cell is split by, as far as it says. */
export const byOf = (cell: Measure['cells'][number]): Record<string, string> =>
  Object.fromEntries(DIMENSIONS.flatMap((name) => (cell[name] === null ? [] : [[name, cell[name]]])))

const SAID: Readonly<Record<Flag['rule'], readonly [message: string, field: string]>> = {
  duplicate: ['there is a value of this nation and period already', 'period'],
  'total-not-sum-of-cells': ['the cells do not make the total', 'cells'],
  'numerator-over-denominator': ['a numerator is more than its denominator', 'numerator'],
  'cell-twice': ['a cell stands there twice', 'cells'],
  dimension: ['cells are split by all dimensions of the indicator, and by no other', 'cells'],
  value: ['a share has a denominator, anything else has none', 'denominator'],
  indicator: ['there is no such indicator in use', 'code'],
}

const PERIODS = { quarter: /Q[1-4]$/, half: /H[12]$/, year: /^\d{4}$/ } as const

/** Whether a measure may stand; `Result` has the rule that it breaks. `taken`: there is one of this nation and period. */
export function checkMeasure(indicator: IndicatorBody, measure: Measure, taken: boolean): Result<null> {
  const broken = (rule: Flag['rule']) => fail(`result-value.${rule}`, ...SAID[rule])
  if (indicator.state !== 'in-use') return broken('indicator')
  if (!PERIODS[indicator.frequency].test(measure.period))
    return fail('result-value.period', `it is measured by the ${indicator.frequency}`, 'period')
  if (taken) return broken('duplicate')
  const [flag] = flagRecords([recordOf('', measure)], [indicatorOf(indicator)])
  if (flag !== undefined) return broken(flag.rule)
  const { comparison } = measure
  if (indicator.claimsEffect && comparison === null)
    return fail(
      'result-value.comparison',
      'the indicator says what a programme changed: it needs a comparison group and an uncertainty',
      'comparison',
    )
  if (comparison !== null && comparison.differenceLow > comparison.differenceHigh)
    return fail('result-value.interval', 'the interval ends before it begins', 'comparison.differenceHigh')
  return ok(null)
}

/** First and last day of a period. */
export function daysOf(period: string): { readonly from: string; readonly until: string } {
  const year = Number(period.slice(0, 4))
  const part = Number(period[5] ?? 1)
  const months = period[4] === 'Q' ? 3 : period[4] === 'H' ? 6 : 12
  const first = (part - 1) * months
  const day = (month: number, date: number): string =>
    new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)
  return { from: day(first, 1), until: day(first + months, 0) }
}
