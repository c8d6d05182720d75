import type { Label } from '@basinet/kernel/contract'
import type { NationAmount, Point, Stage } from '../figures.ts'
import type { Group } from '../group.ts'
import type { Position } from '../position.ts'
import type { Instrument } from './instrument.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** An entry with what its figure stands on, as a table shows it. */
export interface ShownEntry {
  readonly id: string
  readonly reference: string
  readonly amount: string
  readonly currency: string
  readonly basis: LedgerEntry['basis']
  readonly qualifier: LedgerEntry['qualifier']
  readonly status: LedgerEntry['status']
  readonly donor: string
  readonly item: string | null
  readonly source: LedgerEntry['source']
}

/** A row of the table; its entries come with it where they disagree or are few. */
export type ShownGroup = Omit<Group, 'entries'> & {
  readonly count: number
  readonly low: string
  readonly high: string
  readonly entries: readonly ShownEntry[]
}

/** `GET /api/v1/funding/table` */
export interface FundingTable {
  readonly rows: readonly ShownGroup[]
  /** Rows past the bound, not listed but counted in the figures. */
  readonly more: number
  readonly lines: number
  readonly currencies: readonly string[]
  readonly stages: readonly Stage[]
  readonly series: readonly Point[]
  readonly nations: readonly NationAmount[]
  /** The highest label among the rows. */
  readonly label: Label
  /** All of it is an exercise: the node is a demonstration. */
  readonly exercise: boolean
}

/** `GET /api/v1/funding/portal` */
export interface DonorPortal {
  readonly donors: readonly string[]
  readonly entries: readonly ShownEntry[]
  /** Where the next entries begin; null: these were the last. */
  readonly next: number | null
  readonly instruments: readonly { readonly id: string; readonly body: Instrument }[]
}

export interface InstrumentRow {
  readonly id: string
  readonly body: Instrument
  readonly position: Position
}
