import type { RadarSite, Scan } from '../sensor/site.ts'
import type { TrackerOptions } from './options.ts'
import type { Bias } from './see.ts'
import { Tracker, type TrackerState } from './tracker.ts'

/** Scans held for replay at most, whatever the window. */
const SCANS_MAX = 256

export interface ReplayOptions extends Partial<TrackerOptions> {
  /** How late a scan may come, s. */
  readonly windowSeconds: number
  /** False for input that is known to come in time: then nothing is held. */
  readonly keepForLate?: boolean
}

interface Held {
  scan: Scan
  readonly bias: Bias | undefined
  readonly before: TrackerState
}

/**
 * A tracker that takes scans out of time: it goes back to its state before the late scan and plays what followed again, so that the result
 * is the same as in time. What is later than the window is refused and counted.
 */
export class ReplayTracker {
  /** Scans refused because they came too late. */
  refused = 0
  private readonly tracker: Tracker
  private readonly windowSeconds: number
  private readonly keepForLate: boolean
  private held: Held[] = []
  private newest = -Infinity

  constructor(sites: readonly RadarSite[], { windowSeconds, keepForLate, ...options }: ReplayOptions) {
    this.tracker = new Tracker(sites, options)
    this.windowSeconds = windowSeconds
    this.keepForLate = keepForLate ?? true
  }

  get confirmed(): Tracker['confirmed'] {
    return this.tracker.confirmed
  }

  at(t: number): ReturnType<Tracker['at']> {
    return this.tracker.at(t)
  }

  /** False when the scan came too late. A late one of a revolution already held is joined to it. */
  push(scan: Scan, bias?: Bias): boolean {
    if (scan.t >= this.newest && !this.held.some((held) => sameRevolution(held.scan, scan))) {
      this.play(scan, bias)
      return true
    }
    const at = this.held.findIndex((held) => held.scan.t > scan.t || sameRevolution(held.scan, scan))
    const tooLate = scan.t < this.newest - this.windowSeconds
    if (at < 0 || tooLate || (at === 0 && scan.t < this.held[0]!.scan.t && !this.isFirst)) {
      this.refused++
      return false
    }
    const again = this.held.splice(at)
    this.tracker.restore(again[0]!.before)
    if (sameRevolution(again[0]!.scan, scan)) {
      again[0]!.scan = { ...scan, plots: [...again[0]!.scan.plots, ...scan.plots] }
    } else this.play(scan, bias)
    for (const held of again) this.play(held.scan, held.bias)
    return true
  }

  /** Nothing was let go yet: the oldest held scan is the first of all. */
  private isFirst = true

  private play(scan: Scan, bias: Bias | undefined): void {
    if (this.keepForLate) this.held.push({ scan, bias, before: this.tracker.save() })
    this.tracker.scan(scan, bias)
    this.newest = Math.max(this.newest, scan.t)
    while (
      this.held.length > SCANS_MAX ||
      (this.held[0]?.scan.t ?? Infinity) < this.newest - this.windowSeconds
    ) {
      this.held.shift()
      this.isFirst = false
    }
  }
}

function sameRevolution(a: Scan, b: Scan): boolean {
  return a.radar === b.radar && Math.abs(a.t - b.t) < 1e-6
}
