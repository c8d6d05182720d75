import type { FrameBits } from '../bits/frame-bits.ts'
import { readCallsign } from '../codes/callsign.ts'
import type { CommB, RegisterContent } from '../message/comm-b.ts'
import { readAdvisory } from '../squitter/advisory.ts'
import {
  hasFormat,
  isPlausible40,
  isPlausible44,
  isPlausible45,
  isPlausible50,
  isPlausible60,
  type Inferred,
} from './plausible.ts'
import { unlikeliness, type KnownMotion } from './rank.ts'
import {
  readCommonUsage,
  readDataLinkCapability,
  readHeadingAndSpeed,
  readRoutineWeather,
  readTrackAndTurn,
  readVerticalIntention,
  readWeatherHazard,
} from './read-register.ts'

const REGISTERS: readonly Inferred[] = ['1,0', '1,7', '2,0', '3,0', '4,0', '5,0', '6,0']
/** Hardly ever asked for and loosely formed: considered only where nothing else holds (Sun et al., III-C). */
const WEATHER: readonly Inferred[] = ['4,4', '4,5']

/**
 * All registers the 56-bit MB field may be, the likeliest first. `known.altitudeFt` is the altitude of the same reply where
 * it has one (DF 20).
 */
export function readCommB(bits: FrameBits, known: KnownMotion): CommB {
  const empty = bits.field(1, 28) === 0 && bits.field(29, 28) === 0
  const readings: RegisterContent[] = []
  if (!empty) {
    collect(bits, REGISTERS, known.altitudeFt, readings)
    if (readings.length === 0) collect(bits, WEATHER, known.altitudeFt, readings)
    if (readings.length > 1) sortReadings(readings, known)
  }
  return { mb: bits.hex(4, 7), readings, empty }
}

function collect(
  bits: FrameBits,
  registers: readonly Inferred[],
  altitudeFt: number | null,
  into: RegisterContent[],
): void {
  for (const register of registers) {
    if (!hasFormat(bits, register)) continue
    const reading = readingOf(bits, register, altitudeFt)
    if (reading !== null) into.push(reading)
  }
}

/** Orders readings by likeliness; equal ones keep the order of registers. */
export function sortReadings(readings: RegisterContent[], known: KnownMotion): void {
  readings.sort((a, b) => unlikeliness(a, known) - unlikeliness(b, known))
}

function readingOf(bits: FrameBits, register: Inferred, altitudeFt: number | null): RegisterContent | null {
  switch (register) {
    case '1,0':
      return readDataLinkCapability(bits)
    case '1,7':
      return readCommonUsage(bits)
    case '2,0': {
      const callsign = readCallsign(bits)
      return callsign === null ? null : { register, callsign }
    }
    case '3,0':
      return { register, ...readAdvisory(bits) }
    case '4,0':
      return where(readVerticalIntention(bits), isPlausible40)
    case '4,4':
      return where(readRoutineWeather(bits), isPlausible44)
    case '4,5':
      return where(readWeatherHazard(bits), isPlausible45)
    case '5,0':
      return where(readTrackAndTurn(bits), isPlausible50)
    default:
      return where(readHeadingAndSpeed(bits), (reading) => isPlausible60(reading, altitudeFt))
  }
}

function where<T>(reading: T, plausible: (reading: T) => boolean): T | null {
  return plausible(reading) ? reading : null
}
