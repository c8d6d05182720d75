import type { FrameBits } from '../bits/frame-bits.ts'
import { altitudeFeet13 } from '../codes/altitude.ts'
import type { AdvisoryFields, Threat } from '../message/status.ts'

/** Advisory fields from bit 9 of the 56-bit field (Annex 10 Vol IV, 4.3.8.4.2.2.1; Doc 9871, C.2.3.8.2). */
export function readAdvisory(bits: FrameBits): AdvisoryFields {
  return {
    advisory: bits.field(9, 14),
    complement: bits.field(23, 4),
    terminated: bits.fieldFlag(27),
    multipleThreats: bits.fieldFlag(28),
    threat: readThreat(bits),
  }
}

/** Threat identity data of the types 1 (an address) and 2 (altitude, range, bearing). */
function readThreat(bits: FrameBits): Threat {
  switch (bits.field(29, 2)) {
    case 0:
      return { by: 'none' }
    case 1:
      return { by: 'address', address: bits.field(31, 24) }
    case 2:
      return {
        by: 'place',
        altitudeFt: altitudeFeet13(bits.field(31, 13)),
        rangeNm: rangeNm(bits.field(44, 7)),
        bearingDeg: bearingDeg(bits.field(51, 6)),
      }
    default:
      return { by: 'reserved' }
  }
}

/** 0 no estimate; 1 under 0.05 NM; 127 over 12.55 NM; else (n - 1) / 10 (Annex 10 Vol IV, 4.3.8.4.2.2.1.6.3.2). */
function rangeNm(code: number): number | null {
  return code === 0 ? null : (code - 1) / 10
}

/** 0 no estimate, 1 to 60 the middle of a 6-degree sector, clockwise from the own heading; others are not used. */
function bearingDeg(code: number): number | null {
  return code === 0 || code > 60 ? null : code * 6 - 3
}
