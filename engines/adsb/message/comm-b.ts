import type { AdvisoryFields } from './status.ts'

/** Register 1,0: data link capability (Doc 9871, A.2.5.4.1). */
export interface DataLinkCapability {
  register: '1,0'
  continued: boolean
  overlayCommand: boolean
  acasOperational: boolean
  subnetworkVersion: number
  enhancedProtocol: boolean
  specificServices: boolean
  uplinkElm: number
  downlinkElm: number
  identification: boolean
  squitter: boolean
  surveillanceIdentifier: boolean
  commonUsage: boolean
  acasHybrid: boolean
  acasAdvisories: boolean
  acasVersion: number
  /** 16 bits, one a data terminal. */
  terminals: number
}

/** Register 1,7: registers serviced for common use, e.g. '4,0' (Doc 9871, A.2.1.2, table A-2-23). */
export interface CommonUsage {
  register: '1,7'
  supported: readonly string[]
}

/** Register 2,0. */
export interface AircraftIdentification {
  register: '2,0'
  callsign: string
}

/** Register 3,0. */
export interface ActiveAdvisory extends AdvisoryFields {
  register: '3,0'
}

/** Register 4,0: selected vertical intention. */
export interface VerticalIntention {
  register: '4,0'
  mcpAltitudeFt: number | null
  fmsAltitudeFt: number | null
  pressureHpa: number | null
  /** Null when the mode bits are not provided; so all three. */
  vnav: boolean | null
  altitudeHold: boolean | null
  approach: boolean | null
  targetSource: 'unknown' | 'aircraft' | 'mcp-fcu' | 'fms' | null
}

/** Register 4,4: routine meteorological report. */
export interface RoutineWeather {
  register: '4,4'
  /** 1 INS, 2 GNSS, 3 DME/DME, 4 VOR/DME. */
  source: number
  windKn: number | null
  windFromDeg: number | null
  temperatureC: number
  pressureHpa: number | null
  turbulence: number | null
  humidityPercent: number | null
}

/** Register 4,5: meteorological hazard; each hazard 0 none, 1 light, 2 moderate, 3 severe. */
export interface WeatherHazard {
  register: '4,5'
  turbulence: number | null
  windShear: number | null
  microburst: number | null
  icing: number | null
  wakeVortex: number | null
  temperatureC: number | null
  pressureHpa: number | null
  radioHeightFt: number | null
}

/** Register 5,0: track and turn. */
export interface TrackAndTurn {
  register: '5,0'
  rollDeg: number | null
  trackDeg: number | null
  groundSpeedKn: number | null
  trackRateDegPerSec: number | null
  trueAirspeedKn: number | null
}

/** Register 6,0: heading and speed. */
export interface HeadingAndSpeed {
  register: '6,0'
  magneticHeadingDeg: number | null
  indicatedAirspeedKn: number | null
  mach: number | null
  barometricRateFtMin: number | null
  inertialRateFtMin: number | null
}

export type RegisterContent =
  | DataLinkCapability
  | CommonUsage
  | AircraftIdentification
  | ActiveAdvisory
  | VerticalIntention
  | RoutineWeather
  | WeatherHazard
  | TrackAndTurn
  | HeadingAndSpeed

/**
 * A 56-bit Comm-B field. The reply does not say which register it is: `readings` are all that its bits and plausible
 * values allow, the likeliest first; none when it is no register read here; more than one means ambiguous.
 */
export interface CommB {
  /** Hexadecimal. */
  mb: string
  readings: RegisterContent[]
  /** True when the field is all zero: the register is not serviced. */
  empty: boolean
}
