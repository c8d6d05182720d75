import type { Instrument } from './contract/instrument.ts'
import { subtractDecimals } from './group.ts'

/** Exact amounts in force that name the instrument, in its own currency. */
export interface Moved {
  readonly obligated: string
  readonly disbursed: string
  readonly expended: string
  /** Entries left out: in another currency, not exact, or in conflict. */
  readonly leftOut: number
}

/** Where the money of an instrument stands. */
export interface Position extends Moved {
  /** Ceiling less obligated: what lapses when the funds expire. */
  readonly unobligated: string
  /** What is obligated above the ceiling; null where nothing is. */
  readonly overCeiling: string | null
  /** Obligated less disbursed. */
  readonly pipeline: string
  /** Disbursed a month since the period began; null before it. A rate, not an amount. */
  readonly burnPerMonth: number | null
  /** Months the pipeline lasts at that rate; null where nothing burns. */
  readonly pipelineMonths: number | null
  /** Share of the period that has passed and share of the ceiling disbursed, 0 to 1. */
  readonly timeShare: number
  readonly moneyShare: number
  readonly daysToExpiry: number
  /** Deliverables that are due and not handed in. */
  readonly overdue: number
}

const DAY_MS = 86_400_000
const MONTH_DAYS = 365.25 / 12
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** Pipeline and burn of an instrument on a day, YYYY-MM-DD. */
export function positionOf(body: Instrument, moved: Moved, today: string): Position {
  const pipeline = subtractDecimals(moved.obligated, moved.disbursed)
  const elapsed = days(body.performanceFrom, today < body.performanceUntil ? today : body.performanceUntil)
  const length = Math.max(1, days(body.performanceFrom, body.performanceUntil))
  const burn = elapsed > 0 ? Number(moved.disbursed) / (elapsed / MONTH_DAYS) : null
  const ceiling = Number(body.ceiling)
  const unobligated = subtractDecimals(body.ceiling, moved.obligated)
  return {
    ...moved,
    unobligated,
    overCeiling: unobligated.startsWith('-') ? unobligated.slice(1) : null,
    pipeline,
    burnPerMonth: burn,
    pipelineMonths: burn === null || burn <= 0 ? null : Number(pipeline) / burn,
    timeShare: Math.min(1, Math.max(0, elapsed / length)),
    moneyShare: ceiling > 0 ? Number(moved.disbursed) / ceiling : 0,
    daysToExpiry: Math.round(days(today, body.fundsExpire)),
    overdue: body.deliverables.filter((d) => d.delivered === null && d.due < today).length,
  }
}
