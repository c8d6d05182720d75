import type { FeedConfig } from '@basinet/kernel/feeds'

/** A receiver's stamp is believed when it is not older than this at arrival … */
export const STAMP_LATE_MAX_MS = 15 * 60_000
/** … and not more than this ahead of us. */
export const STAMP_EARLY_MAX_MS = 5000

export interface ReportTime {
  readonly atMs: number
  /** The stamp was there and was not believed. */
  readonly clockError: boolean
}

/**
 * Which time a report gets (see `time` of a feed). `lastMs`: time of the report before it in the same stream, for a
 * recording in which not every line is stamped.
 */
export function reportTime(
  feed: Pick<FeedConfig, 'time'>,
  stampMs: number | null,
  receivedMs: number,
  lastMs: number | null,
): ReportTime {
  switch (feed.time) {
    case 'arrival':
      return { atMs: receivedMs, clockError: false }
    case 'recorded':
      return { atMs: stampMs ?? lastMs ?? receivedMs, clockError: false }
    case 'station': {
      if (stampMs === null) return { atMs: receivedMs, clockError: false }
      const late = receivedMs - stampMs
      const believed = late <= STAMP_LATE_MAX_MS && late >= -STAMP_EARLY_MAX_MS
      return { atMs: believed ? Math.min(stampMs, receivedMs) : receivedMs, clockError: !believed }
    }
    default:
      throw new Error(`BUG: feed time "${String(feed.time)}"`)
  }
}
