import { Bank } from '../filter/bank.ts'
import { updateByFix, type Fix } from '../filter/fix.ts'
import type { Known } from '../registration/registration.ts'
import type { TrackerOptions } from '../tracker/options.ts'
import { Track } from '../tracker/track.ts'

/** A position report of a craft that says who it is (AIS: MMSI; ADS-B: address). */
export interface Report extends Fix {
  readonly t: number
  readonly identity: string
}

/** Squared distance beyond which a report does not follow from those before: the craft's filter starts anew. */
const RESTART = 50
const CIRCLE = 2 * Math.PI

/** One identity and the filter of its own reports, which no radar touches: registration needs an independent truth. */
export class Contact {
  readonly identity: string
  lastReportAt: number
  private track: Track
  private readonly options: TrackerOptions

  constructor(report: Report, options: TrackerOptions) {
    this.identity = report.identity
    this.options = options
    this.lastReportAt = report.t
    this.track = begin(report, options)
  }

  /** Reports come in time; an older one is not used. */
  report(report: Report): void {
    if (report.t <= this.lastReportAt) return
    this.lastReportAt = report.t
    this.track.predict(report.t, this.options)
    if (updateByFix(this.track.bank, report, RESTART) > RESTART) this.track = begin(report, this.options)
    this.track.plots++
    if (this.track.plots === 3) this.track.bank.grow()
  }

  /** Where it is at a time near its last report. */
  at(t: number): { x: Float64Array; p: Float64Array } {
    const ahead = this.track.copy()
    ahead.predict(t, this.options)
    const { x, p } = ahead.estimate()
    const back = Math.max(0, this.track.t - t)
    x[0] = x[0]! - back * x[2]!
    x[1] = x[1]! - back * x[3]!
    return { x, p }
  }

  /** The same on a straight line, cheaply: to say what is not near. */
  roughly(t: number): { x: number; y: number; speed: number; seconds: number } {
    const { x } = this.track.bank
    const seconds = t - this.track.t
    return {
      x: x[0]! + seconds * x[2]!,
      y: x[1]! + seconds * x[3]!,
      speed: Math.hypot(x[2]!, x[3]!),
      seconds: Math.abs(seconds),
    }
  }

  /** The same as truth for registration; null before it has moved through three reports. */
  known(t: number): Known | null {
    if (this.track.plots < 3) return null
    const { x, p } = this.at(t)
    return { x: x[0]!, y: x[1]!, vx: x[2]!, vy: x[3]!, sigmaM: Math.sqrt((p[0]! + p[6]!) / 2) }
  }
}

function begin(report: Report, options: TrackerOptions): Track {
  const bank = new Bank()
  // A circle of the report's own size: as a radar in it would see it all round.
  const sensor = {
    x: report.x,
    y: report.y,
    sigmaRangeM: report.sigmaM,
    sigmaBearingRad: report.sigmaM / CIRCLE,
  }
  bank.startPolar(report.x, report.y, CIRCLE, 0, sensor, options.speedSigma)
  return new Track(bank, report.t, 1)
}
