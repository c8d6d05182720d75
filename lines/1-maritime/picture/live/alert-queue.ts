import type { Alert } from '../rules/alert.ts'
import { addToStorm, openStorm, STORM_VESSELS_MAX, type OpenStorm, type Storm } from './alert-storm.ts'

/** An alert that waits, with how often the same was noticed meanwhile. */
export interface WaitingAlert {
  readonly alert: Alert
  readonly times: number
  readonly lastAtMs: number
}

export interface AlertBatch {
  readonly alerts: readonly WaitingAlert[]
  readonly storms: readonly Storm[]
}

/**
 * Alerts that wait to become records. Nothing put in is left out: the same rule on the same vessel and area waits once and is
 * counted; what is too much to be a record each is told together, vessel by vessel, in a storm; and the very last resort
 * of a bounded memory is a number in that storm.
 */
export interface AlertQueue {
  add(alert: Alert, times?: number, lastAtMs?: number): void
  addStorm(storm: Storm): void
  /** The oldest alerts, at most `max`, and the storms that are full or old enough; taken out. */
  take(max: number, nowMs: number): AlertBatch
  /** Everything, ripe or not. */
  takeAll(): AlertBatch
  /** Alerts and storms waiting. */
  readonly size: number
}

export interface QueueOptions {
  /** Alerts waiting one by one; what comes on top gathers in storms. */
  readonly aloneMax: number
  /** A storm is told so long after it began, even when it goes on. */
  readonly stormMs: number
  readonly nowMs: () => number
}

/** One rule on one vessel is a record of its own so often in an hour; more of the same is told together. */
export const ALONE_PER_HOUR = 20
/** Vessels named in all storms that wait; past it they are only counted. */
const NAMED_MAX = 200_000
/** Storms of single areas, entries or vessels open at once; past it a storm is of the whole rule. */
const OPEN_MAX = 2000
const BUDGETS_MAX = 50_000
const STORMS_A_BATCH = 5
const HOUR_MS = 3_600_000

export function createAlertQueue(options: QueueOptions): AlertQueue {
  return new CoalescingQueue(options)
}

/** Records of one rule on one vessel in one hour. */
interface Budget {
  readonly hour: number
  count: number
}

class CoalescingQueue implements AlertQueue {
  readonly #options: QueueOptions
  readonly #alone = new Map<string, { readonly alert: Alert; times: number; lastAtMs: number }>()
  readonly #open = new Map<string, OpenStorm>()
  #sealed: Storm[] = []
  #named = 0
  /** Two generations: the older is forgotten when the newer is full. Deleting the oldest key one by one took 20 µs an alert. */
  #budgets = new Map<string, Budget>()
  #earlier = new Map<string, Budget>()

  constructor(options: QueueOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#alone.size + this.#open.size + this.#sealed.length
  }

  add(alert: Alert, times = 1, lastAtMs = alert.atMs): void {
    const key = keyOf(alert)
    const waiting = this.#alone.get(key)
    if (waiting !== undefined) {
      waiting.times += times
      waiting.lastAtMs = Math.max(waiting.lastAtMs, lastAtMs)
    } else if (this.#spend(alert)) {
      if (this.#alone.size < this.#options.aloneMax) this.#alone.set(key, { alert, times, lastAtMs })
      else this.#gather(alert, objectOf(alert), key, times, lastAtMs)
    } else this.#gather(alert, `mmsi ${alert.subject.mmsi}`, key, times, lastAtMs)
  }

  addStorm(storm: Storm): void {
    this.#sealed.push(storm)
    this.#named += storm.vessels.length
  }

  take(max: number, nowMs: number): AlertBatch {
    const alerts: WaitingAlert[] = []
    for (const [key, waiting] of this.#alone) {
      if (alerts.length >= max) break
      this.#alone.delete(key)
      alerts.push(waiting)
    }
    for (const [key, storm] of this.#open)
      if (nowMs - storm.openedMs >= this.#options.stormMs) this.#seal(key, storm)
    const storms = this.#sealed.splice(0, STORMS_A_BATCH)
    for (const storm of storms) this.#named -= storm.vessels.length
    return { alerts, storms }
  }

  takeAll(): AlertBatch {
    for (const [key, storm] of this.#open) this.#seal(key, storm)
    const batch = { alerts: [...this.#alone.values()], storms: this.#sealed }
    this.#alone.clear()
    this.#sealed = []
    this.#named = 0
    return batch
  }

  /** False when this rule was raised on this vessel often enough in this hour. */
  #spend({ rule, subject, atMs }: Alert): boolean {
    const key = `${rule}|${subject.mmsi}`
    const hour = Math.floor(atMs / HOUR_MS)
    const budget = this.#budgets.get(key) ?? this.#earlier.get(key)
    if (budget?.hour === hour) return budget.count++ < ALONE_PER_HOUR
    if (this.#budgets.size >= BUDGETS_MAX) {
      this.#earlier = this.#budgets
      this.#budgets = new Map()
    }
    this.#budgets.set(key, { hour, count: 1 })
    return true
  }

  #gather(alert: Alert, object: string, key: string, times: number, lastAtMs: number): void {
    const wanted = `${alert.rule}|${alert.severity}|${object}`
    const whole = `${alert.rule}|${alert.severity}|`
    const at = this.#open.has(wanted) || this.#open.size < OPEN_MAX ? wanted : whole
    let storm = this.#open.get(at)
    if (storm !== undefined && storm.vessels.size >= STORM_VESSELS_MAX && !storm.vessels.has(key)) {
      if (this.#named < NAMED_MAX) {
        this.#seal(at, storm)
        storm = undefined
      }
    }
    if (storm === undefined) {
      storm = openStorm(alert, this.#options.nowMs())
      this.#open.set(at, storm)
    }
    const before = storm.vessels.size
    addToStorm(storm, alert, key, times, lastAtMs)
    this.#named += storm.vessels.size - before
  }

  #seal(key: string, { openedMs: _, vessels, ...storm }: OpenStorm): void {
    this.#open.delete(key)
    this.#sealed.push({ ...storm, vessels: [...vessels.values()] })
  }
}

/** What makes two alerts the same while they wait: rule, vessel and area; of a text, its words too. */
function keyOf(alert: Alert): string {
  return `${alert.rule}|${alert.subject.mmsi}|${objectOf(alert)}|${alert.why.params['text'] ?? ''}`
}

const objectOf = ({ areaId, watchListEntryId, otherMmsi }: Alert): string =>
  areaId ?? watchListEntryId ?? (otherMmsi === null ? '' : String(otherMmsi))
