import type { Containment } from '../quality/containment.ts'

/** A believed position. */
export interface AircraftPosition extends Containment {
  lat: number
  lon: number
  timeMs: number
  surface: boolean
  /** False for the very first, which no second pair of reports has confirmed yet. */
  confirmed: boolean
}

/** The latest of everything one sender said; null where it said nothing yet. Times are those given to `update`. */
export interface Aircraft {
  address: number
  addressKind: 'icao' | 'other'
  firstSeenMs: number
  lastSeenMs: number
  messages: number
  callsign: string | null
  /** 'A0' to 'D7' */
  category: string | null
  squawk: string | null
  /** Emergency state of type code 28; 0 none. */
  emergency: number | null
  alert: boolean | null
  spi: boolean | null
  onGround: boolean | null
  altitudeFt: number | null
  geometricAltitudeFt: number | null
  groundSpeedKn: number | null
  trackDeg: number | null
  /** As said in type code 19 or on the surface; see `version` for its north. */
  headingDeg: number | null
  airspeedKn: number | null
  airspeedType: 'indicated' | 'true' | null
  verticalRateFtMin: number | null
  /** When ground speed and track were last said. */
  velocityMs: number | null
  position: AircraftPosition | null
  /** Position reports not believed: beyond the receiver's range, or an impossible jump. */
  rejectedPositions: number
  /** ADS-B version of the operational status; until one is heard the sender counts as version 0. */
  version: number | null
  nicSupplementA: boolean | null
  nicSupplementC: boolean | null
  nacP: number | null
  sil: number | null
}

export function newAircraft(address: number, addressKind: 'icao' | 'other', timeMs: number): Aircraft {
  return {
    address,
    addressKind,
    firstSeenMs: timeMs,
    lastSeenMs: timeMs,
    messages: 0,
    callsign: null,
    category: null,
    squawk: null,
    emergency: null,
    alert: null,
    spi: null,
    onGround: null,
    altitudeFt: null,
    geometricAltitudeFt: null,
    groundSpeedKn: null,
    trackDeg: null,
    headingDeg: null,
    airspeedKn: null,
    airspeedType: null,
    verticalRateFtMin: null,
    velocityMs: null,
    position: null,
    rejectedPositions: 0,
    version: null,
    nicSupplementA: null,
    nicSupplementC: null,
    nacP: null,
    sil: null,
  }
}
