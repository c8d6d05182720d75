import type { RadarParameters } from '../detection/radar-equation.ts'

/** A made-up coastal radar in X band. */
export const COASTAL: RadarParameters = {
  peakPowerW: 25_000,
  gainDb: 33,
  frequencyHz: 9.4e9,
  pulseSeconds: 0.5e-6,
  pulses: 10,
  noiseFigureDb: 5,
  lossesDb: 6,
  falseAlarmProbability: 1e-6,
  azimuthBeamRad: (0.8 * Math.PI) / 180,
  polarisation: 'horizontal',
  heightM: 300,
  rangeM: 90_000,
}
