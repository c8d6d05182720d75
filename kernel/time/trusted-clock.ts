/** How far behind the trusted time the wall clock may be before the node raises an alarm, in milliseconds (2 min). */
export const CLOCK_BEHIND_ALARM_MS = 120_000
/** A forward step of the wall clock larger than this is not believed at once, in milliseconds (5 min). */
const CLOCK_JUMP_MS = 300_000
/** How long a forward step must stand before it is believed, in milliseconds (10 min). */
export const CLOCK_SETTLE_MS = 600_000
/** How often the high-water mark is saved, in milliseconds: after a crash the floor is at most this old. */
export const HIGH_WATER_EVERY_MS = 60_000

export interface ClockState {
  /** true: show an alarm, and grant nothing new (no lease, no session, no approval that depends on time) */
  readonly alarm: boolean
  /** how far the wall clock is behind the trusted time; 0 when it is not */
  readonly behindMs: number
  /** how far the wall clock is ahead of a time it would have had without a sudden step; 0 once believed */
  readonly aheadMs: number
}

/** Time that never runs backwards over a restart and is never behind what a witness has signed. */
export interface TrustedClock {
  now(): Date
  state(): ClockState
}

/** Where the highest time ever given out survives a restart. */
export interface HighWaterStore {
  read(): Promise<Date | null>
  /** must never lower the stored value */
  write(highWater: Date): Promise<void>
}

export interface TrustedClockOptions {
  readonly wall: () => Date
  /** milliseconds that only ever grow and do not follow the wall clock, e.g. `performance.now` */
  readonly monotonicMs: () => number
  readonly highWater: HighWaterStore
}

/** A trusted clock with the means to feed and save it. */
export interface RunningClock extends TrustedClock {
  /** Time in a witness's cosignature that was verified: the clock is never behind it again. */
  witnessed(time: Date): void
  /** Saves the high-water mark; call it every `HIGH_WATER_EVERY_MS` and at the end. */
  save(): Promise<void>
}

/** A moment and the monotonic reading that belongs to it; from there time goes on without the wall clock. */
interface Anchor {
  readonly timeMs: number
  readonly readingMs: number
}

/**
 * Trusted time = max(wall clock, saved high-water, newest witnessed checkpoint), the last two carried on by the
 * monotonic clock, so that a node whose wall clock is years behind still counts seconds. A wall clock that steps
 * forward while the node runs is followed only when the step has stood for a while: one second in the year 2099
 * would otherwise be the high-water mark for ever.
 */
export async function openTrustedClock(options: TrustedClockOptions): Promise<RunningClock> {
  const saved = await options.highWater.read()
  return new AnchoredClock(options, saved)
}

class AnchoredClock implements RunningClock {
  readonly #options: TrustedClockOptions
  /** the lowest time that may be given out */
  #floor: Anchor
  /** what the wall clock should show if nobody touches it */
  #course: Anchor
  /** monotonic reading at which the present forward step was first seen */
  #steppedAtMs: number | null = null

  constructor(options: TrustedClockOptions, saved: Date | null) {
    this.#options = options
    const readingMs = options.monotonicMs()
    const wallMs = options.wall().getTime()
    this.#course = { timeMs: wallMs, readingMs }
    this.#floor = { timeMs: Math.max(wallMs, saved?.getTime() ?? wallMs), readingMs }
  }

  now(): Date {
    return new Date(this.#look().trustedMs)
  }

  state(): ClockState {
    const { trustedMs, wallMs, aheadMs } = this.#look()
    const behindMs = Math.max(0, trustedMs - wallMs)
    return { alarm: behindMs > CLOCK_BEHIND_ALARM_MS || aheadMs > 0, behindMs, aheadMs }
  }

  witnessed(time: Date): void {
    const { trustedMs, readingMs } = this.#look()
    if (time.getTime() > trustedMs) this.#floor = { timeMs: time.getTime(), readingMs }
  }

  async save(): Promise<void> {
    await this.#options.highWater.write(this.now())
  }

  #look(): { trustedMs: number; wallMs: number; aheadMs: number; readingMs: number } {
    const readingMs = this.#options.monotonicMs()
    const wallMs = this.#options.wall().getTime()
    const floorMs = onward(this.#floor, readingMs)
    const stepMs = wallMs - Math.max(onward(this.#course, readingMs), floorMs)
    if (stepMs > CLOCK_JUMP_MS) {
      this.#steppedAtMs ??= readingMs
      if (readingMs - this.#steppedAtMs < CLOCK_SETTLE_MS) {
        return { trustedMs: floorMs, wallMs, aheadMs: stepMs, readingMs }
      }
    }
    this.#steppedAtMs = null
    this.#course = { timeMs: wallMs, readingMs }
    // Only the wall clock moves the anchor: moving it to its own rounded onward time would lose a fraction each look.
    if (wallMs >= floorMs) this.#floor = { timeMs: wallMs, readingMs }
    return { trustedMs: Math.max(wallMs, floorMs), wallMs, aheadMs: 0, readingMs }
  }
}

function onward(anchor: Anchor, readingMs: number): number {
  return Math.floor(anchor.timeMs + (readingMs - anchor.readingMs))
}
