import { randomUUID } from 'node:crypto'
import type { Subject } from '@basinet/kernel/contract'
import { keepLeases, type FeedChange, type Leases } from '@basinet/kernel/feeds'
import type { LiveHub } from '@basinet/kernel/live'
import { executeCommand, sealedSubject, type Core } from '@basinet/kernel/record'
import { keepPositions, policyOfNation, type PositionPolicy } from '../positions/retention.ts'
import type { VideoPicture } from '../fusion/video-desk.ts'
import { pictureService } from '../positions/service.ts'
import { createAlertRaiser, type AlertRaiser } from './alert-raiser.ts'
import { applyDelta } from './board-delta.ts'
import { createFollower, type Follower } from './follower.ts'
import { CONTENTS, createLeader, feedLease, INGEST_LEASE, type Leader } from './leader.ts'
import { createPicture, type Picture } from './picture.ts'
import type { WorkerStart } from './protocol.ts'
import { openRegisters, type Registers } from './registers.ts'
import { serviceRun, type ServiceRun } from './service-store.ts'
import { readSources } from './sources-table.ts'
import { createViewers, type Viewers } from './viewers.ts'

export interface PictureOptions {
  readonly core: Core
  readonly hub: LiveHub
  /** Address of the application's login and the key of the subject seal, for the ingest thread's own connections. */
  readonly databaseUrl: string
  readonly subjectKey: Uint8Array
  /** Names this process among those of the node. */
  readonly process: string
  /** Folder that file and replay feeds lie under. */
  readonly feedFolder: string
  readonly positions: PositionPolicy
  /** GeoJSON of the coast, for the rules; null: nothing is said of positions on land. */
  readonly coastline: string | null
  /** Room on the disk; low: points are thinned, full: none is stored. Absent: there is room. */
  readonly disk?: () => 'ok' | 'low' | 'full'
  readonly onError: (error: unknown, what: string) => void
}

/** The running picture of one process. */
export interface RunningPicture {
  readonly core: Core
  readonly registers: Registers
  readonly picture: Picture
  readonly viewers: Viewers
  readonly leader: Leader
  readonly raiser: AlertRaiser
  readonly run: ServiceRun
  /** Radar video as pictures, by site; empty in a process that does not lead. */
  readonly video: ReadonlyMap<string, VideoPicture>
  stop(): Promise<void>
}

/** Types of records that the ingest's rules and feeds go by. */
const RULED_BY = ['own-area', 'approach-watch', 'watch-list-entry', 'feed', 'radar-site'] as const
const LOOK_MS = 1000
const FOLLOWED_MS = 3000
/** How long a name stored by another process, such as `picture ingest`, may take to the map. */
const STATICS_MS = 2000
const UPKEEP_MS = 5 * 60_000
const EXPIRY_MS = 60_000
const STORING = { ok: 'all', low: 'thin', full: 'none' } as const
const SOURCES = 'sources'
const FOLLOWER_LEASE = 'picture-follower:'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export async function startPicture(options: PictureOptions): Promise<RunningPicture> {
  const running = new PictureProcess(options, pictureService(options.core.nation))
  await running.start()
  return running
}

class PictureProcess implements RunningPicture {
  readonly core: Core
  readonly run: ServiceRun
  readonly raiser: AlertRaiser
  readonly video = new Map<string, VideoPicture>()
  registers!: Registers
  picture!: Picture
  viewers!: Viewers
  leader!: Leader
  readonly #options: PictureOptions
  readonly #service: Subject
  readonly #timers: NodeJS.Timeout[] = []
  #leases!: Leases
  #follower!: Follower
  #busy = new Set<string>()

  constructor(options: PictureOptions, service: Subject) {
    const { core } = options
    this.#options = options
    this.#service = service
    this.core = core
    this.run = serviceRun(core.store, sealedSubject(core, service, core.now()), core.now)
    this.raiser = createAlertRaiser({
      give: (command, input) => executeCommand(core, service, command, { commandId: randomUUID(), input }),
      onError: (error) => options.onError(error, 'an alert could not be raised'),
    })
  }

  async start(): Promise<void> {
    const { core, hub, onError } = this.#options
    this.registers = await openRegisters(core, hub, this.#service, (e) =>
      onError(e, 'records were not followed'),
    )
    this.picture = createPicture(this.registers)
    this.picture.setSources(await readSources(this.run))
    const now = (): number => core.now().getTime()
    this.#follower = createFollower(this.picture, this.run, now, () => this.#loadSources())
    this.viewers = createViewers({
      core,
      registers: this.registers,
      picture: this.picture,
      newId: randomUUID,
      now,
    })
    this.leader = createLeader({
      registers: this.registers,
      start: this.#workerStart(),
      events: {
        delta: (delta) => applyDelta(this.picture.board, delta),
        statics: (vessels) => this.picture.putStatics(vessels),
        fusion: (update) => {
          applyDelta(this.picture.board, update.delta)
          const unknown = this.picture.fusion(update)
          if (unknown) this.#followSources()
        },
        video: (picture, ended) => {
          for (const site of ended) this.video.delete(site)
          if (picture !== null) this.video.set(picture.site, picture)
        },
        alerts: (batch) => this.raiser.add(batch),
        feedChange: (change) => this.#feedChange(change),
        configured: () =>
          void this.#loadSources().catch((e: unknown) => onError(e, 'sources could not be read')),
        error: (message) => onError(new Error(message), 'the ingest reported an error'),
      },
    })
    await this.#follower.look()
    this.#followRegisters()
    this.#holdLeases()
    this.#startTimers()
    await this.#leases.renew()
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    this.viewers.stop()
    this.registers.stop()
    await this.leader.stop()
    await this.raiser.stop()
    await this.#leases.stop()
  }

  /** A source not known here is shown to nobody: its label is not known. */
  async #loadSources(): Promise<void> {
    this.picture.setSources(await readSources(this.run))
    this.viewers.rightsChanged()
  }

  /** Labels of what was made of several sources are made as they are met. */
  #followSources(): void {
    if (this.#busy.has(SOURCES)) return
    this.#busy.add(SOURCES)
    this.#loadSources()
      .catch((error: unknown) => this.#options.onError(error, 'sources could not be read'))
      .finally(() => this.#busy.delete(SOURCES))
  }

  #workerStart(): WorkerStart {
    const { core, databaseUrl, subjectKey, process, feedFolder, positions, coastline } = this.#options
    return {
      url: databaseUrl,
      subjectKey,
      subject: sealedSubject(core, this.#service, core.now()),
      mode: core.mode,
      holder: process,
      fileRoot: feedFolder,
      coastline,
      keepMs: positions.dropAfterDays * DAY_MS,
    }
  }

  #followRegisters(): void {
    this.registers.onChange((types, changed, left) => {
      if (types.has('picture-alert')) {
        this.picture.alertsChanged([...changed, ...left])
        this.viewers.alerts(changed.filter((r) => r.type === 'picture-alert') as never)
      }
      if (types.has('protected-craft')) this.viewers.rightsChanged()
      if (types.has('hand-contact')) this.viewers.contactsChanged()
      if (RULED_BY.some((type) => types.has(type))) this.leader.registersChanged()
      if (types.has('feed')) this.#wantLeases()
    })
  }

  #holdLeases(): void {
    this.#leases = keepLeases({
      store: this.core.store,
      subject: () => sealedSubject(this.core, this.#service, this.core.now()),
      holder: this.#options.process,
      monotonic: () => performance.now(),
      onChange: (held) => {
        this.leader.leases(held)
        this.#wantLeases()
      },
      onError: (error) => this.#options.onError(error, 'leases could not be renewed'),
    })
    this.#wantLeases()
  }

  /** Feeds go with the ingest; a process without it says that it looks on. */
  #wantLeases(): void {
    const feeds = [...this.registers.feeds.values()].filter((f) => CONTENTS.has(f.body.content))
    const mine = this.leader.leading
      ? feeds.map((f) => feedLease(f.id))
      : [`${FOLLOWER_LEASE}${this.#options.process}`]
    this.#leases.want([INGEST_LEASE, ...mine])
  }

  #startTimers(): void {
    this.#every(LOOK_MS, 'the picture could not be read', async () => {
      if (!this.leader.leading) await this.#follower.look()
    })
    this.#every(STATICS_MS, 'static data could not be read', async () => {
      if (this.leader.leading) await this.#follower.lookAtStatics()
    })
    this.#every(FOLLOWED_MS, 'followers could not be counted', async () => {
      this.leader.storing(STORING[this.#options.disk?.() ?? 'ok'])
      if (this.leader.leading) this.leader.followed(await this.#isFollowed())
    })
    this.#every(UPKEEP_MS, 'positions could not be kept', () => this.upkeep())
    this.#every(EXPIRY_MS, 'the watch list could not be kept', () => this.#expireWatchList())
  }

  /** One round of retention, by the leading process. */
  async upkeep(): Promise<void> {
    if (!this.leader.leading) return
    const policy = await this.run((tx) => policyOfNation(tx, this.#options.positions))
    await keepPositions(this.run, policy, this.core.now())
  }

  async #isFollowed(): Promise<boolean> {
    const { rowCount } = await this.run((tx) =>
      tx.client.query(`SELECT FROM basinet.lease WHERE name LIKE $1 AND until > clock_timestamp() LIMIT 1`, [
        `${FOLLOWER_LEASE}%`,
      ]),
    )
    return rowCount === 1
  }

  async #expireWatchList(): Promise<void> {
    if (!this.leader.leading) return
    const now = this.core.now().getTime()
    for (const entry of this.registers.watchList.values()) {
      if (Date.parse(entry.body.expiresAt) > now) continue
      await executeCommand(this.core, this.#service, 'watch-list-entry.expire', {
        commandId: randomUUID(),
        recordId: entry.id,
        expectedRev: entry.rev,
        input: {},
      })
    }
  }

  #every(milliseconds: number, what: string, work: () => Promise<void>): void {
    const turn = async (): Promise<void> => {
      // A round that takes longer than its interval is not started a second time beside itself.
      if (this.#busy.has(what)) return
      this.#busy.add(what)
      try {
        await work()
      } catch (error) {
        this.#options.onError(error, what)
      } finally {
        this.#busy.delete(what)
      }
    }
    this.#timers.push(setInterval(() => void turn(), milliseconds))
  }

  #feedChange(change: FeedChange): void {
    this.#audit('feed.changed', {
      feed: change.id,
      station: change.station,
      from: change.from,
      to: change.to,
      reason: change.reason,
    })
    if (change.to === 'silent' || change.to === 'down')
      this.#alarm(`feed ${change.name} (${change.station}) is ${change.to}: ${change.reason}`)
  }

  #alarm(message: string): void {
    this.#options.onError(new Error(message), 'alarm')
    this.#audit('node.alarm', { message })
  }

  #audit(kind: 'feed.changed' | 'node.alarm', details: unknown): void {
    this.core.audit
      .write({ kind, at: this.core.now(), actor: this.#service.person, outcome: 'done', details })
      .catch((error: unknown) => this.#options.onError(error, 'an event could not be logged'))
  }
}
