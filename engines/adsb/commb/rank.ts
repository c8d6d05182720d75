import type { HeadingAndSpeed, RegisterContent, TrackAndTurn } from '../message/comm-b.ts'
import { airspeedErrorKn } from './plausible.ts'

/** What is known of an aircraft from elsewhere, null where nothing is. */
export interface KnownMotion {
  groundSpeedKn: number | null
  trackDeg: number | null
  altitudeFt: number | null
}

/** Standard gravity (ISO 80000-3), m/s². */
const GRAVITY = 9.80665
const KN_M_PER_S = 0.514444
const DEGREES = 180 / Math.PI

/** One step of unlikeliness of each quantity: our own estimate of the spread of true values, which only orders readings. */
const SPREAD = {
  windKn: 50,
  turnDegPerSec: 0.5,
  airspeedKn: 5,
  ratesFtMin: 500,
  driftDeg: 15,
  knownSpeedKn: 20,
  knownTrackDeg: 10,
  knownWindKn: 60,
} as const
/** Of a missing value: a register that is serviced is mostly full. */
const MISSING = 2
/** Of the registers that show themselves by identifying and reserved bits. */
const SHOWN = 0

/**
 * How unlikely a reading is, 0 at best, from how its values agree with each other and with what is known (a mean of steps of
 * spread); orders readings that are all possible.
 */
export function unlikeliness(reading: RegisterContent, known: KnownMotion): number {
  switch (reading.register) {
    case '5,0':
      return ofTrackAndTurn(reading, known)
    case '6,0':
      return ofHeadingAndSpeed(reading, known)
    case '4,0':
      return ofSelected(reading.mcpAltitudeFt, reading.fmsAltitudeFt, reading.pressureHpa)
    default:
      return SHOWN
  }
}

/** Pilots select whole hundreds of feet: in steps of 16 ft at most 8 ft away. */
function ofSelected(mcp: number | null, fms: number | null, pressure: number | null): number {
  const selected = mcp ?? fms
  if (selected === null) return pressure === null ? MISSING * 2 : MISSING
  const off = Math.abs(selected - Math.round(selected / 100) * 100)
  return off <= 8 ? 0.5 : MISSING
}

function ofTrackAndTurn(r: TrackAndTurn, known: KnownMotion): number {
  let sum = 0
  sum += difference(r.groundSpeedKn, r.trueAirspeedKn, SPREAD.windKn)
  sum += turnError(r)
  sum += difference(r.groundSpeedKn, known.groundSpeedKn, SPREAD.knownSpeedKn)
  sum += turned(r.trackDeg, known.trackDeg, SPREAD.knownTrackDeg)
  sum += missing(r.rollDeg) + missing(r.trackDeg) + missing(r.groundSpeedKn) + missing(r.trueAirspeedKn)
  return sum / 4
}

/** A coordinated turn's rate is g tan(roll) / speed. */
function turnError(r: TrackAndTurn): number {
  const speed = r.trueAirspeedKn ?? r.groundSpeedKn
  if (r.rollDeg === null || r.trackRateDegPerSec === null || speed === null || speed === 0) return 0
  const expected = ((GRAVITY * Math.tan(r.rollDeg / DEGREES)) / (speed * KN_M_PER_S)) * DEGREES
  return Math.abs(expected - r.trackRateDegPerSec) / SPREAD.turnDegPerSec
}

function ofHeadingAndSpeed(r: HeadingAndSpeed, known: KnownMotion): number {
  let sum = (airspeedErrorKn(r, known.altitudeFt) ?? 0) / SPREAD.airspeedKn
  sum += difference(r.barometricRateFtMin, r.inertialRateFtMin, SPREAD.ratesFtMin)
  sum += turned(r.magneticHeadingDeg, known.trackDeg, SPREAD.driftDeg)
  sum += missing(r.magneticHeadingDeg) + missing(r.indicatedAirspeedKn) + missing(r.mach)
  sum += r.barometricRateFtMin === null && r.inertialRateFtMin === null ? MISSING : 0
  return sum / 4
}

function missing(value: number | null): number {
  return value === null ? MISSING : 0
}

function difference(a: number | null, b: number | null, spread: number): number {
  return a === null || b === null ? 0 : Math.abs(a - b) / spread
}

function turned(a: number | null, b: number | null, spread: number): number {
  if (a === null || b === null) return 0
  const apart = Math.abs(a - b) % 360
  return Math.min(apart, 360 - apart) / spread
}
