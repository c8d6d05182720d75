import { openLines, type LineReader } from './line-reader.ts'
import { retryForEver } from './retry.ts'
import type { FeedClock, FileCursor, Source, StreamSink, TransportEvents } from './transport.ts'

export interface FileOptions {
  readonly path: string
  /** Waits for more at the end, and goes over to a new file when the old one is rotated away. */
  readonly follow: boolean
  readonly cursor: FileCursor | null
}

const POLL_MS = 250

/** Reads a file once, or follows it as it grows. */
export function file(options: FileOptions, clock: FeedClock): Source {
  let cursor = options.cursor
  const keep: TransportEvents['cursor'] = (next) => {
    cursor = next
  }
  return {
    address: `file:${options.path}`,
    run: async (events, signal) => {
      if (!options.follow) return readOnce(options.path, cursor, events, signal)
      return retryForEver(clock, events, signal, () =>
        follow(options.path, cursor, clock, withCursor(events, keep), signal),
      )
    },
  }
}

function withCursor(events: TransportEvents, keep: TransportEvents['cursor']): TransportEvents {
  return {
    ...events,
    cursor: (next) => {
      keep(next)
      events.cursor(next)
    },
  }
}

async function readOnce(
  path: string,
  cursor: FileCursor | null,
  events: TransportEvents,
  signal: AbortSignal,
): Promise<void> {
  const lines = await openLines(path, cursor)
  const sink = events.open(path)
  events.up()
  try {
    await pushAll(lines, sink, events, signal)
    const rest = lines.rest()
    if (rest.length > 0 && !signal.aborted) await sink.push(rest)
    events.cursor(lines.cursor)
  } finally {
    sink.end()
    await lines.close()
  }
}

async function follow(
  path: string,
  cursor: FileCursor | null,
  clock: FeedClock,
  events: TransportEvents,
  signal: AbortSignal,
): Promise<void> {
  let lines = await openLines(path, cursor)
  const sink = events.open(path)
  events.up()
  try {
    while (!signal.aborted) {
      await pushAll(lines, sink, events, signal)
      if (await lines.replaced()) {
        await lines.close()
        lines = await openLines(path, null)
        continue
      }
      await clock.sleep(POLL_MS, signal)
    }
  } finally {
    sink.end()
    await lines.close()
  }
}

async function pushAll(
  lines: LineReader,
  sink: StreamSink,
  events: TransportEvents,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const bytes = await lines.next()
    if (bytes === null) return
    const wait = sink.push(bytes)
    // Told before waiting: what was pushed is in the consumer's hands, and it ends its batches between two chunks.
    events.cursor(lines.cursor)
    await wait
  }
}
