import type { Surface } from '../surface/surface.ts'

/** ISO 25178-72:2017 Record1: a matrix (SUR) or a single line (PRF). Point clouds (PCL) are not read. */
export type FeatureType = 'SUR' | 'PRF'

/** How heights lie in the file: 16 or 32 bit integers times increment plus offset, or floats. */
export type HeightType = 'I' | 'L' | 'F' | 'D'

export const HEIGHT_BYTES: Readonly<Record<HeightType, number>> = { I: 2, L: 4, F: 4, D: 8 }

/** Record2, as far as it is there: who measured, when, with what. Texts as written. */
export interface X3pOrigin {
  readonly date: string | null
  readonly creator: string | null
  readonly manufacturer: string | null
  readonly model: string | null
  readonly serial: string | null
  readonly version: string | null
  readonly calibrationDate: string | null
  readonly probing: string | null
  readonly identification: string | null
  readonly comment: string | null
}

export interface X3p {
  readonly feature: FeatureType
  readonly heights: HeightType
  readonly surface: Surface
  readonly origin: X3pOrigin
  /** What deviates from the standard and was taken all the same, in words for the examiner. */
  readonly remarks: readonly string[]
}
