import { Bank, type SwitchOptions } from '../filter/bank.ts'
import { CELLS, STATES } from '../linear/symmetric.ts'
import type { MotionOptions } from '../motion/models.ts'
import { DetectionRate } from '../sensor/detection.ts'

/** Pseudo-looks by which a craft's detection rate starts at its radar's, and looks it remembers. */
const CRAFT_PRIOR_LOOKS = 8
const CRAFT_MEMORY_LOOKS = 60

/** A craft that may be there. */
export class Track {
  /** 0 until confirmed. */
  id = 0
  readonly bank: Bank
  /** Time of the bank's state, s. */
  t: number
  existence: number
  plots = 1
  startedAt: number
  lastPlotAt: number
  /** The confirmed track in whose gate its first plot lay, until it is confirmed itself. */
  parent: Track | null = null
  /** Track that it split from, 0 for none. */
  splitFrom = 0
  private readonly rates: (DetectionRate | undefined)[]

  constructor(bank: Bank, t: number, existence: number, rates: (DetectionRate | undefined)[] = []) {
    this.bank = bank
    this.t = t
    this.existence = existence
    this.startedAt = t
    this.lastPlotAt = t
    this.rates = rates
  }

  get confirmed(): boolean {
    return this.id > 0
  }

  confirm(id: number): void {
    this.id = id
    this.splitFrom = this.parent?.id ?? 0
    this.parent = null
  }

  /** To a time; an earlier one changes nothing. */
  predict(t: number, options: MotionOptions & SwitchOptions): void {
    if (t <= this.t) return
    this.bank.predict(t - this.t, options, options)
    this.t = t
  }

  /** Chance of a plot when this radar looks. */
  detection(radar: number, whole: DetectionRate): number {
    return (this.rates[radar] ?? whole).rate
  }

  learnDetection(radar: number, whole: DetectionRate, detected: number): void {
    this.rates[radar] ??= new DetectionRate(whole.rate, CRAFT_PRIOR_LOOKS, CRAFT_MEMORY_LOOKS)
    this.rates[radar].learn(detected)
  }

  /** State and covariance over all models at the bank's time. */
  estimate(): { x: Float64Array; p: Float64Array } {
    const x = new Float64Array(STATES)
    const p = new Float64Array(CELLS)
    this.bank.mean(x, p)
    return { x, p }
  }

  copy(): Track {
    const made = new Track(
      Bank.copy(this.bank),
      this.t,
      this.existence,
      this.rates.map((rate) => rate?.copy()),
    )
    made.id = this.id
    made.plots = this.plots
    made.startedAt = this.startedAt
    made.lastPlotAt = this.lastPlotAt
    made.splitFrom = this.splitFrom
    return made
  }
}
