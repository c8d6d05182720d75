import { Worker } from 'node:worker_threads'
import type { LonLat } from '@basinet/geodesy'
import type { FeedChange, FeedConfig } from '@basinet/kernel/feeds'
import type { VesselStatic } from '../positions/vessel-static.ts'
import type { AlertBatch } from './alert-queue.ts'
import type { BoardDelta } from './board-delta.ts'
import type { IngestStats } from './ingest.ts'
import type { FromWorker, Lead, ToWorker, WorkerStart } from './protocol.ts'
import type { CoverageBox } from './report-valve.ts'
import type { RulesConfig } from './rules-config.ts'
import type { Storing } from './storing.ts'

export interface IngestThreadEvents {
  delta(delta: BoardDelta): void
  statics(vessels: readonly VesselStatic[]): void
  alerts(batch: AlertBatch): void
  feedChange(change: FeedChange): void
  /** Reports for the fusion; answer with `reportsTaken`. */
  reports(batch: Float64Array<ArrayBuffer>): void
  reception(ask: number, shares: readonly number[]): void
  /** Sources of points may be new. */
  configured(): void
  error(message: string): void
  /** The thread ended: asked to, superseded, or by a fault. */
  ended(reason: string): void
}

/** The ingest in a thread of its own, so that decoding and copying never hold up an answer to a person. */
export interface IngestThread {
  /** Starts the ingest in a thread that stood by. */
  lead(lead: Lead): void
  feeds(feeds: readonly FeedConfig[]): void
  rules(rules: RulesConfig): void
  followed(followed: boolean): void
  storing(storing: Storing): void
  coverage(boxes: readonly CoverageBox[]): void
  reportsTaken(): void
  askReception(ask: number, places: readonly LonLat[]): void
  /** Null while it stands by. */
  readonly stats: IngestStats | null
  /** Writes what is left and ends; kills the thread when that takes too long. */
  stop(): Promise<void>
}

const STOP_MAX_MS = 10_000

export function startIngestThread(start: WorkerStart, events: IngestThreadEvents): IngestThread {
  const worker = new Worker(new URL('./ingest-worker.ts', import.meta.url), { workerData: start })
  let stats: IngestStats | null = null
  let reason = ''
  const tell = (message: ToWorker): void => worker.postMessage(message, [])
  const ended = new Promise<void>((resolve) => {
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', (code) => {
      events.ended(reason === '' ? `exit ${code}` : reason)
      resolve()
    })
  })
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'reports') return events.reports(message.batch)
    if (message.kind === 'reception') return events.reception(message.ask, message.shares)
    switch (message.kind) {
      case 'delta':
        events.delta(message.delta)
        tell({ kind: 'taken' })
        break
      case 'statics':
        events.statics(message.vessels)
        break
      case 'alerts':
        events.alerts(message.batch)
        tell({ kind: 'alerts-taken', urgent: message.urgent })
        break
      case 'feed-change':
        events.feedChange(message.change)
        break
      case 'stats':
        stats = message.stats
        break
      case 'error':
        events.error(message.message)
        break
      case 'fenced':
        reason = 'another process took over'
        void worker.terminate()
        break
      case 'configured':
        events.configured()
        break
      default:
        break
    }
  })
  return {
    lead: (lead) => tell({ kind: 'lead', lead }),
    feeds: (feeds) => tell({ kind: 'feeds', feeds }),
    rules: (rules) => tell({ kind: 'rules', rules }),
    followed: (followed) => tell({ kind: 'followed', followed }),
    storing: (storing) => tell({ kind: 'storing', storing }),
    coverage: (boxes) => tell({ kind: 'coverage', boxes }),
    reportsTaken: () => tell({ kind: 'reports-taken' }),
    askReception: (ask, places) => tell({ kind: 'reception', ask, places }),
    get stats() {
      return stats
    },
    async stop() {
      tell({ kind: 'stop' })
      const timer = setTimeout(() => void worker.terminate(), STOP_MAX_MS)
      await ended
      clearTimeout(timer)
    },
  }
}
