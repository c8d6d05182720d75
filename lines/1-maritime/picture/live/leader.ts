import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import { startIngestThread, type IngestThread } from './ingest-process.ts'
import type { IngestStats } from './ingest.ts'
import type { Registers } from './registers.ts'
import type { RulesConfig } from './rules-config.ts'
import type { WorkerStart } from './protocol.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { Alert } from '../rules/alert.ts'
import type { BoardDelta } from './board-delta.ts'

/** Lease of the whole ingest: the rules need every report, so all feeds of a node come together in one process. */
export const INGEST_LEASE = 'ingest:ais'
export const CONTENT = 'ais'
export const feedLease = (id: string): string => `feed:${id}`

const RESTART_FIRST_MS = 500
const RESTART_LONGEST_MS = 30_000

export interface LeaderOptions {
  readonly registers: Registers
  readonly start: (fence: bigint, rules: RulesConfig) => WorkerStart
  readonly events: {
    delta(delta: BoardDelta): void
    statics(vessels: readonly VesselStatic[]): void
    alerts(alerts: readonly Alert[], left: number): void
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
  /** Areas, watch list or feeds changed. */
  registersChanged(): void
  followed(followed: boolean): void
  stop(): Promise<void>
}

export function createLeader(options: LeaderOptions): Leader {
  return new IngestLeader(options)
}

class IngestLeader implements Leader {
  readonly #options: LeaderOptions
  #held: ReadonlyMap<string, bigint> = new Map()
  #thread: IngestThread | null = null
  #stopping: Promise<void> = Promise.resolve()
  #restart: NodeJS.Timeout | undefined
  #failures = 0
  #followed = false
  #stopped = false

  constructor(options: LeaderOptions) {
    this.#options = options
  }

  get leading(): boolean {
    return this.#held.has(INGEST_LEASE)
  }

  get stats(): IngestStats | null {
    return this.#thread?.stats ?? null
  }

  leases(held: ReadonlyMap<string, bigint>): void {
    const before = this.#held.get(INGEST_LEASE)
    const now = held.get(INGEST_LEASE)
    this.#held = new Map(held)
    if (before !== now) {
      this.#halt()
      if (now !== undefined) this.#begin()
    } else if (this.#thread !== null) this.#thread.feeds(this.#feeds())
  }

  registersChanged(): void {
    this.#thread?.rules(this.#rules())
    this.#thread?.feeds(this.#feeds())
  }

  followed(followed: boolean): void {
    this.#followed = followed
    this.#thread?.followed(followed)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#halt()
    await this.#stopping
  }

  #halt(): void {
    clearTimeout(this.#restart)
    const thread = this.#thread
    this.#thread = null
    if (thread !== null) this.#stopping = this.#stopping.then(() => thread.stop())
  }

  #begin(): void {
    // The thread before must be gone: two in one process would hold the same lease.
    this.#stopping = this.#stopping.then(() => {
      const fence = this.#held.get(INGEST_LEASE)
      if (fence === undefined || this.#stopped || this.#thread !== null) return
      const { events } = this.#options
      const thread = startIngestThread(this.#options.start(fence, this.#rules()), {
        ...events,
        ended: (reason) => this.#ended(thread, reason),
      })
      this.#thread = thread
      thread.feeds(this.#feeds())
      thread.followed(this.#followed)
    })
  }

  #ended(thread: IngestThread, reason: string): void {
    if (this.#thread !== thread) return
    this.#thread = null
    this.#options.events.error(`the ingest ended: ${reason}`)
    if (!this.leading || this.#stopped) return
    const wait = Math.min(RESTART_LONGEST_MS, RESTART_FIRST_MS * 2 ** Math.min(this.#failures++, 10))
    this.#restart = setTimeout(() => this.#begin(), wait)
  }

  #feeds(): FeedConfig[] {
    return [...this.#options.registers.feeds.values()]
      .filter((f) => f.body.content === CONTENT && this.#held.has(feedLease(f.id)))
      .map((f) => ({ ...f.body, id: f.id }))
  }

  #rules(): RulesConfig {
    const { areas, watchList } = this.#options.registers
    return {
      areas: [...areas.values()].map((r) => ({ id: r.id, body: r.body })),
      watchList: [...watchList.values()].map((r) => ({ id: r.id, body: r.body })),
    }
  }
}
