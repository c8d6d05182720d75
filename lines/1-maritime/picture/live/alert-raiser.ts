import type { Result } from '@basinet/kernel/contract'
import { raiseInput, stormInput } from './alert-input.ts'
import { createAlertQueue, type AlertBatch, type AlertQueue, type WaitingAlert } from './alert-queue.ts'

export interface RaiserOptions {
  /** Gives a command as the picture's service. */
  readonly give: (command: string, input: unknown) => Promise<Result<unknown>>
  readonly onError: (error: unknown) => void
}

/** Makes records of alerts. Distress has a path of its own, one by one, that no storm of other alerts holds up. */
export interface AlertRaiser {
  add(batch: AlertBatch): void
  /** Alerts and storms that are not records yet. */
  readonly waiting: number
  /** Resolves when everything handed over so far is a record, storms included. */
  idle(): Promise<void>
  /** Goes on for at most ten seconds; says then what was left. */
  stop(): Promise<void>
}

/** From so many waiting on, further alerts are told together: a list of thousands is read by nobody. */
const ALONE_MAX = 2000
/** Records of one transaction: short enough to lose little to a conflict. */
const BATCH_MAX = 50
/** Distress waits for company only briefly; that it gathers at all is a flood of invented numbers. */
const STORM_MS = { urgent: 2000, routine: 10_000 }
const STOP_MAX_MS = 10_000
/** The database may be away or full: an alert is tried again until it is a record. */
const RETRY_MS = 1000
const RETRIED = new Set(['command.busy', 'node.disk-full'])

export function createAlertRaiser(options: RaiserOptions): AlertRaiser {
  const urgent = new Lane(options, true)
  const routine = new Lane(options, false)
  const lanes = [urgent, routine]
  const waiting = (): number => urgent.waiting + routine.waiting
  return {
    add({ alerts, storms }) {
      for (const { alert, times, lastAtMs } of alerts)
        (alert.distress ? urgent : routine).queue.add(alert, times, lastAtMs)
      for (const storm of storms) (storm.distress ? urgent : routine).queue.addStorm(storm)
      for (const lane of lanes) lane.start()
    },
    get waiting() {
      return waiting()
    },
    idle: async () => {
      for (const lane of lanes) await lane.idle()
    },
    async stop() {
      const late = setTimeout(() => lanes.forEach((lane) => lane.giveUp()), STOP_MAX_MS)
      for (const lane of lanes) await lane.idle()
      clearTimeout(late)
      if (waiting() > 0)
        options.onError(new Error(`${waiting()} alerts were not records when the node stopped`))
    },
  }
}

class Lane {
  readonly queue: AlertQueue
  readonly #options: RaiserOptions
  readonly #urgent: boolean
  #running: Promise<void> | null = null
  #hurry = false
  #stopped = false
  /** Taken out of the queue and not yet records. */
  #inHand = 0

  constructor(options: RaiserOptions, urgent: boolean) {
    this.#options = options
    this.#urgent = urgent
    this.queue = createAlertQueue({
      aloneMax: ALONE_MAX,
      stormMs: STORM_MS[urgent ? 'urgent' : 'routine'],
      nowMs: Date.now,
    })
  }

  get waiting(): number {
    return this.queue.size + this.#inHand
  }

  start(): void {
    if (this.queue.size > 0 && !this.#stopped) this.#running ??= this.#run()
  }

  async idle(): Promise<void> {
    this.#hurry = true
    while (this.#running !== null) await this.#running
    this.#hurry = false
  }

  giveUp(): void {
    this.#stopped = true
  }

  async #run(): Promise<void> {
    while (this.queue.size > 0 && !this.#stopped) {
      const now = this.#hurry ? Number.POSITIVE_INFINITY : Date.now()
      const batch = this.queue.take(this.#urgent ? 1 : BATCH_MAX, now)
      this.#inHand = batch.alerts.length + batch.storms.length
      if (this.#inHand === 0) await pause(RETRY_MS / 4)
      if (batch.alerts.length > 0) await this.#raise(batch.alerts)
      for (const storm of batch.storms) await this.#give('picture-alert.raise-storm', stormInput(storm))
      if (!this.#stopped) this.#inHand = 0
    }
    this.#running = null
  }

  /** One bad alert must not take the rest of its batch with it. */
  async #raise(alerts: readonly WaitingAlert[]): Promise<void> {
    const inputs = alerts.map(raiseInput)
    if (inputs.length > 1) {
      const done = await this.#give('picture-alert.raise-many', { alerts: inputs }, true)
      if (done) return
    }
    for (const input of inputs) await this.#give('picture-alert.raise', input)
  }

  /** True when it is done. What is refused for good is a fault of ours and is said, unless it will be tried otherwise. */
  async #give(command: string, input: object, otherwise = false): Promise<boolean> {
    while (!this.#stopped) {
      try {
        const done = await this.#options.give(command, input)
        if (done.ok) return true
        if (!RETRIED.has(done.error.code)) {
          if (!otherwise) this.#options.onError(new Error(refusal(command, input, done.error)))
          return false
        }
      } catch (error) {
        this.#options.onError(error)
      }
      if (!this.#stopped) await pause(RETRY_MS)
    }
    return false
  }
}

function refusal(command: string, input: object, error: { code: string; message: string }): string {
  const rule = 'rule' in input ? ` ${String(input.rule)}` : ''
  return `${command}${rule}: ${error.code} ${error.message}`
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
