import { Worker } from 'node:worker_threads'
import type { LonLat } from '@basinet/geodesy'
import type { FeedChange } from '@basinet/kernel/feeds'
import type { AlertBatch } from '../live/alert-queue.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { VideoPicture } from './video-desk.ts'
import type { FromFusion, FusionConfig, FusionStart, FusionUpdate, ToFusion } from './protocol.ts'

export interface FusionEvents {
  update(update: FusionUpdate): void
  statics(vessels: readonly VesselStatic[]): void
  video(picture: VideoPicture | null, ended: readonly string[]): void
  alerts(batch: AlertBatch): void
  feedChange(change: FeedChange): void
  configured(): void
  askReception(ask: number, places: readonly LonLat[]): void
  /** The fusion has room for further reports. */
  reportsTaken(): void
  error(message: string): void
}

type Lease = { readonly name: string; readonly fence: string }

/** The fusion in a thread of its own, begun anew when it falls over; AIS goes on whatever it does. */
export interface FusionThread {
  lead(lease: Lease, config: FusionConfig): void
  configure(config: FusionConfig): void
  reports(batch: Float64Array<ArrayBuffer>, left: number): void
  reception(ask: number, shares: readonly number[]): void
  stop(): Promise<void>
}

const STOP_MAX_MS = 10_000
const RESTART_FIRST_MS = 1000
const RESTART_LONGEST_MS = 60_000
/** A radar or nobody: without a feed or a site no thread is begun. */
const isIdle = ({ feeds }: FusionConfig): boolean => feeds.length === 0

export function createFusionThread(start: FusionStart, events: FusionEvents): FusionThread {
  return new KeptThread(start, events)
}

class KeptThread implements FusionThread {
  readonly #start: FusionStart
  readonly #events: FusionEvents
  #worker: Worker | null = null
  #ended: Promise<void> = Promise.resolve()
  #lease: Lease | null = null
  #config: FusionConfig = { feeds: [], sites: [] }
  #restart: NodeJS.Timeout | undefined
  #failures = 0
  #stopped = false

  constructor(start: FusionStart, events: FusionEvents) {
    this.#start = start
    this.#events = events
  }

  lead(lease: Lease, config: FusionConfig): void {
    this.#lease = lease
    this.#config = config
    this.#begin()
  }

  configure(config: FusionConfig): void {
    this.#config = config
    if (this.#worker === null) this.#begin()
    else this.#tell({ kind: 'configure', config })
  }

  reports(batch: Float64Array<ArrayBuffer>, left: number): void {
    // Without a fusion the next batch may come, and is thrown away as this one is.
    if (this.#worker === null) this.#events.reportsTaken()
    else this.#worker.postMessage({ kind: 'reports', batch, left } satisfies ToFusion, [batch.buffer])
  }

  reception(ask: number, shares: readonly number[]): void {
    this.#tell({ kind: 'reception', ask, shares })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#restart)
    const worker = this.#worker
    if (worker === null) return
    this.#tell({ kind: 'stop' })
    const timer = setTimeout(() => void worker.terminate(), STOP_MAX_MS)
    await this.#ended
    clearTimeout(timer)
  }

  #tell(message: ToFusion): void {
    this.#worker?.postMessage(message, [])
  }

  #begin(): void {
    if (this.#stopped || this.#worker !== null || this.#lease === null || isIdle(this.#config)) return
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.#start })
    this.#worker = worker
    let reason = ''
    this.#ended = new Promise((resolve) => {
      worker.on('error', (error) => {
        reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      })
      worker.on('exit', (code) => {
        this.#worker = null
        resolve()
        if (!this.#stopped) this.#again(reason === '' ? `exit ${code}` : reason)
      })
    })
    worker.on('message', (message: FromFusion) => this.#take(worker, message))
    this.#tell({ kind: 'lead', lease: this.#lease, config: this.#config })
  }

  #again(reason: string): void {
    this.#events.error(`the fusion ended: ${reason}`)
    this.#events.reportsTaken()
    const wait = Math.min(RESTART_LONGEST_MS, RESTART_FIRST_MS * 2 ** Math.min(this.#failures++, 10))
    clearTimeout(this.#restart)
    this.#restart = setTimeout(() => this.#begin(), wait)
  }

  #take(worker: Worker, message: FromFusion): void {
    const events = this.#events
    switch (message.kind) {
      case 'update':
        events.update(message.update)
        this.#tell({ kind: 'taken' })
        break
      case 'video':
        events.video(message.picture, message.ended)
        break
      case 'statics':
        events.statics(message.vessels)
        break
      case 'alerts':
        events.alerts(message.batch)
        this.#tell({ kind: 'alerts-taken', urgent: message.urgent })
        break
      case 'feed-change':
        events.feedChange(message.change)
        break
      case 'ask-reception':
        events.askReception(message.ask, message.places)
        break
      case 'reports-taken':
        events.reportsTaken()
        break
      case 'configured':
        events.configured()
        break
      case 'fenced':
        this.#stopped = true
        void worker.terminate()
        break
      case 'error':
        events.error(message.message)
        break
      case 'stopped':
        break
      default:
        throw new Error(`BUG: message ${JSON.stringify(message)}`)
    }
  }
}
