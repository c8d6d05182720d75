import { dropM } from '../detection/horizon.ts'
import { rangeCellM, type RadarParameters } from '../detection/radar-equation.ts'

const DEGREE = Math.PI / 180
/** Fitted to measurements at 0.1° to 60° and 0.5 to 35 GHz, sea states 0 to 6. */
const GRAZING_MIN_DEG = 0.1
const GRAZING_MAX_DEG = 60
/** Douglas. */
export const SEA_STATE_MAX = 6

/** Gregers-Hansen & Mital, An Improved Empirical Model for Radar Sea Clutter Reflectivity, NRL/MR/5310-12-9346 (2012), table 2. */
const COEFFICIENTS = {
  horizontal: [-73, 20.78, 7.351, 25.65, 0.0054],
  vertical: [-50.79, 25.93, 0.7093, 21.58, 0.00211],
} as const

/** Echo area of a square metre of sea, dB, by the same report, equation 1; null outside what it was fitted to. */
export function seaReflectivityDb(
  polarisation: 'horizontal' | 'vertical',
  grazingRad: number,
  frequencyHz: number,
  seaState: number,
): number | null {
  const angle = grazingRad / DEGREE
  const ghz = frequencyHz / 1e9
  if (angle > GRAZING_MAX_DEG || ghz < 0.5 || ghz > 35 || seaState < 0 || seaState > SEA_STATE_MAX)
    return null
  // Below its lowest angle the model's own logarithm falls on steeply; the lowest one measured is kept to.
  const alpha = Math.max(angle, GRAZING_MIN_DEG)
  const [c1, c2, c3, c4, c5] = COEFFICIENTS[polarisation]
  return (
    c1 +
    c2 * Math.log10(Math.sin(alpha * DEGREE)) +
    ((27.5 + c3 * alpha) * Math.log10(ghz)) / (1 + 0.95 * alpha) +
    c4 * (1 + seaState) ** (1 / (2 + 0.085 * alpha + 0.033 * seaState)) +
    c5 * alpha * alpha
  )
}

/** Echo area of the sea in one resolution cell, m²: 0 beyond the radar's horizon, null outside the model. */
export function seaClutterM2(radar: RadarParameters, rangeM: number, seaState: number): number | null {
  const grazing = Math.asin(Math.min(1, (radar.heightM - dropM(rangeM)) / rangeM))
  if (!(grazing > 0)) return 0
  const reflectivity = seaReflectivityDb(radar.polarisation, grazing, radar.frequencyHz, seaState)
  if (reflectivity === null) return null
  return 10 ** (reflectivity / 10) * rangeM * radar.azimuthBeamRad * rangeCellM(radar, grazing)
}
