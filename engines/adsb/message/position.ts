import type { EmitterCategory } from '../codes/emitter.ts'

/** Compact position report as transmitted (Doc 9871, C.2.6): a pair, or a known place nearby, makes it a position. */
export interface CprFields {
  /** False for an even (F = 0), true for an odd report. */
  cprOdd: boolean
  /** 17 bits each: 1/131,072 of a latitude zone and of a longitude zone. */
  cprLat: number
  cprLon: number
}

/** Type codes 1 to 4. */
export interface Identification {
  kind: 'identification'
  typeCode: number
  /** 'A0' to 'D7': EMITTER_CATEGORIES says what. */
  category: EmitterCategory
  /** '' when not available; null when it holds a character that identifications do not have. */
  callsign: string | null
}

/** Type codes 5 to 8. */
export interface SurfacePosition extends CprFields {
  kind: 'surface-position'
  typeCode: number
  /** The movement code as transmitted. */
  movement: number
  /** Lower edge of the movement code's step; null when not available or reserved. */
  groundSpeedKn: number | null
  /** Degrees clockwise from north, steps of 360/128; null when marked invalid. */
  trackDeg: number | null
  timeSynchronised: boolean
}

/** Type codes 9 to 18 and 20 to 22. */
export interface AirbornePosition extends CprFields {
  kind: 'airborne-position'
  typeCode: number
  /** 0 no condition, 1 permanent alert (emergency), 2 temporary alert (new squawk), 3 special position identification. */
  surveillanceStatus: number
  /** Bit 8: single antenna in versions 0 and 1, NIC supplement B in version 2. */
  nicSupplementB: boolean
  altitudeFt: number | null
  /** Pressure altitude (type codes 9 to 18), or height above the WGS-84 ellipsoid (20 to 22). */
  altitudeSource: 'barometric' | 'geometric'
  timeSynchronised: boolean
}

/** Type code 0: no position; an airborne sender may still say its pressure altitude. */
export interface NoPosition {
  kind: 'no-position'
  typeCode: 0
  altitudeFt: number | null
}

interface VerticalRate {
  intentChange: boolean
  /** Version 0 and 1 only: may take part in conflict detection. */
  ifrCapable: boolean
  /** Navigation uncertainty (version 0) or accuracy category (1, 2) of velocity as transmitted. */
  nacV: number
  verticalRateSource: 'geometric' | 'barometric'
  /** Up positive, steps of 64; 32,608 = that or more. */
  verticalRateFtMin: number | null
  /** Geometric height less pressure altitude, steps of 25; 3,150 = more than 3,137.5. */
  geometricMinusBarometricFt: number | null
}

/** Type code 19, subtypes 1 and 2 (supersonic: steps of 4 kt). */
export interface GroundVelocity extends VerticalRate {
  kind: 'ground-velocity'
  subtype: 1 | 2
  /** Null when not available; 1,022 (4,088) = more than 1,021.5 (4,086). */
  eastKn: number | null
  northKn: number | null
  groundSpeedKn: number | null
  /** True degrees; null too while standing still. */
  trackDeg: number | null
}

/** Type code 19, subtypes 3 and 4 (supersonic: steps of 4 kt). */
export interface AirVelocity extends VerticalRate {
  kind: 'air-velocity'
  subtype: 3 | 4
  /** Degrees from magnetic north (versions 0, 1) or as the operational status says (2). */
  headingDeg: number | null
  airspeedKn: number | null
  airspeedType: 'indicated' | 'true'
}
