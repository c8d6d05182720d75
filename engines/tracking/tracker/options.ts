import type { SwitchOptions } from '../filter/bank.ts'
import type { MotionOptions } from '../motion/models.ts'

export interface TrackerOptions extends MotionOptions, SwitchOptions {
  /** Squared distance of the gate, chi-square with two degrees of freedom. */
  readonly gate: number
  /** Detection probability before any was measured. */
  readonly detectionPrior: number
  /** Share of plots outside tracks that are a new craft's first. */
  readonly newShare: number
  /** Existence probability at which a track is confirmed, and plots it must have by then. */
  readonly confirmAt: number
  readonly confirmPlots: number
  /** Existence probability below which a confirmed track is dropped, and the highest that is believed. */
  readonly dropAt: number
  readonly existenceMax: number
  /** Mean time that a craft stays, s. */
  readonly lifeSeconds: number
  /** Longest time without a plot, s. */
  readonly coastSecondsMax: number
  /** How plots between confirmed tracks are shared: all softly, softly but for plots another took, or one each. */
  readonly sharing: 'soft' | 'claimed' | 'hard'
}

/** Of surface craft up to about 50 kn. */
export const SURFACE: TrackerOptions = {
  steadyNoise: 0.005,
  turningNoise: 0.1,
  turnRateNoise: 0.0001,
  turnRateSigma: 0.05,
  stoppedSpeedSigma: 0.1,
  speedSigma: 12,
  sojournSeconds: [300, 30, 300],
  gate: 20,
  detectionPrior: 0.8,
  newShare: 1e-3,
  confirmAt: 0.9999,
  confirmPlots: 4,
  dropAt: 0.01,
  existenceMax: 0.9999,
  lifeSeconds: 3600,
  coastSecondsMax: 60,
  sharing: 'soft',
}
