import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import { FUSION_CONTENTS } from '../fusion/consumers.ts'
import { coverageBoxes } from '../fusion/coverage-boxes.ts'
import type { FusionConfig, FusionUpdate } from '../fusion/protocol.ts'
import { createFusionThread, type FusionThread } from '../fusion/thread.ts'
import type { VideoPicture } from '../fusion/video-desk.ts'
import { startIngestThread, type IngestThread } from './ingest-process.ts'
import type { IngestStats } from './ingest.ts'
import type { Registers } from './registers.ts'
import { rulesOf, type RulesConfig } from './rules-config.ts'
import type { Storing } from './storing.ts'
import type { WorkerStart } from './protocol.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { AlertBatch } from './alert-queue.ts'
import type { BoardDelta } from './board-delta.ts'

/** Lease of the whole ingest: the rules need every report, so all feeds of a node come together in one process. */
export const INGEST_LEASE = 'ingest:ais'
const CONTENT = 'ais'
/** Contents of feeds that come together in the leading process. */
export const CONTENTS: ReadonlySet<string> = new Set([CONTENT, ...FUSION_CONTENTS])
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
    fusion(update: FusionUpdate): void
    video(picture: VideoPicture | null, ended: readonly string[]): void
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
  #fusion: FusionThread
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
    this.#fusion = this.#spawnFusion()
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
    else if (fence !== null) this.#configure()
  }

  registersChanged(): void {
    this.#thread.rules(this.#rules())
    this.#configure()
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
    await this.#fusion.stop()
    await this.#thread.stop()
  }

  #spawn(): IngestThread {
    const thread: IngestThread = startIngestThread(this.#options.start, {
      ...this.#options.events,
      reports: (batch) => this.#fusion.reports(batch, this.#thread.stats?.notFused ?? 0),
      reception: (ask, shares) => this.#fusion.reception(ask, shares),
      ended: (reason) => this.#ended(thread, reason),
    })
    return thread
  }

  #spawnFusion(): FusionThread {
    const { events } = this.#options
    const { coastline: _, ...start } = this.#options.start
    return createFusionThread(start, {
      ...events,
      update: (update) => events.fusion(update),
      askReception: (ask, places) => this.#thread.askReception(ask, places),
      reportsTaken: () => this.#thread.reportsTaken(),
    })
  }

  #configure(): void {
    this.#thread.feeds(this.#feeds([CONTENT]))
    this.#thread.coverage(this.#coverage())
    if (this.#fence !== null) this.#fusion.configure(this.#fusionConfig())
  }

  #fusionConfig(): FusionConfig {
    const sites = [...this.#options.registers.radars.values()].map((r) => ({ ...r.body, id: r.id }))
    return { feeds: this.#feeds(FUSION_CONTENTS), sites }
  }

  /** Nothing is passed on where no radar feed is. */
  #coverage(): ReturnType<typeof coverageBoxes> {
    const { feeds, sites } = this.#fusionConfig()
    return feeds.length === 0 ? [] : coverageBoxes(sites)
  }

  #lead(fence: bigint): void {
    this.#fence = fence
    this.#thread.lead({
      lease: { name: INGEST_LEASE, fence: fence.toString() },
      rules: this.#rules(),
      feeds: this.#feeds([CONTENT]),
      followed: this.#followed,
      storing: this.#storing,
    })
    this.#thread.coverage(this.#coverage())
    this.#fusion.lead({ name: INGEST_LEASE, fence: fence.toString() }, this.#fusionConfig())
  }

  /** The lease went to another process, or came back anew: the old thread writes what it may, a fresh one stands by. */
  #replace(): void {
    const old = this.#thread
    this.#thread = this.#spawn()
    this.#fence = null
    const fusion = this.#fusion
    this.#fusion = this.#spawnFusion()
    this.#stopping = this.#stopping.then(async () => {
      await fusion.stop()
      await old.stop()
    })
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

  #feeds(contents: readonly string[]): FeedConfig[] {
    return [...this.#options.registers.feeds.values()]
      .filter((f) => contents.includes(f.body.content) && this.#held.has(feedLease(f.id)))
      .map((f) => ({ ...f.body, id: f.id }))
  }

  #rules(): RulesConfig {
    return rulesOf(this.#options.registers)
  }
}
