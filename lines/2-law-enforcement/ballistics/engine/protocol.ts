import type { ComparisonResult } from '../contract/comparison.ts'
import type { BallisticImage } from '../contract/image.ts'
import type { Area, BallisticSurface } from '../contract/surface.ts'

/** Heights of the surface as it is compared: levelled, form taken away. */
export interface HeightMap {
  readonly width: number
  readonly height: number
  readonly spacingUm: number
  /** Hundredths of a micrometre, null where nothing was measured; row by row. */
  readonly z: readonly (number | null)[]
}

interface Sought {
  readonly probe: Uint8Array
  readonly maps: readonly Uint8Array[]
  readonly area: Area
}

export type Task =
  | { readonly do: 'read'; readonly bytes: Uint8Array; readonly area: Area }
  | { readonly do: 'map'; readonly bytes: Uint8Array; readonly area: Area }
  | { readonly do: 'look'; readonly bytes: Uint8Array }
  | { readonly do: 'compare'; readonly first: Uint8Array; readonly second: Uint8Array; readonly area: Area }
  /** How well each packed map agrees with the probe at first look. */
  | ({ readonly do: 'screen' } & Sought)
  /** The same in full. */
  | ({ readonly do: 'rank' } & Sought)

export interface Answers {
  readonly read: {
    readonly reading: Pick<BallisticSurface, 'origin' | 'grid' | 'remarks' | 'problem'>
    /** For the gallery; null where too little was measured to compare anything. */
    readonly map: Uint8Array | null
  }
  readonly map: HeightMap | { readonly problem: string }
  readonly look: Pick<BallisticImage, 'width' | 'height' | 'problem'>
  readonly compare: ComparisonResult | { readonly problem: string }
  readonly screen: readonly number[]
  readonly rank: readonly ComparisonResult[]
}
