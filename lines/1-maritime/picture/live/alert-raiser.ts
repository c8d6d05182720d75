import type { Result } from '@basinet/kernel/contract'
import type { Alert } from '../rules/alert.ts'
import { raiseInput, type RaiseInput } from './alert-input.ts'

export interface RaiserOptions {
  /** Gives `picture-alert.raise` as the picture's service. */
  readonly give: (input: RaiseInput) => Promise<Result<unknown>>
  readonly onError: (error: unknown) => void
  /** Alerts were thrown away: so many since the last call, which is at most one a minute. */
  readonly onOverflow: (lost: number) => void
  /** Monotonic milliseconds. */
  readonly monotonic: () => number
}

/** Makes records of alerts, one after the other; distress goes first and is never thrown away. */
export interface AlertRaiser {
  /** `left`: alerts thrown away before they came here. */
  add(alerts: readonly Alert[], left?: number): void
  readonly waiting: number
  /** Resolves when everything handed over so far was tried. */
  idle(): Promise<void>
  stop(): void
}

/** Alerts waiting at most. A storm of them (jamming, a bad feed) must neither fill memory nor hold up distress. */
const WAITING_MAX = 5000
/** The database may be away: an alert is tried again until it is there. */
const RETRY_MS = 1000
/** A storm is said once, not with every wave. */
const OVERFLOW_EVERY_MS = 60_000

export function createAlertRaiser(options: RaiserOptions): AlertRaiser {
  const urgent: Alert[] = []
  const others: Alert[] = []
  let running: Promise<void> | null = null
  let stopped = false
  let lost = 0
  let saidAt = Number.NEGATIVE_INFINITY

  const sayLost = (): void => {
    if (lost === 0 || options.monotonic() - saidAt < OVERFLOW_EVERY_MS) return
    saidAt = options.monotonic()
    options.onOverflow(lost)
    lost = 0
  }

  const raise = async (alert: Alert): Promise<void> => {
    while (!stopped) {
      try {
        const done = await options.give(raiseInput(alert))
        if (!done.ok) options.onError(new Error(`${alert.rule}: ${done.error.code} ${done.error.message}`))
        if (done.ok || done.error.code !== 'command.busy') return
      } catch (error) {
        options.onError(error)
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }
  const run = async (): Promise<void> => {
    for (let next = urgent.shift() ?? others.shift(); next !== undefined && !stopped;) {
      await raise(next)
      next = urgent.shift() ?? others.shift()
    }
    running = null
  }

  return {
    add(alerts, left = 0) {
      lost += left
      for (const alert of alerts) {
        if (alert.distress) urgent.push(alert)
        else if (others.length < WAITING_MAX) others.push(alert)
        else lost++
      }
      sayLost()
      if (urgent.length + others.length > 0) running ??= run()
    },
    get waiting() {
      return urgent.length + others.length
    },
    idle: async () => {
      while (running !== null) await running
    },
    stop() {
      stopped = true
    },
  }
}
