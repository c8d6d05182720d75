import type { Alert } from '../rules/alert.ts'
import { createAlertQueue, type AlertBatch, type AlertQueue } from './alert-queue.ts'

/** Gathers alerts between two sendings, so that a storm of them is a few messages and not thousands. */
export interface AlertOutbox {
  /** Distress leaves at once, on a path of its own. */
  add(alerts: readonly Alert[]): void
  /** The last batch of this path was taken: the next may be sent. */
  taken(urgent: boolean): void
  /** Sends everything that waits, taken or not. */
  flushAll(): void
  stop(): void
}

type Send = (batch: AlertBatch, urgent: boolean) => void

/** Waiting one by one before they gather in storms, while the other thread takes none. */
const ALONE_MAX = 5000
const BATCH_MAX = 1000
const SEND_MS = 200
/** The other thread gathers storms with patience; here they only bound the memory. */
const STORM_MS = 1000

class Lane {
  readonly urgent: boolean
  readonly queue: AlertQueue
  free = true
  readonly #send: Send

  constructor(urgent: boolean, send: Send) {
    this.urgent = urgent
    this.#send = send
    this.queue = createAlertQueue({ aloneMax: ALONE_MAX, stormMs: STORM_MS, nowMs: Date.now })
  }

  flush(): void {
    if (!this.free || this.queue.size === 0) return
    const batch = this.queue.take(BATCH_MAX, Date.now())
    if (batch.alerts.length + batch.storms.length === 0) return
    this.free = false
    this.#send(batch, this.urgent)
  }

  flushAll(): void {
    if (this.queue.size > 0) this.#send(this.queue.takeAll(), this.urgent)
  }
}

export function createAlertOutbox(send: Send): AlertOutbox {
  const urgent = new Lane(true, send)
  const routine = new Lane(false, send)
  const timer = setInterval(() => {
    urgent.flush()
    routine.flush()
  }, SEND_MS)
  return {
    add(alerts) {
      for (const alert of alerts) (alert.distress ? urgent : routine).queue.add(alert)
      urgent.flush()
    },
    taken(isUrgent) {
      ;(isUrgent ? urgent : routine).free = true
      if (isUrgent) urgent.flush()
    },
    flushAll() {
      urgent.flushAll()
      routine.flushAll()
    },
    stop: () => clearInterval(timer),
  }
}
