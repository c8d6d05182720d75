/** Type code 28, subtype 1 (Doc 9871, C.2.3.8). */
export interface EmergencyStatus {
  kind: 'emergency-status'
  /** 0 none, 1 general, 2 medical, 3 minimum fuel, 4 no communications, 5 unlawful interference, 6 downed, 7 reserved. */
  emergency: number
  squawk: string
}

/** ACAS resolution advisory: type code 28 subtype 2, register 3,0 and the MV field of DF 16 (Annex 10 Vol IV, 4.3.8.4.2.2.1). */
export interface AdvisoryFields {
  /** 14 bits as transmitted: what they say depends on the first and on `multipleThreats`. */
  advisory: number
  /** Do not: 8 pass below, 4 pass above, 2 turn left, 1 turn right. */
  complement: number
  /** The advisory has ended; it is kept for 18 s. */
  terminated: boolean
  multipleThreats: boolean
  threat: Threat
}

export interface ResolutionAdvisory extends AdvisoryFields {
  kind: 'resolution-advisory'
}

export type Threat =
  | { by: 'none' }
  | { by: 'address'; address: number }
  | {
      by: 'place'
      /** Null when not available, as for the others. */
      altitudeFt: number | null
      rangeNm: number | null
      bearingDeg: number | null
    }
  | { by: 'reserved' }

/** Type code 29, subtype 1: version 2 (Doc 9871, C.2.3.9). */
export interface TargetState {
  kind: 'target-state'
  silPerSample: boolean
  selectedAltitudeSource: 'mcp-fcu' | 'fms'
  selectedAltitudeFt: number | null
  pressureHpa: number | null
  selectedHeadingDeg: number | null
  nacP: number
  nicBaro: boolean
  sil: number
  /** Null when the mode bits are marked as not set; so all five. */
  autopilot: boolean | null
  vnav: boolean | null
  altitudeHold: boolean | null
  approach: boolean | null
  lnav: boolean | null
  acasOperational: boolean
}

/** Type code 29, subtype 0: version 1 (Doc 9871, B.2.3.9). */
export interface TargetStateV1 {
  kind: 'target-state-v1'
  /** 0 none, 1 MCP/FCU, 2 altitude hold, 3 FMS. */
  verticalSource: number
  /** True: above mean sea level, false: flight level. */
  altitudeMsl: boolean
  targetAltitudeFt: number | null
  horizontalSource: number
  targetAngleDeg: number | null
  angleIs: 'heading' | 'track'
  nacP: number
  nicBaro: boolean
  sil: number
  emergency: number
}

/** Type code 31 (Doc 9871, C.2.3.10). */
export interface OperationalStatus {
  kind: 'operational-status'
  surface: boolean
  /** 0, 1, 2; higher is not yet defined. */
  version: number
  /** As transmitted: 16 bits airborne, 12 bits on the surface. */
  capability: number
  operationalMode: number
  /** Versions 1 and 2; null for 0, as for all below. */
  nicSupplementA: boolean | null
  /** Version 2, surface only. */
  nicSupplementC: boolean | null
  nacP: number | null
  /** Version 2, airborne: geometric vertical accuracy; version 1: barometric altitude quality. */
  gva: number | null
  sil: number | null
  /** Version 2. */
  silPerSample: boolean | null
  /** Airborne only. */
  nicBaro: boolean | null
  /** Surface only: true when the angle of surface positions is a heading, not a track. */
  surfaceAngleIsHeading: boolean | null
  /** Horizontal reference of headings. */
  headingReference: 'true' | 'magnetic' | null
  /** Surface only: the length and width code (Doc 9871, C.2.3.10.11). */
  sizeCode: number | null
}

/** A type code or subtype that has no decoded form here (reserved, test, surface system): kept as bytes. */
export interface OtherSquitter {
  kind: 'other'
  typeCode: number
  subtype: number
  /** The 56-bit ME field, hexadecimal. */
  me: string
}
