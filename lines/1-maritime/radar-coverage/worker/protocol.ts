import type { RadarSite } from '../contract/site.ts'
import type { CoverageStudy, StudyResult } from '../contract/study.ts'

export interface Placed {
  readonly id: string
  readonly candidate: boolean
  readonly body: RadarSite
}

/** One study with everything it needs; the thread reads the elevations itself. */
export interface StudyTask {
  readonly study: CoverageStudy
  readonly sites: readonly Placed[]
  readonly terrainFolder: string
  readonly at: string
}

export type FromThread =
  | { readonly done: number; readonly total: number }
  | { readonly result: StudyResult }
  | { readonly problem: string }
