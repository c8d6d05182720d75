import type { AsterixRecord } from '@basinet/asterix'
import {
  createFeedSet,
  putFeedHealth,
  type FeedConfig,
  type FeedSet,
  type SourceTools,
} from '@basinet/kernel/feeds'
import { aircraftKey } from '../contract/contact-key.ts'
import { createBoard } from '../live/board.ts'
import { packDelta } from '../live/board-delta.ts'
import { REPORT_FIELDS } from '../live/report-valve.ts'
import type { ServiceRun } from '../live/service-store.ts'
import { putLastKnown } from '../positions/last-known.ts'
import { feedLabel, sourceId } from '../positions/sources.ts'
import { putVesselStatics } from '../positions/vessel-static.ts'
import { createPositionWriter, type PositionWriter } from '../positions/writer.ts'
import type { Alert } from '../rules/alert.ts'
import { AircraftBoard } from './aircraft-board.ts'
import type { AircraftReport } from './aircraft-report.ts'
import { createFusionConsumer } from './consumers.ts'
import { createDarkWatch } from './dark-watch.ts'
import type { FusedEntry } from './fused-entry.ts'
import type { FusedContact, Ingredient } from './fusion.ts'
import { createLabelSets, type LabelSets } from './label-sets.ts'
import type { FromFusion, FusionConfig } from './protocol.ts'
import { SystemJoin } from './join-systems.ts'
import { RadarDesk } from './radar-desk.ts'
import { SystemTracks } from './system-tracks.ts'
import { TrackBoard } from './track-board.ts'
import { VideoDesk } from './video-desk.ts'

export interface FusionDeskOptions {
  readonly run: ServiceRun
  readonly nation: string
  readonly mode: 'demo' | 'service'
  readonly holder: string
  readonly lease: { readonly name: string; readonly fence: bigint }
  readonly tools: SourceTools
  readonly send: (message: FromFusion, transfer?: ArrayBuffer[]) => void
  readonly alerts: (alerts: readonly Alert[]) => void
  readonly error: (cause: unknown) => void
}

const TICK_MS = 500
const PUBLISH_MS = 1000
const SAVE_MS = 2000
const DARK_MS = 5000
const PLACES_EVERY_MS = 5000
/** A craft that reported within this time explains an echo beside it. */
const REPORTER_FRESH_MS = 180_000
const REPORTERS_MAX = 20_000

/** Radar and transponder feeds, the fusion, and what the picture gets of it; runs in a thread of its own. */
export class FusionDesk {
  /** The main thread took the last update. */
  taken = true
  private readonly options: FusionDeskOptions
  private readonly radars = new RadarDesk()
  private readonly board = createBoard()
  private readonly writer: PositionWriter
  private readonly aircraft: AircraftBoard
  private readonly tracks: TrackBoard
  private readonly feeds: FeedSet
  private readonly labels: LabelSets
  private readonly dark = createDarkWatch()
  private readonly systems: SystemTracks
  private readonly join = new SystemJoin()
  private readonly video = new VideoDesk()
  private readonly sources = new Map<string, number>()
  private readonly timers: NodeJS.Timeout[] = []
  private readonly reporters = new Map<number, { lon: number; lat: number; atMs: number }>()
  private entries: readonly FusedEntry[] = []
  private gone: number[] = []
  private reportsLeft = 0
  private asks = 0
  private placesAt = 0
  private round = 0
  private saving: Promise<void> | null = null

  constructor(options: FusionDeskOptions) {
    this.options = options
    const { run, lease, error, send, tools } = options
    this.labels = createLabelSets(run, options.nation)
    this.writer = createPositionWriter({
      run,
      lease,
      alongside: () => async () => undefined,
      onError: error,
      onFenced: () => send({ kind: 'fenced' }),
    })
    this.systems = new SystemTracks(this.now())
    this.aircraft = new AircraftBoard(this.board, this.writer)
    this.tracks = new TrackBoard(this.board, this.writer)
    this.feeds = createFeedSet({
      consumer: createFusionConsumer({
        simulated: options.mode === 'demo',
        plot: (feed, plot) => this.radars.plot(feed, this.sourceOf(feed), plot),
        northMark: (feed, sac, sic, seconds) => this.radars.northMark(feed, { sac, sic }, seconds),
        aircraft: (feed, report) => this.takeAircraft(feed, report),
        video: (feed, record) => this.takeVideo(feed, record),
        systemTrack: (feed, report) => this.systems.take(report, this.sourceOf(feed), feed.id),
      }),
      tools,
      onChange: (change) => send({ kind: 'feed-change', change }),
      cursorOf: () => null,
    })
    this.every(TICK_MS, () => this.tick())
    this.every(PUBLISH_MS, () => this.publish())
    this.every(DARK_MS, () => this.askReception())
    this.every(SAVE_MS, () => this.save())
  }

  async configure({ feeds, sites }: FusionConfig): Promise<void> {
    await this.options.run(async (tx) => {
      for (const feed of feeds)
        this.sources.set(feed.id, await sourceId(tx, feed, feedLabel(feed, this.options.mode)))
    })
    this.radars.configure(sites, this.now())
    await this.feeds.configure(feeds)
    this.options.send({ kind: 'configured' })
  }

  /** AIS near radars, packed (report-valve.ts). */
  reports(batch: Float64Array, left: number): void {
    this.reportsLeft = left
    for (let n = 0; n < batch.length; n += REPORT_FIELDS) {
      const [key = 0, atMs = 0, lon = 0, lat = 0, source = 0] = batch.subarray(n, n + REPORT_FIELDS)
      this.remember(key, lon, lat, atMs)
      this.radars.fusion?.report({ key, atMs, lon, lat, source, air: false })
    }
  }

  reception(ask: number, shares: readonly number[]): void {
    if (ask !== this.asks) return
    const alerts = this.dark.answer(shares, this.now()).map((alert) => this.withheld(alert))
    if (alerts.length > 0) this.options.alerts(alerts)
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    await this.feeds.stop()
    await this.saving
    await this.writer.stop()
  }

  private now(): number {
    return this.options.tools.clock.now()
  }

  private every(milliseconds: number, work: () => void): void {
    this.timers.push(setInterval(work, milliseconds))
  }

  private sourceOf(feed: FeedConfig): number {
    const source = this.sources.get(feed.id)
    if (source === undefined) throw new Error(`BUG: feed ${feed.id} was started without a source`)
    return source
  }

  private takeAircraft(feed: FeedConfig, report: AircraftReport): void {
    const source = this.sourceOf(feed)
    const key = this.aircraft.take(report, source)
    if (key === null) return
    const { atMs, lon, lat } = report
    this.radars.fusion?.report({ key, atMs, lon, lat, source, air: true })
  }

  private takeVideo(feed: FeedConfig, record: Extract<AsterixRecord, { cat: 240 }>): void {
    if (record.I010 === undefined) return
    const site = this.radars.siteOf({ sac: record.I010.SAC, sic: record.I010.SIC })
    if (site !== undefined) this.video.take(record, site, this.sourceOf(feed), this.now())
  }

  private sendVideo(now: number): void {
    const picture = this.video.next(now)
    const ended = this.video.ended(now)
    if (picture === null && ended.length === 0) return
    this.options.send({ kind: 'video', picture, ended }, picture === null ? [] : [picture.png.buffer])
  }

  private remember(key: number, lon: number, lat: number, atMs: number): void {
    this.reporters.delete(key)
    if (this.reporters.size >= REPORTERS_MAX) {
      const [oldest] = this.reporters.keys()
      if (oldest !== undefined) this.reporters.delete(oldest)
    }
    this.reporters.set(key, { lon, lat, atMs })
  }

  private tick(): void {
    this.writer.settle()
    this.options.send({ kind: 'reports-taken' })
    this.sendVideo(this.now())
    const { fusion } = this.radars
    if (fusion === null) return
    fusion.advance(this.now())
  }

  private publish(): void {
    if (!this.taken) return
    const now = this.now()
    this.entries = this.contacts(now).flatMap((one) => this.entryOf(one) ?? [])
    this.gone.push(...this.tracks.show(this.entries, now), ...this.aircraft.expire(now))
    this.labels.settle().catch(this.options.error)
    this.taken = false
    const delta = packDelta(this.board)
    const count = (state: string): number => this.entries.filter((e) => e.state === state).length
    const update = {
      delta,
      gone: this.gone,
      fused: this.entries,
      altitudes: [...this.aircraft.altitudes(), ...altitudesOf(this.entries)],
      status: {
        radars: [...this.radars.status(now), ...this.systems.status(now)],
        contacts: this.entries.length,
        correlated: count('correlated'),
        radarOnly: count('radar-only'),
        reportsLeft: this.reportsLeft,
        at: now,
      },
    }
    this.gone = []
    this.options.send({ kind: 'update', update }, [delta.buffer])
  }

  /** Own contacts with the tracks of other centres. */
  private contacts(now: number): FusedContact[] {
    const own = this.radars.fusion?.contacts() ?? []
    const atMs = own[0]?.atMs ?? now
    const tracks = this.systems.at(atMs)
    if (tracks.length === 0) return own
    const held = new Set(own.map(({ key }) => key))
    const named = new Set(
      tracks.flatMap(({ report: { address } }) => (address === null ? [] : [aircraftKey(address)])),
    )
    const heard = [...named].flatMap((key) => (held.has(key) ? [] : (this.aircraft.contact(key, atMs) ?? [])))
    return this.join.join([...own, ...heard], tracks)
  }

  /** Null until its label is known. */
  private entryOf(contact: FusedContact): FusedEntry | null {
    const source = this.labels.sourceOf(new Set(contact.ingredients.map((one) => one.source)))
    if (source === null || contact.ingredients.length === 0) return null
    return { ...contact, source, names: contact.ingredients.map((one) => this.nameOf(one)) }
  }

  private nameOf({ radar, source, name }: Ingredient): string {
    if (name !== undefined) return name
    return radar === null ? (this.labels.info(source)?.station ?? '') : this.radars.radarName(radar)
  }

  private askReception(): void {
    const now = this.now()
    const fresh = this.reporters.values().filter(({ atMs }) => now - atMs <= REPORTER_FRESH_MS)
    const places = this.dark.ask(this.entries, fresh, now)
    if (places.length > 0) this.options.send({ kind: 'ask-reception', ask: ++this.asks, places })
  }

  /** An alert is read by the whole watch: of a contact under a stricter label it says only that there is one. */
  private withheld(alert: Alert): Alert {
    const entry = this.entries.find(({ key }) => key === alert.subject.mmsi)
    const label = entry === undefined ? undefined : this.labels.info(entry.source)?.label
    const open =
      label !== undefined &&
      (label.class === 'public' || label.class === 'official') &&
      label.handling.length === 0 &&
      label.purposes.length === 0
    return open ? alert : { ...alert, position: null, evidence: [], why: { ...alert.why, params: {} } }
  }

  private save(): void {
    this.saving ??= this.saveNow()
      .catch((cause: unknown) => this.options.error(cause))
      .finally(() => {
        this.saving = null
      })
  }

  private async saveNow(): Promise<void> {
    const { run, holder, send } = this.options
    const statics = this.aircraft.drainStatics()
    if (statics.length > 0) send({ kind: 'statics', vessels: statics })
    const now = this.now()
    const due = now - this.placesAt >= PLACES_EVERY_MS
    const places = due ? [...this.board.slots()].map((slot) => this.board.at(slot)) : []
    if (due) this.placesAt = now
    this.round = Math.max(this.round + 1, now)
    const { round } = this
    await run(async (tx) => {
      await tx.client.query('SET LOCAL synchronous_commit = off')
      await putVesselStatics(tx, statics)
      await putFeedHealth(tx, holder, tx.at, this.feeds.health())
      await putLastKnown(tx, round, places)
    })
  }
}

const altitudesOf = (entries: readonly FusedEntry[]): (readonly [number, number])[] =>
  entries.flatMap(({ key, altitudeM }) =>
    altitudeM === undefined ? [] : [[key, Math.round(altitudeM)] as const],
  )
