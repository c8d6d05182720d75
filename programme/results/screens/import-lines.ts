import type { ReadRow } from '@basinet/tables'

export interface Line {
  readonly line: number
  readonly code: string
  readonly nation: string
  readonly period: string
  readonly numerator: number
  readonly denominator: number | null
  readonly cells: readonly {
    readonly sex: string | null
    readonly age: string | null
    readonly place: string | null
    readonly numerator: number
    readonly denominator: number | null
  }[]
  readonly comparison: null
  readonly evidence: string
}

type Values = ReadRow['values']
const text = (values: Values, name: string): string | null => {
  const found = values[name]
  return typeof found === 'string' ? found : null
}
const amount = (values: Values, name: string): number | null => {
  const found = values[name]
  return typeof found === 'number' ? found : null
}
const isCell = (values: Values): boolean =>
  ['sex', 'age', 'place'].some((name) => text(values, name) !== null)

/**
 * Values of the rows of a file. Rows of one indicator, nation and period that say what they are split by are cells of one value;
 * its total is the row without a split, or their sum where there is none. The node holds the sum to the total.
 */
export function linesOf(rows: readonly ReadRow[]): Line[] {
  const split = new Set(rows.filter((r) => isCell(r.values)).map((r) => keyOf(r.values)))
  // Two rows without a split are two values: the node says which of them it has already.
  const groups = Map.groupBy(rows, ({ line, values }) =>
    split.has(keyOf(values)) ? keyOf(values) : `${keyOf(values)}\u0000${line}`,
  )
  return [...groups.values()].flatMap((group) => {
    const cells = group.filter((r) => isCell(r.values)).map((r) => cellOf(r.values))
    const totals = group.filter((r) => !isCell(r.values))
    const [first] = group
    if (first === undefined) return []
    const heads = totals.length === 0 ? [first] : totals
    return heads.map((head): Line => {
      const whole = totals.length > 0
      const add = (part: 'numerator' | 'denominator'): number =>
        cells.reduce((sum, c) => sum + (c[part] ?? 0), 0)
      const share = whole ? amount(head.values, 'denominator') : (cells[0]?.denominator ?? null)
      return {
        line: head.line,
        code: text(head.values, 'code') ?? '',
        nation: text(head.values, 'nation') ?? '',
        period: text(head.values, 'period') ?? '',
        numerator: whole ? (amount(head.values, 'numerator') ?? 0) : add('numerator'),
        denominator: whole ? share : share === null ? null : add('denominator'),
        cells,
        comparison: null,
        evidence: text(head.values, 'evidence') ?? '',
      }
    })
  })
}

const keyOf = (values: Values): string =>
  ['code', 'nation', 'period'].map((name) => text(values, name) ?? '').join('\u0000')

const cellOf = (values: Values): Line['cells'][number] => ({
  sex: text(values, 'sex'),
  age: text(values, 'age'),
  place: text(values, 'place'),
  numerator: amount(values, 'numerator') ?? 0,
  denominator: amount(values, 'denominator'),
})
