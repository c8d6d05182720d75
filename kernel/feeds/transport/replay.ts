import { openLines } from './line-reader.ts'
import type { FeedClock, FileCursor, Source, StreamSink, TransportEvents } from './transport.ts'

/** Unix milliseconds stamped in a line, or null; a capability knows the forms of its content. */
export type LineTime = (line: string) => number | null

export interface ReplayOptions {
  readonly path: string
  /** Recorded seconds a second; 0 = as fast as it is taken. */
  readonly speed: number
  readonly loop: boolean
  readonly lineTime: LineTime
  readonly cursor: FileCursor | null
}

/** Lines due within this time go out together: finer timers cost more than they show. */
const TICK_MS = 20
/** A recording with a hole is not waited through: a longer pause is cut to this. */
const PAUSE_MAX_MS = 60_000
const LINE_FEED = 10
const PUSH_MAX_BYTES = 65_536

/** Plays a recording at its own pace, or any multiple of it. */
export function replay(options: ReplayOptions, clock: FeedClock): Source {
  return {
    address: `replay:${options.path}`,
    run: async (events, signal) => {
      let cursor = options.cursor
      do {
        const lines = await openLines(options.path, cursor)
        const player = createPlayer(options, clock, events, signal)
        events.up()
        try {
          for (;;) {
            const bytes = await lines.next()
            if (bytes === null || signal.aborted) break
            const start = lines.cursor.offset - bytes.length
            await player.play(bytes, { inode: lines.cursor.inode, offset: start })
          }
          const rest = lines.rest()
          if (!signal.aborted)
            await player.play(rest, { inode: lines.cursor.inode, offset: lines.cursor.offset - rest.length })
        } finally {
          player.end()
          await lines.close()
        }
        cursor = null
      } while (options.loop && !signal.aborted)
    },
  }
}

interface Player {
  play(bytes: Buffer, at: FileCursor): Promise<void>
  end(): void
}

function createPlayer(
  options: ReplayOptions,
  clock: FeedClock,
  events: TransportEvents,
  signal: AbortSignal,
): Player {
  const sink: StreamSink = events.open(options.path)
  const started = clock.now()
  let firstTime: number | null = null
  let skippedMs = 0
  let lastTime = 0

  /** Milliseconds until a line of this time is due, never negative. */
  const dueIn = (time: number): number => {
    firstTime ??= time
    // Time that steps back (stations interleave) is due at once; a hole is shortened.
    const step = time - Math.max(lastTime, firstTime)
    if (step / options.speed > PAUSE_MAX_MS) skippedMs += step - PAUSE_MAX_MS * options.speed
    lastTime = Math.max(lastTime, time)
    return Math.max(0, started + (time - firstTime - skippedMs) / options.speed - clock.now())
  }

  return {
    async play(bytes, at) {
      let sent = 0
      const flush = async (until: number): Promise<void> => {
        if (until <= sent) return
        const wait = sink.push(bytes.subarray(sent, until))
        sent = until
        events.cursor({ inode: at.inode, offset: at.offset + sent })
        await wait
      }
      for (let from = 0; from < bytes.length && !signal.aborted;) {
        const found = bytes.indexOf(LINE_FEED, from)
        const end = found === -1 ? bytes.length : found + 1
        const time = options.speed === 0 ? null : options.lineTime(bytes.toString('latin1', from, end))
        const wait = time === null ? 0 : dueIn(time)
        if (wait > TICK_MS) {
          await flush(from)
          await clock.sleep(wait, signal)
        }
        if (end - sent > PUSH_MAX_BYTES) await flush(from)
        from = end
      }
      if (!signal.aborted) await flush(bytes.length)
    },
    end: () => sink.end(),
  }
}
