import type { ComparisonResult } from '../contract/comparison.ts'
import type { Area, BallisticSurface } from '../contract/surface.ts'

/** Heights of the surface as it is compared: levelled, form taken away. */
export interface HeightMap {
  readonly width: number
  readonly height: number
  readonly spacingUm: number
  /** Hundredths of a micrometre, null where nothing was measured; row by row. */
  readonly z: readonly (number | null)[]
}

export type Task =
  | { readonly do: 'read'; readonly bytes: Uint8Array }
  | { readonly do: 'map'; readonly bytes: Uint8Array; readonly area: Area }
  | { readonly do: 'compare'; readonly first: Uint8Array; readonly second: Uint8Array; readonly area: Area }

export interface Answers {
  readonly read: Pick<BallisticSurface, 'origin' | 'grid' | 'remarks' | 'problem'>
  readonly map: HeightMap | { readonly problem: string }
  readonly compare: ComparisonResult | { readonly problem: string }
}
