const BOLTZMANN = 1.380_649e-23 // J/K, exact: SI Brochure, 9th edition, 2.3.1
const T0_K = 290 // IEEE Std 686, standard noise temperature
const LIGHT_M_S = 299_792_458 // exact: SI Brochure, 9th edition, 2.3.1

/** A radar's own numbers; nothing has a default, since each radar is another. */
export interface RadarParameters {
  readonly peakPowerW: number
  readonly gainDb: number
  readonly frequencyHz: number
  readonly pulseSeconds: number
  /** Pulses added for one detection. */
  readonly pulses: number
  readonly noiseFigureDb: number
  readonly lossesDb: number
  readonly falseAlarmProbability: number
  readonly azimuthBeamRad: number
  readonly polarisation: 'horizontal' | 'vertical'
  /** Antenna above the sea, m. */
  readonly heightM: number
  /** Instrumented range, m. */
  readonly rangeM: number
}

export function wavelengthM({ frequencyHz }: RadarParameters): number {
  return LIGHT_M_S / frequencyHz
}

/** Echo energy over noise density of one pulse in free space, as a ratio (radar equation, matched filter). */
export function freeSpaceSnr(radar: RadarParameters, rcsM2: number, rangeM: number): number {
  const gain = 10 ** (radar.gainDb / 10)
  const received =
    (radar.peakPowerW * radar.pulseSeconds * gain ** 2 * wavelengthM(radar) ** 2 * rcsM2) /
    ((4 * Math.PI) ** 3 * rangeM ** 4)
  const noise = BOLTZMANN * T0_K * 10 ** ((radar.noiseFigureDb + radar.lossesDb) / 10)
  return received / noise
}

/** Free-space range at which a pulse has the ratio `snrDb`, m. */
export function freeSpaceRangeM(radar: RadarParameters, rcsM2: number, snrDb: number): number {
  return (freeSpaceSnr(radar, rcsM2, 1) / 10 ** (snrDb / 10)) ** 0.25
}

/** Length of a range cell on the ground at a grazing angle, m. */
export function rangeCellM({ pulseSeconds }: RadarParameters, grazingRad: number): number {
  return (LIGHT_M_S * pulseSeconds) / 2 / Math.cos(grazingRad)
}
