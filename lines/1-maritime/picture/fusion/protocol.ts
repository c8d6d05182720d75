import type { LonLat } from '@basinet/geodesy'
import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import type { FusionStatus } from '../contract/fused.ts'
import type { AlertBatch } from '../live/alert-queue.ts'
import type { BoardDelta } from '../live/board-delta.ts'
import type { WorkerStart } from '../live/protocol.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { FusedEntry } from './fused-entry.ts'
import type { SiteConfig } from './sites.ts'
import type { VideoPicture } from './video-desk.ts'

export type FusionStart = Omit<WorkerStart, 'coastline'>

export interface FusionConfig {
  readonly feeds: readonly FeedConfig[]
  readonly sites: readonly SiteConfig[]
}

/** What the picture gets of the fusion, at most once a second and only when it took the last. */
export interface FusionUpdate {
  readonly delta: BoardDelta
  /** Contacts that ended. */
  readonly gone: readonly number[]
  /** All that radars look at, whole each time: what is not here is not fused any more. */
  readonly fused: readonly FusedEntry[]
  /** Heights that aircraft tell, m. */
  readonly altitudes: readonly (readonly [key: number, altitudeM: number])[]
  readonly status: FusionStatus
}

export type ToFusion =
  | {
      readonly kind: 'lead'
      readonly lease: { readonly name: string; readonly fence: string }
      readonly config: FusionConfig
    }
  | { readonly kind: 'configure'; readonly config: FusionConfig }
  | { readonly kind: 'reports'; readonly batch: Float64Array<ArrayBuffer>; readonly left: number }
  | { readonly kind: 'reception'; readonly ask: number; readonly shares: readonly number[] }
  | { readonly kind: 'taken' }
  | { readonly kind: 'alerts-taken'; readonly urgent: boolean }
  | { readonly kind: 'stop' }

export type FromFusion =
  | { readonly kind: 'configured' }
  | { readonly kind: 'update'; readonly update: FusionUpdate }
  | { readonly kind: 'video'; readonly picture: VideoPicture | null; readonly ended: readonly string[] }
  | { readonly kind: 'statics'; readonly vessels: readonly VesselStatic[] }
  | { readonly kind: 'alerts'; readonly batch: AlertBatch; readonly urgent: boolean }
  | { readonly kind: 'feed-change'; readonly change: FeedChange }
  | { readonly kind: 'ask-reception'; readonly ask: number; readonly places: readonly LonLat[] }
  | { readonly kind: 'reports-taken' }
  | { readonly kind: 'fenced' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'stopped' }
