import type { LonLat } from '@basinet/geodesy'
import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import type { SealedSubjectTemplate } from './service-store.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { AlertBatch } from './alert-queue.ts'
import type { BoardDelta } from './board-delta.ts'
import type { IngestStats } from './ingest.ts'
import type { CoverageBox } from './report-valve.ts'
import type { RulesConfig } from './rules-config.ts'
import type { Storing } from './storing.ts'

/** What the ingest thread is started with; plain data, because it crosses threads. */
export interface WorkerStart {
  readonly url: string
  readonly subjectKey: Uint8Array
  readonly subject: SealedSubjectTemplate
  readonly mode: 'demo' | 'service'
  readonly holder: string
  readonly fileRoot: string
  readonly keepMs: number
  /** GeoJSON of the coast, or null: then nothing is said of positions on land. */
  readonly coastline: string | null
}

/** The thread is started before it is needed, so that a process that takes over has its code and its coast ready. */
export interface Lead {
  readonly lease: { readonly name: string; readonly fence: string }
  readonly rules: RulesConfig
  readonly feeds: readonly FeedConfig[]
  readonly followed: boolean
  readonly storing: Storing
}

export type ToWorker =
  | { readonly kind: 'lead'; readonly lead: Lead }
  | { readonly kind: 'feeds'; readonly feeds: readonly FeedConfig[] }
  | { readonly kind: 'rules'; readonly rules: RulesConfig }
  | { readonly kind: 'followed'; readonly followed: boolean }
  | { readonly kind: 'storing'; readonly storing: Storing }
  /** The last delta was taken: the next one may be sent. */
  | { readonly kind: 'taken' }
  /** The last alerts of this path were taken: the next may be sent. */
  | { readonly kind: 'alerts-taken'; readonly urgent: boolean }
  /** Where radars look. */
  | { readonly kind: 'coverage'; readonly boxes: readonly CoverageBox[] }
  /** The last reports for the fusion were taken: the next may be sent. */
  | { readonly kind: 'reports-taken' }
  /** How well AIS is heard at these places. */
  | { readonly kind: 'reception'; readonly ask: number; readonly places: readonly LonLat[] }
  | { readonly kind: 'stop' }

export type FromWorker =
  | { readonly kind: 'ready' }
  /** The feeds run; their sources have numbers. */
  | { readonly kind: 'configured' }
  | { readonly kind: 'delta'; readonly delta: BoardDelta }
  | { readonly kind: 'statics'; readonly vessels: readonly VesselStatic[] }
  | { readonly kind: 'alerts'; readonly batch: AlertBatch; readonly urgent: boolean }
  | { readonly kind: 'feed-change'; readonly change: FeedChange }
  | { readonly kind: 'stats'; readonly stats: IngestStats }
  | { readonly kind: 'reports'; readonly batch: Float64Array<ArrayBuffer> }
  | { readonly kind: 'reception'; readonly ask: number; readonly shares: readonly number[] }
  | { readonly kind: 'fenced' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'stopped' }
