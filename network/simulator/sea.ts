import type { Calendar } from './calendar.ts'
import type { Dice } from './dice.ts'

/** How bad the links are. Probabilities are for each message. */
export interface Weather {
  loss: number
  doubled: number
  damaged: number
  /** Delivered hours or days late. */
  astray: number
  /** Mean of the usual delay, milliseconds. */
  delayMs: number
}

export const CALM: Weather = { loss: 0, doubled: 0, damaged: 0, astray: 0, delayMs: 80 }

const ASTRAY_MAX_MS = 3 * 86_400_000

/** Carries bytes between nodes: loses, doubles, damages, delays and so reorders them; cut where a partition lies. */
export class Sea {
  weather: Weather = CALM
  readonly #calendar: Calendar
  readonly #dice: Dice
  readonly #deliver: (from: string, to: string, bytes: Uint8Array) => Promise<void>
  /** Partitions in force: who is on one side. */
  readonly #cuts = new Map<number, ReadonlySet<string>>()
  #cut = 0

  constructor(
    calendar: Calendar,
    dice: Dice,
    deliver: (from: string, to: string, bytes: Uint8Array) => Promise<void>,
  ) {
    this.#calendar = calendar
    this.#dice = dice
    this.#deliver = deliver
  }

  joined(a: string, b: string): boolean {
    for (const side of this.#cuts.values()) if (side.has(a) !== side.has(b)) return false
    return true
  }

  /** Parts these from all others; gives how to name it when it heals. */
  part(side: readonly string[]): number {
    this.#cuts.set(++this.#cut, new Set(side))
    return this.#cut
  }

  heal(cut: number): void {
    this.#cuts.delete(cut)
  }

  healAll(): void {
    this.#cuts.clear()
  }

  send(from: string, to: string, bytes: Uint8Array): void {
    if (!this.joined(from, to)) return
    const copies = this.#dice.chance(this.weather.doubled) ? 2 : 1
    for (let i = 0; i < copies; i++) this.#launch(from, to, bytes)
  }

  #launch(from: string, to: string, bytes: Uint8Array): void {
    const { loss, damaged, astray, delayMs } = this.weather
    if (this.#dice.chance(loss)) return
    let carried = bytes
    if (this.#dice.chance(damaged)) {
      carried = new Uint8Array(bytes)
      const place = this.#dice.int(0, carried.length - 1)
      carried[place] = (carried[place] as number) ^ (1 << this.#dice.int(0, 7))
    }
    const usual = -Math.log(1 - this.#dice.next()) * delayMs
    const delay = this.#dice.chance(astray) ? this.#dice.next() * ASTRAY_MAX_MS : usual
    this.#calendar.after(delay, async () => {
      // What was under way when the cable broke is lost; what went astray may come over another way.
      if (this.joined(from, to)) await this.#deliver(from, to, carried)
    })
  }
}
