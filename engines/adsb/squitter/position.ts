import type { FrameBits } from '../bits/frame-bits.ts'
import { altitudeFeet12 } from '../codes/altitude.ts'
import { readCallsign } from '../codes/callsign.ts'
import { emitterCategory } from '../codes/emitter.ts'
import { movementKn } from '../codes/movement.ts'
import type { AirbornePosition, Identification, NoPosition, SurfacePosition } from '../message/position.ts'

/** Type codes 1 to 4 (Doc 9871, C.2.3.4, register 0,8). */
export function readIdentification(bits: FrameBits, typeCode: number): Identification {
  return {
    kind: 'identification',
    typeCode,
    category: emitterCategory(typeCode, bits.field(6, 3)),
    callsign: readCallsign(bits),
  }
}

/** Type codes 5 to 8 (Doc 9871, C.2.3.3, register 0,6). */
export function readSurfacePosition(bits: FrameBits, typeCode: number): SurfacePosition {
  const movement = bits.field(6, 7)
  return {
    kind: 'surface-position',
    typeCode,
    movement,
    groundSpeedKn: movementKn(movement),
    trackDeg: bits.fieldFlag(13) ? (bits.field(14, 7) * 360) / 128 : null,
    timeSynchronised: bits.fieldFlag(21),
    cprOdd: bits.fieldFlag(22),
    cprLat: bits.field(23, 17),
    cprLon: bits.field(40, 17),
  }
}

/** Lowest type code whose altitude is the geometric height. */
const GEOMETRIC_TYPE_CODE = 20

/**
 * Type codes 9 to 18 and 20 to 22 (Doc 9871, C.2.3.2, register 0,5). The height of 20 to 22 has the same code in feet as the
 * pressure altitude (C.2.3.2.4; DO-260B 2.2.3.2.3.4).
 */
export function readAirbornePosition(bits: FrameBits, typeCode: number): AirbornePosition {
  return {
    kind: 'airborne-position',
    typeCode,
    surveillanceStatus: bits.field(6, 2),
    nicSupplementB: bits.fieldFlag(8),
    altitudeFt: altitudeFeet12(bits.field(9, 12)),
    altitudeSource: typeCode >= GEOMETRIC_TYPE_CODE ? 'geometric' : 'barometric',
    timeSynchronised: bits.fieldFlag(21),
    cprOdd: bits.fieldFlag(22),
    cprLat: bits.field(23, 17),
    cprLon: bits.field(40, 17),
  }
}

/** Type code 0 (Doc 9871, C.2.3.1): the rest of the field is zero or, in the air, the altitude. */
export function readNoPosition(bits: FrameBits): NoPosition {
  return { kind: 'no-position', typeCode: 0, altitudeFt: altitudeFeet12(bits.field(9, 12)) }
}
