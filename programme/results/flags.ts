import type { Indicator, ResultRecord, Value } from './indicator.ts'

/** What keeps a record out of a roll-up until its nation has answered. */
export type Flag =
  | { readonly record: string; readonly rule: 'duplicate'; readonly of: string }
  | {
      readonly record: string
      readonly rule:
        | 'total-not-sum-of-cells'
        | 'numerator-over-denominator'
        | 'cell-twice'
        | 'dimension'
        | 'value'
        | 'indicator'
    }

/** Sums of measured amounts may differ in the last place a measurement is given in. */
const TOLERANCE = 1e-6

/** Data-quality flags of reported values (IATI asks for none of them: a dimension there is a mere tag). */
export function flagRecords(records: readonly ResultRecord[], indicators: readonly Indicator[]): Flag[] {
  const known = new Map(indicators.map((i) => [i.id, i]))
  const first = new Map<string, string>()
  const flags: Flag[] = []
  for (const record of records) {
    const key = JSON.stringify([record.indicator, record.nation, record.period])
    const before = first.get(key)
    if (before === undefined) first.set(key, record.id)
    else flags.push({ record: record.id, rule: 'duplicate', of: before })
    const indicator = known.get(record.indicator)
    const rule = indicator === undefined ? 'indicator' : ruleBroken(record, indicator)
    if (rule !== null) flags.push({ record: record.id, rule })
  }
  return flags
}

function ruleBroken(record: ResultRecord, indicator: Indicator): Exclude<Flag['rule'], 'duplicate'> | null {
  const { total, cells } = record
  const values = [total, ...cells.map((c) => c.value)]
  const share = indicator.aggregation === 'ratio'
  if (values.some((v) => (typeof v === 'object') !== share || !parts(v).every(isAmount))) return 'value'
  if (values.some((v) => typeof v === 'object' && v.numerator > v.denominator))
    return 'numerator-over-denominator'
  if (cells.length === 0) return null
  const wanted = [...indicator.dimensions].toSorted().join()
  if (cells.some((c) => Object.keys(c.by).toSorted().join() !== wanted)) return 'dimension'
  const places = cells.map((c) => indicator.dimensions.map((d) => c.by[d]).join('\u0000'))
  if (new Set(places).size < places.length) return 'cell-twice'
  const off = parts(total).some((part, n) => {
    const sum = cells.reduce((s, c) => s + (parts(c.value)[n] ?? 0), 0)
    return Math.abs(sum - part) > TOLERANCE
  })
  return off ? 'total-not-sum-of-cells' : null
}

const parts = (value: Value): number[] =>
  typeof value === 'number' ? [value] : [value.numerator, value.denominator]
const isAmount = (n: number): boolean => Number.isFinite(n) && n >= 0
