import type { FusedContact } from './fusion.ts'

/** A fused contact under the label of everything that went into it. */
export interface FusedEntry extends FusedContact {
  /** Source number of that label: who may not read it is told nothing of the radar. */
  readonly source: number
  /** Names of the ingredients, in their order. */
  readonly names: readonly string[]
}
