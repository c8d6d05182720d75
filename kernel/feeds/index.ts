export { feedsCapability } from './contract.ts'
export { feed, type FeedBody, type FeedHealth, type FeedState } from './contract.ts'
export { feedsModule, FEEDS_MIGRATIONS } from './module.ts'
export { createFeedSet, FEEDS_MAX, type FeedChange, type FeedSet } from './feed-set.ts'
export { startFeed, type FeedConfig, type FeedConsumer, type FeedStream } from './running-feed.ts'
export { keepLeases, LEASE_SECONDS, type Leases } from './lease.ts'
export {
  HEALTH_STALE_MS,
  putFeedCursors,
  putFeedHealth,
  readFeedConfigs,
  readFeedCursors,
  readFeedHealth,
} from './store.ts'
export type { Found } from './meter.ts'
export { makeSource, type SourceTools } from './transport/make.ts'
export { systemFeedClock } from './transport/system-clock.ts'
export { replay as replaySource, type LineTime } from './transport/replay.ts'
export type { CutRecording, Piece, PieceCutter } from './transport/octet-file.ts'
export type { OpenSerial } from './transport/serial.ts'
export type { FeedClock, FileCursor, Source } from './transport/transport.ts'
