import type { Tx } from '@basinet/kernel/store'

export interface FactPeriod {
  /** Days, both within the period. */
  readonly from: string
  readonly until: string
  /** Exercise and simulated records alone, for an exercise; otherwise they are never counted. */
  readonly exercise: boolean
}

/** A record that was counted. It may be read by fewer than the count. */
export interface CountedRecord {
  readonly type: string
  readonly id: string
}

/** Records of one count that a value names at most, the newest. */
export const COUNTED_MAX = 500

/** One cell of a count. What it is split by is never fine enough to be a person's. */
export interface FactCell {
  readonly sex: string | null
  readonly age: string | null
  readonly place: string | null
  readonly numerator: number
  readonly denominator: number | null
}

/**
 * What a part of the node publishes of its own records: counts, never persons. It is counted inside the command's transaction by
 * the part's own database function, and handed to `resultsModule` at the composition root.
 */
export interface PublishedFact {
  /** `<capability>.<fact>`, as indicators name it. */
  readonly id: string
  readonly about: string
  readonly dimensions: readonly ('sex' | 'age' | 'place')[]
  readonly ratio: boolean
  count(tx: Tx, period: FactPeriod): Promise<readonly FactCell[]>
  /** What the count holds, by the same rule; null where persons are counted, or nothing that is a record. */
  readonly counted: ((tx: Tx, period: FactPeriod) => Promise<readonly CountedRecord[]>) | null
}
