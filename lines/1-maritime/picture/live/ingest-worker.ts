import { parentPort, workerData } from 'node:worker_threads'
import type { LonLat } from '@basinet/geodesy'
import { systemFeedClock, type FeedConfig } from '@basinet/kernel/feeds'
import { openStore } from '@basinet/kernel/store'
import { openWorld } from '@basinet/sea-simulator'
import { openSerialPort } from '../serial.ts'
import { createAlertOutbox } from './alert-outbox.ts'
import { startIngest, type Ingest } from './ingest.ts'
import { lineTime } from './line-time.ts'
import type { FromWorker, Lead, ToWorker, WorkerStart } from './protocol.ts'
import type { CoverageBox } from './report-valve.ts'
import { createRules, readLand } from './rules-engine.ts'
import type { RulesPort } from './rules-port.ts'
import { serviceRun } from './service-store.ts'

/** Connections of the ingest: one copies, one saves, one is spare. */
const POOL_MAX = 3
const STATS_MS = 1000
const NO_LAND = { land: null, problem: null }

async function main(port: NonNullable<typeof parentPort>, start: WorkerStart): Promise<void> {
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)
  const error = (cause: unknown): void =>
    send({ kind: 'error', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
  const store = openStore({
    url: start.url,
    subjectKey: Buffer.from(start.subjectKey),
    poolMax: POOL_MAX,
    onError: error,
  })
  const { land, problem } = start.coastline === null ? NO_LAND : readLand(start.coastline)
  if (problem !== null) error(problem)
  const desk = new IngestDesk({ start, store, rules: createRules(land), send, error })
  let acts: Promise<void> = Promise.resolve()
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'taken') desk.taken = true
    else if (message.kind === 'alerts-taken') desk.alertsTaken(message.urgent)
    else if (message.kind === 'reports-taken') desk.reportsTaken = true
    else if (message.kind === 'reception') desk.reception(message.ask, message.places)
    // One after the other: a set of feeds must not overtake the one before it.
    else acts = acts.then(() => desk.act(message)).catch(error)
    if (message.kind === 'stop') void acts.finally(() => port.close())
  })
  send({ kind: 'ready' })
}

interface DeskParts {
  readonly start: WorkerStart
  readonly store: ReturnType<typeof openStore>
  readonly rules: RulesPort
  readonly send: (message: FromWorker, transfer?: ArrayBuffer[]) => void
  readonly error: (cause: unknown) => void
}

/** Does what the main thread says; nothing runs before it says to lead. */
class IngestDesk {
  /** The main thread took the last delta. */
  taken = true
  /** The fusion took the last reports. */
  reportsTaken = true
  readonly #parts: DeskParts
  readonly #outbox: ReturnType<typeof createAlertOutbox>
  #ingest: Ingest | null = null
  #boxes: readonly CoverageBox[] = []
  #stats: NodeJS.Timeout | undefined

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#outbox = createAlertOutbox((batch, urgent) => parts.send({ kind: 'alerts', batch, urgent }))
  }

  alertsTaken(urgent: boolean): void {
    this.#outbox.taken(urgent)
  }

  reception(ask: number, places: readonly LonLat[]): void {
    const { rules, send } = this.#parts
    send({ kind: 'reception', ask, shares: places.map(({ lon, lat }) => rules.reception(lon, lat)) })
  }

  async act(
    message: Exclude<ToWorker, { kind: 'taken' | 'alerts-taken' | 'reports-taken' | 'reception' }>,
  ): Promise<void> {
    switch (message.kind) {
      case 'lead':
        await this.#lead(message.lead)
        return this.#configure(message.lead.feeds)
      case 'feeds':
        return this.#configure(message.feeds)
      case 'rules':
        return this.#ingest?.rules(message.rules)
      case 'followed':
        return this.#ingest?.followed(message.followed)
      case 'storing':
        return this.#ingest?.storing(message.storing)
      case 'coverage':
        this.#boxes = message.boxes
        return this.#ingest?.coverage(message.boxes)
      case 'stop':
        return this.#stop()
      default:
        throw new Error(`BUG: message ${JSON.stringify(message)}`)
    }
  }

  async #configure(feeds: readonly FeedConfig[]): Promise<void> {
    if (this.#ingest === null) return
    await this.#ingest.configure(feeds)
    this.#parts.send({ kind: 'configured' })
  }

  async #lead(lead: Lead): Promise<void> {
    const { start, store, rules, send, error } = this.#parts
    for (const refused of rules.configure(lead.rules)) error(refused)
    this.#ingest = await startIngest({
      run: serviceRun(store, start.subject, () => new Date()),
      mode: start.mode,
      holder: start.holder,
      lease: { name: lead.lease.name, fence: BigInt(lead.lease.fence) },
      tools: {
        clock: systemFeedClock,
        openSerial: openSerialPort,
        fileRoot: start.fileRoot,
        lineTime,
        ...(start.mode === 'demo' ? { openSimulation: openWorld } : {}),
      },
      rules,
      keepMs: start.keepMs,
      events: {
        wantsDelta: () => this.taken,
        delta: (delta) => {
          this.taken = false
          send({ kind: 'delta', delta }, [delta.buffer])
        },
        wantsReports: () => this.reportsTaken,
        reports: (batch) => {
          this.reportsTaken = false
          send({ kind: 'reports', batch }, [batch.buffer])
        },
        statics: (vessels) => send({ kind: 'statics', vessels }),
        alerts: (alerts) => this.#outbox.add(alerts),
        feedChange: (change) => send({ kind: 'feed-change', change }),
        fenced: () => {
          // This process still makes records of what it noticed; the next one starts without these alerts.
          this.#outbox.flushAll()
          send({ kind: 'fenced' })
        },
        error,
      },
    })
    this.#ingest.coverage(this.#boxes)
    this.#ingest.followed(lead.followed)
    this.#ingest.storing(lead.storing)
    this.#stats = setInterval(() => {
      if (this.#ingest !== null) send({ kind: 'stats', stats: this.#ingest.stats })
    }, STATS_MS)
  }

  async #stop(): Promise<void> {
    clearInterval(this.#stats)
    try {
      await this.#ingest?.stop()
    } finally {
      this.#outbox.stop()
      this.#outbox.flushAll()
      await this.#parts.store.close()
      this.#parts.send({ kind: 'stopped' })
    }
  }
}

if (parentPort !== null) await main(parentPort, workerData as WorkerStart)
