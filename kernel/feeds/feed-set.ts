import type { FeedHealth, FeedState } from './contract.ts'
import { startFeed, type FeedConfig, type FeedConsumer, type RunningFeed } from './running-feed.ts'
import type { SourceTools } from './transport/make.ts'
import type { FileCursor } from './transport/transport.ts'

/** A feed changed its state; `silent` and `down` are alarms, the way back ends them. */
export interface FeedChange {
  readonly id: string
  readonly name: string
  readonly station: string
  readonly from: FeedState | null
  readonly to: FeedState
  readonly reason: string
  readonly at: number
}

export interface FeedSet {
  /** Starts what is new, stops what is gone, restarts what changed. */
  configure(feeds: readonly FeedConfig[]): Promise<void>
  health(): FeedHealth[]
  cursors(): { readonly id: string; readonly cursor: FileCursor }[]
  stop(): Promise<void>
}

export interface FeedSetOptions {
  readonly consumer: FeedConsumer
  readonly tools: SourceTools
  readonly onChange: (change: FeedChange) => void
  readonly cursorOf: (id: string) => FileCursor | null
}

/** Feeds one process may run at once. */
export const FEEDS_MAX = 100
const WATCH_MS = 1000

/** Runs several feeds side by side and watches each one's state once a second. */
export function createFeedSet(options: FeedSetOptions): FeedSet {
  const running = new Map<string, RunningFeed>()
  const states = new Map<string, FeedState>()
  const timer = setInterval(() => watch(running, states, options), WATCH_MS)

  const stopOne = async (id: string): Promise<void> => {
    const feed = running.get(id)
    running.delete(id)
    states.delete(id)
    await feed?.stop()
  }

  return {
    async configure(feeds) {
      if (feeds.length > FEEDS_MAX) throw new Error(`BUG: ${feeds.length} feeds, at most ${FEEDS_MAX}`)
      const wanted = new Map(feeds.map((f) => [f.id, f]))
      const changed = [...running.values()].filter(
        (r) => JSON.stringify(wanted.get(r.config.id)) !== JSON.stringify(r.config),
      )
      // The cursor of a changed file feed is read after it stopped, so that nothing is read twice.
      const places = new Map<string, FileCursor | null>()
      for (const feed of changed) {
        await stopOne(feed.config.id)
        places.set(feed.config.id, feed.cursor())
      }
      for (const config of wanted.values()) {
        if (running.has(config.id)) continue
        const cursor = places.get(config.id) ?? options.cursorOf(config.id)
        running.set(config.id, startFeed(config, options.consumer, options.tools, cursor))
      }
    },
    health: () => [...running.values()].map((feed) => feed.health()),
    cursors: () =>
      [...running.values()].flatMap((feed) => {
        const cursor = feed.cursor()
        return cursor === null ? [] : [{ id: feed.config.id, cursor }]
      }),
    async stop() {
      clearInterval(timer)
      await Promise.all([...running.keys()].map(stopOne))
    },
  }
}

function watch(
  running: ReadonlyMap<string, RunningFeed>,
  states: Map<string, FeedState>,
  options: FeedSetOptions,
): void {
  for (const feed of running.values()) {
    const health = feed.health()
    const before = states.get(health.id) ?? null
    // A feed just started has not connected yet: no alarm before its first second is over.
    if (before === health.state || (before === null && health.reason === 'starting')) continue
    states.set(health.id, health.state)
    if (before === null && health.state === 'ok') continue
    options.onChange({
      id: health.id,
      name: health.name,
      station: health.station,
      from: before,
      to: health.state,
      reason: health.reason,
      at: health.at,
    })
  }
}
