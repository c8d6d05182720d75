import type { FrameBits } from '../bits/frame-bits.ts'
import type { Squitter } from '../message/message.ts'
import type { OtherSquitter } from '../message/status.ts'
import { readAirbornePosition, readIdentification, readNoPosition, readSurfacePosition } from './position.ts'
import { readAircraftStatus, readOperationalStatus, readTargetState } from './status.ts'
import { readVelocity } from './velocity.ts'

/** The 56-bit ME field of DF 17 and 18 by its type code (Doc 9871, C.2.3.1, table C-2). */
export function readSquitter(bits: FrameBits): Squitter {
  const typeCode = bits.field(1, 5)
  if (typeCode === 0) return readNoPosition(bits)
  if (typeCode <= 4) return readIdentification(bits, typeCode)
  if (typeCode <= 8) return readSurfacePosition(bits, typeCode)
  if (typeCode === 19) return readVelocity(bits) ?? other(bits, typeCode)
  if (typeCode <= 22) return readAirbornePosition(bits, typeCode)
  switch (typeCode) {
    case 28:
      return readAircraftStatus(bits) ?? other(bits, typeCode)
    case 29:
      return readTargetState(bits) ?? other(bits, typeCode)
    case 31:
      return readOperationalStatus(bits) ?? other(bits, typeCode)
    default:
      return other(bits, typeCode)
  }
}

function other(bits: FrameBits, typeCode: number): OtherSquitter {
  return { kind: 'other', typeCode, subtype: bits.field(6, 3), me: bits.hex(4, 7) }
}
