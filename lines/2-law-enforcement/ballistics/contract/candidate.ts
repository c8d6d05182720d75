import type { ComparisonResult } from './comparison.ts'

/** What a search found, as its reader may read it. */
export interface ShownCandidate {
  readonly surface: string
  readonly specimen: string
  /** Of the specimen. */
  readonly number: string
  readonly calibre: string
  readonly incident: string | null
  readonly firearm: string | null
  readonly decision: ComparisonResult['decision']
  readonly correlation: number
  readonly cmc: number | null
  readonly usable: number | null
  readonly log10Lr: number | null
}
