import { createDecoder, type AisReport } from '@basinet/ais'
import type { FeedConfig, FeedConsumer, FeedStream, Found } from '@basinet/kernel/feeds'
import type { PositionWriter } from '../positions/writer.ts'
import type { DuplicateFilter } from './duplicates.ts'
import { messageKey } from './message-key.ts'
import type { ReportHandler } from './report-handler.ts'
import { reportTime } from './report-time.ts'

export interface AisConsumerParts {
  readonly handle: ReportHandler
  readonly duplicates: DuplicateFilter
  readonly writer: PositionWriter
  /** Number that a feed's points carry. */
  readonly sourceOf: (feed: FeedConfig) => number
}

/** Feeds whose time passes at another pace than ours: what counts there is the time in the data. */
const RECORDED_KINDS: ReadonlySet<string> = new Set(['file', 'replay'])

/** Decodes each stream of a feed on its own and hands its messages on, one transmission once. */
export function createAisConsumer(parts: AisConsumerParts): FeedConsumer {
  return { open: (feed, _stream, count) => openStream(parts, feed, count) }
}

interface Tally {
  messages: number
  errors: number
  duplicates: number
  clockErrors: number
  stampMs: number | null
}

function openStream(parts: AisConsumerParts, feed: FeedConfig, count: (found: Found) => void): FeedStream {
  const source = parts.sourceOf(feed)
  const recorded = RECORDED_KINDS.has(feed.transport.kind)
  const key = { high: 0, low: 0 }
  let tally = emptyTally()
  let receivedMs = 0
  let lastMs: number | null = null

  const report = (r: AisReport): void => {
    tally.messages++
    const { atMs, clockError } = reportTime(feed, r.timeMs, receivedMs, lastMs)
    lastMs = atMs
    if (clockError) tally.clockErrors++
    // Elsewhere the stamp is not the receiver's clock now, and says nothing of a lag.
    else if (feed.time === 'station' && r.timeMs !== null)
      tally.stampMs = Math.max(tally.stampMs ?? 0, r.timeMs)
    messageKey(r.message, key)
    if (parts.duplicates.seen(key.high, key.low, recorded ? atMs : receivedMs)) {
      tally.duplicates++
      return
    }
    parts.handle(r, atMs, source, r.station ?? feed.station)
  }
  const decoder = createDecoder({
    report,
    problem: () => {
      tally.errors++
    },
  })
  const settle = (): void => {
    const found = tally
    tally = emptyTally()
    count(found)
  }

  return {
    push(bytes, now) {
      parts.writer.settle()
      receivedMs = now
      decoder.push(bytes, now)
      settle()
      // A datagram source cannot wait: its points are refused and counted, the picture stays live.
      return feed.transport.kind === 'udp' ? undefined : parts.writer.room()
    },
    end() {
      decoder.end()
      settle()
    },
  }
}

function emptyTally(): Tally {
  return { messages: 0, errors: 0, duplicates: 0, clockErrors: 0, stampMs: null }
}
