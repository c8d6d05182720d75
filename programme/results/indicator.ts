/** How an indicator's values come together over nations and periods. */
export type Aggregation =
  /** Counts of different things: they add. */
  | 'sum'
  /** Shares: numerators and denominators add, percentages never do. */
  | 'ratio'
  /** Persons who may be counted twice, scales, judgements: nothing is added. */
  | 'never'

export interface Indicator {
  readonly id: string
  readonly name: string
  readonly aggregation: Aggregation
  /** Dimensions every value is split by; all of them or none. */
  readonly dimensions: readonly string[]
}

/** Both parts of a share: kept, because a percentage alone cannot be rolled up. */
export interface Share {
  readonly numerator: number
  readonly denominator: number
}

/** A count or measured amount, or a share. */
export type Value = number | Share

/** One cell of a disaggregated value: what it is split by, and its part. */
export interface Cell {
  readonly by: Readonly<Record<string, string>>
  readonly value: Value
}

/** A nation's value of an indicator in a period. A period that was not reported has no record: it is missing, not zero. */
export interface ResultRecord {
  readonly id: string
  readonly indicator: string
  readonly nation: string
  readonly period: string
  readonly total: Value
  readonly cells: readonly Cell[]
}
