import type { Analysis } from '../contract/examination.ts'
import type { Readout } from './read-print.ts'

/** A template and the number it goes by. */
export interface Numbered {
  readonly n: number
  readonly compact: Uint8Array
}

export interface Scored {
  readonly n: number
  readonly score: number
}

/** What an engine thread is asked, by name, and what it answers; plain data, because it crosses threads. */
export interface Asked {
  readonly read: { readonly bytes: Uint8Array; readonly part: number | null; readonly ppi: number | null }
  readonly mark: { readonly bytes: Uint8Array; readonly ppi: number; readonly analysis: Analysis }
  readonly add: { readonly items: readonly Numbered[] }
  readonly forget: { readonly numbers: readonly number[] }
  readonly search: { readonly compact: Uint8Array; readonly most: number }
  /** Every probe against every one given, without an index: for the file of unsolved marks. */
  readonly against: { readonly probes: readonly Numbered[]; readonly given: readonly Numbered[] }
}
export interface Answered {
  readonly read: Readout
  readonly mark: Uint8Array | { readonly problem: string }
  readonly add: null
  readonly forget: null
  readonly search: readonly Scored[]
  readonly against: readonly (Scored & { readonly probe: number })[]
}
export type Verb = keyof Asked

export interface Request<V extends Verb = Verb> {
  readonly id: number
  readonly verb: V
  readonly input: Asked[V]
}
export type Reply =
  | { readonly id: number; readonly answer: Answered[Verb] }
  | { readonly id: number; readonly failed: string }
