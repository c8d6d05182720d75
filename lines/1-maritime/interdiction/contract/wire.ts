import type { Obstacle } from '@basinet/intercept'
import type { AssetProblem } from '../law/crew-check.ts'
import type { ZoneKind } from './words.ts'

export interface Place {
  readonly lon: number
  readonly lat: number
}

/** What is known of the law at a place, for a reader. */
export interface LawAt {
  readonly known: boolean
  readonly zone: ZoneKind | null
  readonly coastalState: string | null
  readonly name: string | null
  /** `may`: an action may be ordered now; otherwise why not, as a stable word. */
  readonly may: boolean
  readonly code: string
  /** Rule or answer it rests on. */
  readonly text: string | null
}

/** One asset against the target, as the options answer gives it. */
export interface OptionRow {
  readonly asset: string
  readonly name: string
  readonly class: string
  readonly from: Place
  readonly problems: readonly AssetProblem[]
  readonly obstacles: readonly Obstacle[]
  readonly meetAt: string | null
  readonly position: Place | null
  /** Corners of the way around land; null: straight. */
  readonly corners: readonly Place[] | null
  readonly courseDeg: number | null
  readonly distanceM: number | null
  readonly speedKn: number | null
  readonly light: string | null
  readonly nextSunAt: string | null
  readonly marginMinutes: number | null
  readonly law: LawAt | null
  readonly feasible: boolean
  readonly taskable: boolean
}

export interface OptionsAnswer {
  readonly at: string
  /** Where the target is reckoned to be now. */
  readonly target: Place
  readonly motionKnown: boolean
  /** Outline of where it can be by now, when course or speed are not known exactly. */
  readonly reach: readonly Place[]
  readonly here: LawAt
  /** Ways over land are not looked at where false. */
  readonly landChecked: boolean
  readonly options: readonly OptionRow[]
  readonly passages: readonly {
    readonly zone: string
    readonly entering: boolean
    readonly at: string
    readonly position: Place
  }[]
}

export interface Statistics {
  readonly detected: number
  readonly targeted: number
  readonly intercepted: number
  readonly disrupted: number
  readonly going: number
  /** Marked as exercise: counted apart, never above. */
  readonly exercises: number
}
