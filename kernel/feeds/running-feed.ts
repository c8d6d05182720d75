import type { FeedBody, FeedHealth, FeedState } from './contract.ts'
import { createMeter, type Found, type MeterReading } from './meter.ts'
import { makeSource, type SourceTools } from './transport/make.ts'
import {
  messageOf,
  type FileCursor,
  type Framing,
  type StreamSink,
  type TransportEvents,
} from './transport/transport.ts'

export interface FeedConfig extends FeedBody {
  readonly id: string
}

/** A stream of one feed as its consumer takes it. */
export interface FeedStream {
  /** @returns a promise when the consumer is full and the source should wait */
  push(bytes: Uint8Array, receivedMs: number): void | Promise<void>
  end(): void
}

/** Makes sense of the bytes: the decoder of a capability. `count` tells the feed what was found in them. */
export interface FeedConsumer {
  /** How the bytes of this content are packed; absent: lines. */
  framing?(content: string): Framing
  open(feed: FeedConfig, stream: string, count: (found: Found) => void): FeedStream
}

export interface RunningFeed {
  readonly config: FeedConfig
  health(): FeedHealth
  /** Everything of a file before this has been handed on; null for other sources. */
  cursor(): FileCursor | null
  stop(): Promise<void>
}

/** Starts one feed; it runs through every outage until stopped. */
export function startFeed(
  config: FeedConfig,
  consumer: FeedConsumer,
  tools: SourceTools,
  cursor: FileCursor | null,
): RunningFeed {
  const { clock } = tools
  const framing = consumer.framing?.(config.content) ?? 'lines'
  const source = makeSource(config, cursor, tools, framing)
  const meter = createMeter(config.lateAfterS * 1000)
  const abort = new AbortController()
  const line = { up: false, ended: false, reason: 'starting', reconnects: 0, streams: 0 }
  const startedAt = clock.now()
  let place = cursor

  const events: TransportEvents = {
    up: () => {
      line.up = true
      line.reason = ''
    },
    down: (reason) => {
      line.up = false
      line.reason = reason
      line.reconnects++
    },
    lost: (bytes) => meter.lost(bytes),
    cursor: (next) => {
      place = next
    },
    open: (stream) => {
      line.streams++
      const inner = consumer.open(config, stream, (found) => meter.found(found, clock.now()))
      return countingSink(
        inner,
        (bytes) => meter.bytes(bytes, clock.now()),
        () => clock.now(),
        () => line.streams--,
      )
    },
  }
  const running = source.run(events, abort.signal).then(
    () => {
      line.ended = true
      line.reason = 'ended'
    },
    (error: unknown) => {
      line.up = false
      line.reason = messageOf(error)
    },
  )

  return {
    config,
    cursor: () => place,
    health: () => {
      const now = clock.now()
      const reading = meter.read(now)
      return healthOf(
        config,
        source.address,
        line,
        reading,
        stateOf(config, line, reading, startedAt, now),
        now,
      )
    },
    stop: async () => {
      abort.abort()
      await running
    },
  }
}

function countingSink(
  inner: FeedStream,
  count: (bytes: number) => void,
  now: () => number,
  ended: () => void,
): StreamSink {
  let open = true
  return {
    push: (bytes) => {
      count(bytes.length)
      return inner.push(bytes, now())
    },
    end: () => {
      if (!open) return
      open = false
      inner.end()
      ended()
    },
  }
}

interface Line {
  readonly up: boolean
  readonly ended: boolean
  readonly reason: string
  readonly reconnects: number
  readonly streams: number
}

/** A feed that never brought anything counts its silence from when it was started. */
function stateOf(
  config: FeedConfig,
  line: Line,
  reading: MeterReading,
  startedAt: number,
  now: number,
): FeedState {
  if (line.ended) return 'ok'
  if (!line.up) return 'down'
  const quietMs = now - (reading.lastAt ?? startedAt)
  if (quietMs > config.silentAfterS * 1000) return 'silent'
  const lagging = config.time !== 'recorded' && (reading.lagMs ?? 0) > config.lateAfterS * 1000
  return quietMs > config.lateAfterS * 1000 || lagging ? 'late' : 'ok'
}

function healthOf(
  config: FeedConfig,
  address: string,
  line: Line,
  reading: MeterReading,
  state: FeedState,
  now: number,
): FeedHealth {
  return {
    id: config.id,
    name: config.name,
    station: config.station,
    content: config.content,
    kind: config.transport.kind,
    address,
    state,
    reason: line.reason,
    ...reading,
    gaps: reading.gaps.map(([from, to]) => [from, to] as [number, number]),
    reconnects: line.reconnects,
    streams: line.streams,
    at: now,
  }
}
