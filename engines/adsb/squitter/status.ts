import type { FrameBits } from '../bits/frame-bits.ts'
import { squawkOf } from '../codes/squawk.ts'
import type {
  EmergencyStatus,
  OperationalStatus,
  ResolutionAdvisory,
  TargetState,
  TargetStateV1,
} from '../message/status.ts'
import { readAdvisory } from './advisory.ts'

/** Type code 28 (Doc 9871, C.2.3.8, register 6,1); null for the reserved subtypes. */
export function readAircraftStatus(bits: FrameBits): EmergencyStatus | ResolutionAdvisory | null {
  switch (bits.field(6, 3)) {
    case 1:
      return {
        kind: 'emergency-status',
        emergency: bits.field(9, 3),
        squawk: squawkOf(bits.field(12, 13)),
      }
    case 2:
      return { kind: 'resolution-advisory', ...readAdvisory(bits) }
    default:
      return null
  }
}

/** Type code 29 (Doc 9871, C.2.3.9 and B.2.3.9, register 6,2); null for the reserved subtypes. */
export function readTargetState(bits: FrameBits): TargetState | TargetStateV1 | null {
  switch (bits.field(6, 2)) {
    case 0:
      return readVersion1(bits)
    case 1:
      return readVersion2(bits)
    default:
      return null
  }
}

export const SELECTED_ALTITUDE_STEP_FT = 32
export const PRESSURE_STEP_HPA = 0.8
export const PRESSURE_BASE_HPA = 800

function readVersion2(bits: FrameBits): TargetState {
  const altitude = bits.field(10, 11)
  const pressure = bits.field(21, 9)
  const modes = bits.fieldFlag(47)
  return {
    kind: 'target-state',
    silPerSample: bits.fieldFlag(8),
    selectedAltitudeSource: bits.fieldFlag(9) ? 'fms' : 'mcp-fcu',
    selectedAltitudeFt: altitude === 0 ? null : (altitude - 1) * SELECTED_ALTITUDE_STEP_FT,
    pressureHpa: pressure === 0 ? null : PRESSURE_BASE_HPA + (pressure - 1) * PRESSURE_STEP_HPA,
    selectedHeadingDeg: bits.fieldFlag(30) ? (bits.field(31, 9) * 180) / 256 : null,
    nacP: bits.field(40, 4),
    nicBaro: bits.fieldFlag(44),
    sil: bits.field(45, 2),
    autopilot: modes ? bits.fieldFlag(48) : null,
    vnav: modes ? bits.fieldFlag(49) : null,
    altitudeHold: modes ? bits.fieldFlag(50) : null,
    approach: modes ? bits.fieldFlag(52) : null,
    lnav: modes ? bits.fieldFlag(54) : null,
    acasOperational: bits.fieldFlag(53),
  }
}

function readVersion1(bits: FrameBits): TargetStateV1 {
  const verticalSource = bits.field(8, 2)
  const horizontalSource = bits.field(26, 2)
  const altitude = bits.field(16, 10)
  const angle = bits.field(28, 9)
  return {
    kind: 'target-state-v1',
    verticalSource,
    altitudeMsl: bits.fieldFlag(10),
    // Codes above 1,010 (100,000 ft) are invalid (B.2.3.9.7).
    targetAltitudeFt: verticalSource === 0 || altitude > 1010 ? null : altitude * 100 - 1000,
    horizontalSource,
    targetAngleDeg: horizontalSource === 0 || angle >= 360 ? null : angle,
    angleIs: bits.fieldFlag(37) ? 'track' : 'heading',
    nacP: bits.field(40, 4),
    nicBaro: bits.fieldFlag(44),
    sil: bits.field(45, 2),
    emergency: bits.field(54, 3),
  }
}

/** Type code 31, subtypes 0 and 1 (Doc 9871, C.2.3.10, register 6,5); null for the reserved subtypes. */
export function readOperationalStatus(bits: FrameBits): OperationalStatus | null {
  const subtype = bits.field(6, 3)
  if (subtype > 1) return null
  const surface = subtype === 1
  const version = bits.field(41, 3)
  const one = version >= 1
  const two = version >= 2
  return {
    kind: 'operational-status',
    surface,
    version,
    capability: surface ? bits.field(9, 12) : bits.field(9, 16),
    operationalMode: bits.field(25, 16),
    nicSupplementA: one ? bits.fieldFlag(44) : null,
    nicSupplementC: two && surface ? bits.fieldFlag(20) : null,
    nacP: one ? bits.field(45, 4) : null,
    gva: one && !surface ? bits.field(49, 2) : null,
    sil: one ? bits.field(51, 2) : null,
    silPerSample: two ? bits.fieldFlag(55) : null,
    nicBaro: one && !surface ? bits.fieldFlag(53) : null,
    surfaceAngleIsHeading: one && surface ? bits.fieldFlag(53) : null,
    headingReference: one ? (bits.fieldFlag(54) ? 'magnetic' : 'true') : null,
    sizeCode: one && surface ? bits.field(21, 4) : null,
  }
}
