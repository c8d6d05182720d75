import type { FrameBits } from '../bits/frame-bits.ts'
import type {
  HeadingAndSpeed,
  RoutineWeather,
  TrackAndTurn,
  VerticalIntention,
  WeatherHazard,
} from '../message/comm-b.ts'
import { calibratedKn } from './airspeed.ts'

/**
 * Whether a 56-bit field can be a register: identifying bits, reserved bits zero, no value behind a status bit of zero
 * (Sun et al., "pyModeS: decoding Mode-S surveillance data", IEEE T-ITS 2019, III; The 1090 Megahertz Riddle, ch. 19).
 */
export function hasFormat(bits: FrameBits, register: Inferred): boolean {
  switch (register) {
    case '1,0':
      return bits.field(1, 8) === 0x10 && bits.field(10, 5) === 0
    case '1,7':
      // Register 2,0 is always serviced by whoever answers for 1,7; bits 25 to 56 are reserved.
      return bits.fieldFlag(7) && bits.field(25, 32) === 0
    case '2,0':
      return bits.field(1, 8) === 0x20
    case '3,0':
      return bits.field(1, 8) === 0x30 && bits.field(29, 2) !== 3
    case '4,0':
      return bits.field(40, 8) === 0 && bits.field(52, 2) === 0 && statusesHold(bits, STATUS_40)
    case '4,4':
      return bits.field(1, 4) >= 1 && bits.field(1, 4) <= 4 && statusesHold(bits, STATUS_44)
    case '4,5':
      return bits.field(52, 5) === 0 && statusesHold(bits, STATUS_45)
    case '5,0':
      return statusesHold(bits, STATUS_50)
    default:
      return statusesHold(bits, STATUS_60)
  }
}

export type Inferred = '1,0' | '1,7' | '2,0' | '3,0' | '4,0' | '4,4' | '4,5' | '5,0' | '6,0'

/** Status bit, first bit and number of bits it governs (sign included). */
type Statuses = readonly (readonly [status: number, first: number, count: number])[]
// prettier-ignore
const STATUS_40: Statuses = [[1, 2, 12], [14, 15, 12], [27, 28, 12], [48, 49, 3], [54, 55, 2]]
const STATUS_44: Statuses = [[5, 6, 18], [35, 36, 11], [47, 48, 2], [50, 51, 6]] // prettier-ignore
// prettier-ignore
const STATUS_45: Statuses = [[1, 2, 2], [4, 5, 2], [7, 8, 2], [10, 11, 2], [13, 14, 2], [16, 17, 10], [27, 28, 11], [39, 40, 12]]
const STATUS_50: Statuses = [[1, 2, 10], [12, 13, 11], [24, 25, 10], [35, 36, 10], [46, 47, 10]] // prettier-ignore
const STATUS_60: Statuses = [[1, 2, 11], [13, 14, 10], [24, 25, 10], [35, 36, 10], [46, 47, 10]] // prettier-ignore

/** No value without its status, and at least one status set: a field that says nothing is no proof of a register. */
function statusesHold(bits: FrameBits, statuses: Statuses): boolean {
  let any = false
  for (const [status, first, count] of statuses) {
    if (bits.fieldFlag(status)) any = true
    else if (bits.field(first, count) !== 0) return false
  }
  return any
}

/**
 * Beyond these a reading is taken for another register's bits. Roll, speed, Mach number, vertical rate and the 20 kt of airspeed
 * are the published rules' (above); wind, air pressure and temperature are our own choice, wider than what is met in flight.
 */
const LIMIT = {
  pressureLowHpa: 850,
  pressureHighHpa: 1100,
  rollDeg: 50,
  speedKn: 600,
  windKn: 250,
  airspeedKn: 500,
  mach: 1,
  rateFtMin: 6000,
  /** IAS against what Mach and pressure altitude give. */
  airspeedErrorKn: 20,
  temperatureLowC: -80,
  temperatureHighC: 60,
} as const

export function isPlausible40(r: VerticalIntention): boolean {
  const { pressureHpa } = r
  return pressureHpa === null || between(pressureHpa, LIMIT.pressureLowHpa, LIMIT.pressureHighHpa)
}

export function isPlausible44(r: RoutineWeather): boolean {
  if (r.windKn === null && r.pressureHpa === null && r.temperatureC === 0) return false
  return (
    (r.windKn ?? 0) <= LIMIT.windKn && between(r.temperatureC, LIMIT.temperatureLowC, LIMIT.temperatureHighC)
  )
}

export function isPlausible45(r: WeatherHazard): boolean {
  return between(r.temperatureC ?? 0, LIMIT.temperatureLowC, LIMIT.temperatureHighC)
}

export function isPlausible50(r: TrackAndTurn): boolean {
  if (Math.abs(r.rollDeg ?? 0) > LIMIT.rollDeg) return false
  if ((r.groundSpeedKn ?? 0) > LIMIT.speedKn || (r.trueAirspeedKn ?? 0) > LIMIT.speedKn) return false
  return (
    r.groundSpeedKn === null ||
    r.trueAirspeedKn === null ||
    Math.abs(r.groundSpeedKn - r.trueAirspeedKn) <= LIMIT.windKn
  )
}

export function isPlausible60(r: HeadingAndSpeed, altitudeFt: number | null): boolean {
  if ((r.indicatedAirspeedKn ?? 0) > LIMIT.airspeedKn || (r.mach ?? 0) > LIMIT.mach) return false
  if (Math.abs(r.barometricRateFtMin ?? 0) > LIMIT.rateFtMin) return false
  if (Math.abs(r.inertialRateFtMin ?? 0) > LIMIT.rateFtMin) return false
  const error = airspeedErrorKn(r, altitudeFt)
  return error === null || error <= LIMIT.airspeedErrorKn
}

/** Knots between the indicated airspeed and what Mach and altitude give; null when one of the three is missing. */
export function airspeedErrorKn(r: HeadingAndSpeed, altitudeFt: number | null): number | null {
  if (r.indicatedAirspeedKn === null || r.mach === null || altitudeFt === null) return null
  return Math.abs(r.indicatedAirspeedKn - calibratedKn(r.mach, altitudeFt))
}

function between(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}
