import { flagRecords } from './flags.ts'
import type { Indicator, ResultRecord } from './indicator.ts'

/** A rolled-up value with what it stands on. */
export type Rolled =
  | { readonly kind: 'sum'; readonly value: number; readonly records: number }
  | {
      readonly kind: 'ratio'
      readonly numerator: number
      readonly denominator: number
      readonly percent: number | null
      readonly records: number
    }
  /** Nothing unflagged was reported: missing, never zero. */
  | { readonly kind: 'missing' }
  /** Values of this indicator are never added. */
  | { readonly kind: 'refused' }

export interface RollUp {
  readonly region: Rolled
  readonly nations: Readonly<Record<string, Rolled>>
  /** Nations of the region that reported nothing that counts. */
  readonly missing: readonly string[]
}

/** One indicator over periods, a nation each and the region; flagged records are left out (see `flagRecords`). */
export function rollUp(
  indicator: Indicator,
  records: readonly ResultRecord[],
  nations: readonly string[],
): RollUp {
  const own = records.filter((r) => r.indicator === indicator.id)
  const flagged = new Set(flagRecords(own, [indicator]).map((f) => f.record))
  const counted = own.filter((r) => !flagged.has(r.id) && nations.includes(r.nation))
  const rolled = nations.map(
    (nation) =>
      [
        nation,
        roll(
          indicator,
          counted.filter((r) => r.nation === nation),
        ),
      ] as const,
  )
  return {
    region: roll(indicator, counted),
    nations: Object.fromEntries(rolled),
    missing: rolled.filter(([, r]) => r.kind === 'missing').map(([nation]) => nation),
  }
}

function roll(indicator: Indicator, records: readonly ResultRecord[]): Rolled {
  if (records.length === 0) return { kind: 'missing' }
  if (indicator.aggregation === 'never') return { kind: 'refused' }
  const shares = records.map((r) =>
    typeof r.total === 'number' ? { numerator: r.total, denominator: 0 } : r.total,
  )
  // Of a sum the numerator is the count.
  const numerator = add(shares.map((s) => s.numerator))
  if (indicator.aggregation === 'sum') return { kind: 'sum', value: numerator, records: records.length }
  const denominator = add(shares.map((s) => s.denominator))
  return {
    kind: 'ratio',
    numerator,
    denominator,
    percent: denominator === 0 ? null : (numerator / denominator) * 100,
    records: records.length,
  }
}

/** Sum as people write amounts: 0.1 and 0.2 make 0.3. */
function add(values: readonly number[]): number {
  const sum = values.reduce((s, v) => s + v, 0)
  return Math.round(sum * 1e9) / 1e9
}
