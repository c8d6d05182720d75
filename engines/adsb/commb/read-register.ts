import type { FrameBits } from '../bits/frame-bits.ts'
import type {
  CommonUsage,
  DataLinkCapability,
  HeadingAndSpeed,
  RoutineWeather,
  TrackAndTurn,
  VerticalIntention,
  WeatherHazard,
} from '../message/comm-b.ts'

/** A value behind its status bit (1 = valid); `first` is the first value bit. */
function valued(bits: FrameBits, status: number, first: number, count: number, step: number): number | null {
  return bits.fieldFlag(status) ? bits.field(first, count) * step : null
}

function signedValue(
  bits: FrameBits,
  status: number,
  first: number,
  count: number,
  step: number,
): number | null {
  return bits.fieldFlag(status) ? bits.fieldSigned(first, count) * step : null
}

/** An angle of the half circle with sign, as 0 to 360. */
function angle(bits: FrameBits, status: number, first: number, count: number, step: number): number | null {
  const value = signedValue(bits, status, first, count, step)
  return value !== null && value < 0 ? value + 360 : value
}

/** Doc 9871, table A-2-16. */
export function readDataLinkCapability(bits: FrameBits): DataLinkCapability {
  return {
    register: '1,0',
    continued: bits.fieldFlag(9),
    overlayCommand: bits.fieldFlag(15),
    acasOperational: bits.fieldFlag(16),
    subnetworkVersion: bits.field(17, 7),
    enhancedProtocol: bits.fieldFlag(24),
    specificServices: bits.fieldFlag(25),
    uplinkElm: bits.field(26, 3),
    downlinkElm: bits.field(29, 4),
    identification: bits.fieldFlag(33),
    squitter: bits.fieldFlag(34),
    surveillanceIdentifier: bits.fieldFlag(35),
    commonUsage: bits.fieldFlag(36),
    acasHybrid: bits.fieldFlag(37),
    acasAdvisories: bits.fieldFlag(38),
    acasVersion: bits.field(39, 2),
    terminals: bits.field(41, 16),
  }
}

/** Registers by their bit in 1,7, from bit 1 (Doc 9871, table A-2-23). */
// prettier-ignore
const COMMON_USAGE = [
  '0,5', '0,6', '0,7', '0,8', '0,9', '0,A', '2,0', '2,1', '4,0', '4,1', '4,2', '4,3',
  '4,4', '4,5', '4,8', '5,0', '5,1', '5,2', '5,3', '5,4', '5,5', '5,6', '5,F', '6,0',
] as const

export function readCommonUsage(bits: FrameBits): CommonUsage {
  return { register: '1,7', supported: COMMON_USAGE.filter((_, n) => bits.fieldFlag(n + 1)) }
}

const TARGET_SOURCES = ['unknown', 'aircraft', 'mcp-fcu', 'fms'] as const
const PRESSURE_BASE_HPA = 800

/** Doc 9871, table A-2-64. */
export function readVerticalIntention(bits: FrameBits): VerticalIntention {
  const modes = bits.fieldFlag(48)
  return {
    register: '4,0',
    mcpAltitudeFt: valued(bits, 1, 2, 12, 16),
    fmsAltitudeFt: valued(bits, 14, 15, 12, 16),
    // Tenths: a whole number divided is the nearest value there is; one multiplied by 0.1 is not.
    pressureHpa: bits.fieldFlag(27) ? (PRESSURE_BASE_HPA * 10 + bits.field(28, 12)) / 10 : null,
    vnav: modes ? bits.fieldFlag(49) : null,
    altitudeHold: modes ? bits.fieldFlag(50) : null,
    approach: modes ? bits.fieldFlag(51) : null,
    targetSource: bits.fieldFlag(54) ? TARGET_SOURCES[bits.field(55, 2)]! : null,
  }
}

/** Doc 9871, table A-2-68. */
export function readRoutineWeather(bits: FrameBits): RoutineWeather {
  const wind = bits.fieldFlag(5)
  return {
    register: '4,4',
    source: bits.field(1, 4),
    windKn: wind ? bits.field(6, 9) : null,
    windFromDeg: wind ? (bits.field(15, 9) * 180) / 256 : null,
    temperatureC: bits.fieldSigned(24, 11) * 0.25,
    pressureHpa: valued(bits, 35, 36, 11, 1),
    turbulence: valued(bits, 47, 48, 2, 1),
    humidityPercent: valued(bits, 50, 51, 6, 100 / 64),
  }
}

/** Doc 9871, table A-2-69. */
export function readWeatherHazard(bits: FrameBits): WeatherHazard {
  return {
    register: '4,5',
    turbulence: valued(bits, 1, 2, 2, 1),
    windShear: valued(bits, 4, 5, 2, 1),
    microburst: valued(bits, 7, 8, 2, 1),
    icing: valued(bits, 10, 11, 2, 1),
    wakeVortex: valued(bits, 13, 14, 2, 1),
    temperatureC: signedValue(bits, 16, 17, 10, 0.25),
    pressureHpa: valued(bits, 27, 28, 11, 1),
    radioHeightFt: valued(bits, 39, 40, 12, 16),
  }
}

/** Doc 9871, table A-2-80. */
export function readTrackAndTurn(bits: FrameBits): TrackAndTurn {
  return {
    register: '5,0',
    rollDeg: signedValue(bits, 1, 2, 10, 45 / 256),
    trackDeg: angle(bits, 12, 13, 11, 90 / 512),
    groundSpeedKn: valued(bits, 24, 25, 10, 2),
    trackRateDegPerSec: signedValue(bits, 35, 36, 10, 8 / 256),
    trueAirspeedKn: valued(bits, 46, 47, 10, 2),
  }
}

/** Doc 9871, table A-2-96. */
export function readHeadingAndSpeed(bits: FrameBits): HeadingAndSpeed {
  return {
    register: '6,0',
    magneticHeadingDeg: angle(bits, 1, 2, 11, 90 / 512),
    indicatedAirspeedKn: valued(bits, 13, 14, 10, 1),
    // 2.048 / 512, in whole thousandths.
    mach: bits.fieldFlag(24) ? (bits.field(25, 10) * 4) / 1000 : null,
    barometricRateFtMin: signedValue(bits, 35, 36, 10, 32),
    inertialRateFtMin: signedValue(bits, 46, 47, 10, 32),
  }
}
