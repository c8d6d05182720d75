import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import { startIngestThread, type IngestThread } from './ingest-process.ts'
import type { IngestStats } from './ingest.ts'
import type { Registers } from './registers.ts'
import type { RulesConfig } from './rules-config.ts'
import type { Storing } from './storing.ts'
import type { WorkerStart } from './protocol.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { AlertBatch } from './alert-queue.ts'
import type { BoardDelta } from './board-delta.ts'

/** Lease of the whole ingest: the rules need every report, so all feeds of a node come together in one process. */
export const INGEST_LEASE = 'ingest:ais'
export const CONTENT = 'ais'
export const feedLease = (id: string): string => `feed:${id}`

const RESTART_FIRST_MS = 500
const RESTART_LONGEST_MS = 30_000

export interface LeaderOptions {
  readonly registers: Registers
  readonly start: WorkerStart
  readonly events: {
    delta(delta: BoardDelta): void
    statics(vessels: readonly VesselStatic[]): void
    alerts(batch: AlertBatch): void
    feedChange(change: FeedChange): void
    configured(): void
    error(message: string): void
  }
}

/** Runs the ingest thread while this process holds its lease, and restarts it when it falls over. */
export interface Leader {
  readonly leading: boolean
  readonly stats: IngestStats | null
  /** The leases now held; called at every change of them. */
  leases(held: ReadonlyMap<string, bigint>): void
  /** Areas, approach alarms, watch list or feeds changed. */
  registersChanged(): void
  followed(followed: boolean): void
  /** What the disk has room for. */
  storing(storing: Storing): void
  stop(): Promise<void>
}

export function createLeader(options: LeaderOptions): Leader {
  return new IngestLeader(options)
}

class IngestLeader implements Leader {
  readonly #options: LeaderOptions
  #held: ReadonlyMap<string, bigint> = new Map()
  #thread: IngestThread
  /** Fence that the thread was told to lead with; null while it stands by. */
  #fence: bigint | null = null
  #stopping: Promise<void> = Promise.resolve()
  #restart: NodeJS.Timeout | undefined
  #failures = 0
  #followed = false
  #storing: Storing = 'all'
  #stopped = false

  constructor(options: LeaderOptions) {
    this.#options = options
    this.#thread = this.#spawn()
  }

  get leading(): boolean {
    return this.#held.has(INGEST_LEASE)
  }

  get stats(): IngestStats | null {
    return this.#thread.stats
  }

  leases(held: ReadonlyMap<string, bigint>): void {
    // Given back at the end, after the thread: no other is to be started for it.
    if (this.#stopped) return
    this.#held = new Map(held)
    const fence = held.get(INGEST_LEASE) ?? null
    if (this.#fence !== null && this.#fence !== fence) this.#replace()
    if (fence !== null && this.#fence === null) this.#lead(fence)
    else if (fence !== null) this.#thread.feeds(this.#feeds())
  }

  registersChanged(): void {
    this.#thread.rules(this.#rules())
    this.#thread.feeds(this.#feeds())
  }

  followed(followed: boolean): void {
    this.#followed = followed
    this.#thread.followed(followed)
  }

  storing(storing: Storing): void {
    if (storing === this.#storing) return
    this.#storing = storing
    this.#thread.storing(storing)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#restart)
    await this.#stopping
    await this.#thread.stop()
  }

  #spawn(): IngestThread {
    const thread: IngestThread = startIngestThread(this.#options.start, {
      ...this.#options.events,
      ended: (reason) => this.#ended(thread, reason),
    })
    return thread
  }

  #lead(fence: bigint): void {
    this.#fence = fence
    this.#thread.lead({
      lease: { name: INGEST_LEASE, fence: fence.toString() },
      rules: this.#rules(),
      feeds: this.#feeds(),
      followed: this.#followed,
      storing: this.#storing,
    })
  }

  /** The lease went to another process, or came back anew: the old thread writes what it may, a fresh one stands by. */
  #replace(): void {
    const old = this.#thread
    this.#thread = this.#spawn()
    this.#fence = null
    this.#stopping = this.#stopping.then(() => old.stop())
  }

  #ended(thread: IngestThread, reason: string): void {
    if (this.#thread !== thread || this.#stopped) return
    this.#options.events.error(`the ingest ended: ${reason}`)
    this.#fence = null
    const wait = Math.min(RESTART_LONGEST_MS, RESTART_FIRST_MS * 2 ** Math.min(this.#failures++, 10))
    clearTimeout(this.#restart)
    this.#restart = setTimeout(() => {
      this.#thread = this.#spawn()
      const fence = this.#held.get(INGEST_LEASE)
      if (fence !== undefined) this.#lead(fence)
    }, wait)
  }

  #feeds(): FeedConfig[] {
    return [...this.#options.registers.feeds.values()]
      .filter((f) => f.body.content === CONTENT && this.#held.has(feedLease(f.id)))
      .map((f) => ({ ...f.body, id: f.id }))
  }

  #rules(): RulesConfig {
    const { areas, approaches, watchList } = this.#options.registers
    return {
      areas: [...areas.values()].map((r) => ({ id: r.id, body: r.body })),
      approaches: [...approaches.values()].map((r) => ({ id: r.id, body: r.body })),
      watchList: [...watchList.values()].map((r) => ({ id: r.id, body: r.body })),
    }
  }
}
