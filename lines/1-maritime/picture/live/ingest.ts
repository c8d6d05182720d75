import type { FeedChange, FeedConfig, FeedSet, FileCursor, SourceTools } from '@basinet/kernel/feeds'
import { createFeedSet, putFeedCursors, putFeedHealth, readFeedCursors } from '@basinet/kernel/feeds'
import type { Tx } from '@basinet/kernel/store'
import { contactKind } from '../contract/contact-key.ts'
import type { Alert } from '../rules/alert.ts'
import { lastKnownFromPoints, putLastKnown, readLastKnown, VESSELS_MAX } from '../positions/last-known.ts'
import { feedLabel, sourceId } from '../positions/sources.ts'
import { putVesselStatics, readVesselStatics, type VesselStatic } from '../positions/vessel-static.ts'
import { createPositionWriter, type PositionWriter } from '../positions/writer.ts'
import { createAisConsumer } from './ais-consumer.ts'
import { createBoard } from './board.ts'
import { packDelta, type BoardDelta } from './board-delta.ts'
import { createDuplicateFilter } from './duplicates.ts'
import { createReportHandler } from './report-handler.ts'
import { createReportValve, type CoverageBox } from './report-valve.ts'
import { restoreRules } from './restore-rules.ts'
import type { RulesConfig } from './rules-config.ts'
import type { RulesPort } from './rules-port.ts'
import { createStatics } from './statics.ts'
import { createPointGate, type Storing } from './storing.ts'

export interface IngestOptions {
  /** Runs in a transaction of the picture's service. */
  readonly run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly mode: 'demo' | 'service'
  readonly holder: string
  readonly lease: { readonly name: string; readonly fence: bigint }
  readonly tools: SourceTools
  readonly rules: RulesPort
  /** Points older than this many milliseconds are not stored. */
  readonly keepMs: number
  readonly events: IngestEvents
}

export interface IngestEvents {
  /** False while the last delta was not taken yet: changes then gather, one a vessel. */
  wantsDelta(): boolean
  delta(delta: BoardDelta): void
  statics(vessels: readonly VesselStatic[]): void
  alerts(alerts: readonly Alert[]): void
  feedChange(change: FeedChange): void
  /** False while the last reports for the fusion were not taken yet. */
  wantsReports?(): boolean
  /** Reports near radars, packed (report-valve.ts). */
  reports?(batch: Float64Array<ArrayBuffer>): void
  fenced(): void
  error(error: unknown): void
}

/** Everything between the feeds' bytes and the stored, shown and judged reports; runs in one place of the node. */
export interface Ingest {
  configure(feeds: readonly FeedConfig[]): Promise<void>
  rules(config: RulesConfig): void
  /** What the disk has room for. */
  storing(storing: Storing): void
  /** True while other processes show the picture from the table. */
  followed(followed: boolean): void
  /** Where radars look: reports from there are passed on. */
  coverage(boxes: readonly CoverageBox[]): void
  readonly stats: IngestStats
  stop(): Promise<void>
}

export interface IngestStats {
  readonly written: number
  readonly refused: number
  readonly pending: number
  /** Points not stored for want of room on the disk. */
  readonly left: number
  readonly vessels: number
  /** Reports near radars that were not passed on to the fusion. */
  readonly notFused: number
}

/** Vessels off the board when not heard for so long; they stay in tracks and search. */
export const SHOWN_MS = 60 * 60_000
/** How far back the points are looked through when the table of last places is empty. */
const RESTORE_MS = 30 * 60_000
/** Static data heard longer ago is not kept in memory; the table keeps it, and merges what comes. */
export const STATICS_KEPT_MS = 24 * 60 * 60_000
const DUPLICATE_WINDOW_MS = 30_000
const DUPLICATE_KEYS = 2 ** 20
const DELTA_MS = 500
const TICK_MS = 1000
const SAVE_MS = 2000
/** Last places are written every second while another process shows them, else this seldom, for a restart. */
const ALONE_ROUND_MS = 30_000
const FOLLOWED_ROUND_MS = 1000
/** Places written at a time when nobody waits for them: 200,000 at once held up the points for seconds every half minute. */
const ROUND_PART = 15_000

export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const ingest = new RunningIngest(options)
  await ingest.restore()
  return ingest
}

class RunningIngest implements Ingest {
  readonly #options: IngestOptions
  readonly #board = createBoard()
  readonly #statics = createStatics(VESSELS_MAX)
  readonly #writer: PositionWriter
  readonly #gate = createPointGate(this.#board)
  readonly #valve = createReportValve()
  readonly #feeds: FeedSet
  readonly #sources = new Map<string, number>()
  readonly #timers: NodeJS.Timeout[] = []
  /** Vessels whose last place is not yet in the table. */
  readonly #unsaved = new Set<number>()
  /** Of these the round under way has still to write the places. */
  #due: number[] = []
  #cursors = new Map<string, FileCursor>()
  #roundEveryMs = ALONE_ROUND_MS
  #roundAt = 0
  #round = 0
  #saving: Promise<void> | null = null

  constructor(options: IngestOptions) {
    this.#options = options
    const { run, lease, events, rules } = options
    this.#writer = createPositionWriter({
      run,
      lease,
      alongside: () => {
        const cursors = this.#feeds.cursors()
        return (client, at) => putFeedCursors(client, at, cursors)
      },
      onError: (error) => events.error(error),
      onFenced: () => events.fenced(),
    })
    const handle = createReportHandler({
      board: this.#board,
      statics: this.#statics,
      writer: this.#writer,
      rules,
      raise: (alerts) => events.alerts(alerts),
      storeAfterMs: () => options.tools.clock.now() - options.keepMs,
      gate: this.#gate,
      valve: this.#valve,
    })
    this.#feeds = createFeedSet({
      consumer: createAisConsumer({
        handle,
        writer: this.#writer,
        duplicates: createDuplicateFilter(DUPLICATE_WINDOW_MS, DUPLICATE_KEYS),
        sourceOf: (feed) => this.#sources.get(feed.id) ?? unknownSource(feed),
      }),
      tools: options.tools,
      onChange: (change) => events.feedChange(change),
      cursorOf: (id) => this.#cursors.get(id) ?? null,
    })
    this.#every(DELTA_MS, () => {
      this.#sendReports()
      if (events.wantsDelta()) this.#sendDelta()
    })
    this.#every(TICK_MS, () => this.#tick())
    this.#every(SAVE_MS, () => this.#save())
  }

  get stats(): IngestStats {
    const { written, refused, pending } = this.#writer
    return {
      written,
      refused,
      pending,
      left: this.#gate.left,
      vessels: this.#board.size,
      notFused: this.#valve.left,
    }
  }

  /** What was known when the process before this one ended. */
  async restore(): Promise<void> {
    const since = this.#options.tools.clock.now() - RESTORE_MS
    await this.#options.run(async (tx) => {
      const last = await readLastKnown(tx, 0)
      this.#round = last.round
      const known = last.vessels.length > 0 ? last.vessels : await lastKnownFromPoints(tx, new Date(since))
      // Aircraft and system tracks are the fusion's, and keep no rule of shipping.
      const places = known.filter((v) => contactKind(v.mmsi) === 'ais')
      for (const v of places)
        this.#board.put(
          v.mmsi,
          v.atMs,
          v.lonE7,
          v.latE7,
          v.sog,
          v.cog,
          v.heading,
          v.navStatus,
          v.cls,
          v.source,
        )
      const { vessels } = await readVesselStatics(tx, 0, new Date(since - STATICS_KEPT_MS))
      const ships = vessels.filter((v) => contactKind(v.mmsi) === 'ais')
      for (const vessel of ships) this.#statics.restore(vessel)
      restoreRules(this.#options.rules, places, ships)
      this.#cursors = await readFeedCursors(tx)
    })
  }

  async configure(feeds: readonly FeedConfig[]): Promise<void> {
    await this.#options.run(async (tx) => {
      for (const feed of feeds)
        this.#sources.set(feed.id, await sourceId(tx, feed, feedLabel(feed, this.#options.mode)))
    })
    await this.#feeds.configure(feeds)
  }

  coverage(boxes: readonly CoverageBox[]): void {
    this.#valve.coverage(boxes)
  }

  rules(config: RulesConfig): void {
    const { rules, events } = this.#options
    for (const refused of rules.configure(config)) events.error(new Error(refused))
  }

  storing(storing: Storing): void {
    this.#gate.set(storing)
  }

  followed(followed: boolean): void {
    this.#roundEveryMs = followed ? FOLLOWED_ROUND_MS : ALONE_ROUND_MS
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#feeds.stop()
    await this.#saving
    await this.#writer.stop()
    this.#sendDelta()
    this.#roundAt = 0
    this.#roundEveryMs = FOLLOWED_ROUND_MS
    await this.#saveNow()
    await this.#saveRound()
  }

  #every(milliseconds: number, work: () => void): void {
    this.#timers.push(setInterval(work, milliseconds))
  }

  #sendDelta(): void {
    const { events } = this.#options
    const delta = packDelta(this.#board)
    if (delta.count === 0 && delta.gone.length === 0) return
    for (const mmsi of deltaMmsis(delta)) this.#unsaved.add(mmsi)
    events.delta(delta)
  }

  #sendReports(): void {
    const { events } = this.#options
    if (events.wantsReports?.() !== true) return
    const batch = this.#valve.drain()
    if (batch !== null) events.reports?.(batch)
  }

  #tick(): void {
    const now = this.#options.tools.clock.now()
    this.#board.expire(now - SHOWN_MS)
    const alerts = this.#options.rules.tick(now)
    if (alerts.length > 0) this.#options.events.alerts(alerts)
  }

  #save(): void {
    this.#saving ??= this.#saveNow()
      .catch((error: unknown) => this.#options.events.error(error))
      .finally(() => {
        this.#saving = null
      })
  }

  async #saveNow(): Promise<void> {
    const { run, holder, events } = this.#options
    const vessels = this.#statics.drain()
    if (vessels.length > 0) events.statics(vessels)
    await run(async (tx) => {
      await tx.client.query('SET LOCAL synchronous_commit = off')
      await putVesselStatics(tx, vessels)
      await putFeedHealth(tx, holder, tx.at, this.#feeds.health())
    })
    await this.#saveRound()
  }

  /** Part of a round; a new one begins when the last is written and its time has come. */
  async #saveRound(): Promise<void> {
    const now = this.#options.tools.clock.now()
    if (this.#due.length === 0) {
      if (now - this.#roundAt < this.#roundEveryMs || this.#unsaved.size === 0) return
      this.#roundAt = now
      this.#due = [...this.#unsaved]
      this.#unsaved.clear()
    }
    this.#round = Math.max(this.#round + 1, now)
    const round = this.#round
    const mmsis = this.#due.splice(0, this.#roundEveryMs === FOLLOWED_ROUND_MS ? VESSELS_MAX : ROUND_PART)
    const places = mmsis.flatMap((mmsi) => {
      const slot = this.#board.slotOf(mmsi)
      return slot === undefined ? [] : [this.#board.at(slot)]
    })
    const last = this.#due.length === 0
    await this.#options.run(async (tx) => {
      await putLastKnown(tx, round, places)
      if (last) await tx.client.query('SELECT basinet.vessel_now_forget($1)', [new Date(now - SHOWN_MS)])
    })
  }
}

function unknownSource(feed: FeedConfig): never {
  throw new Error(`BUG: feed ${feed.id} was started without a source`)
}

function deltaMmsis(delta: BoardDelta): Int32Array {
  // Second column of a packed delta, behind the times of eight bytes each.
  return new Int32Array(delta.buffer, delta.count * 8, delta.count)
}
