import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 15 as transmitted; parts beyond the end are −1. Source: ITU-R M.1371-5 Annex 8 table 63. */
export interface RawInterrogation {
  type: 15
  repeat: number
  mmsi: number
  mmsi1: number
  type11: number
  offset11: number
  type12: number
  offset12: number
  mmsi2: number
  type21: number
  offset21: number
}

/** Bits up to which each part must reach to be there (the trailing spare bits may be cut). */
const SECOND_REQUEST_BITS = 108
const OTHER_STATION_BITS = 158

export function readInterrogation(b: BitReader): RawInterrogation {
  const second = b.length >= SECOND_REQUEST_BITS
  const other = b.length >= OTHER_STATION_BITS
  return {
    type: 15,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    mmsi1: b.u(40, 30),
    type11: b.u(70, 6),
    offset11: b.u(76, 12),
    type12: second ? b.u(90, 6) : -1,
    offset12: second ? b.u(96, 12) : -1,
    mmsi2: other ? b.u(110, 30) : -1,
    type21: other ? b.u(140, 6) : -1,
    offset21: other ? b.u(146, 12) : -1,
  }
}

export function writeInterrogation(w: BitWriter, r: RawInterrogation): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.u('firstMmsi', r.mmsi1, 30)
  w.u('firstType', r.type11, 6)
  w.u('firstOffset', r.offset11, 12)
  if (r.type12 < 0 && r.mmsi2 < 0) return
  w.spare(2)
  w.u('secondType', Math.max(0, r.type12), 6)
  w.u('secondOffset', Math.max(0, r.offset12), 12)
  w.spare(2)
  if (r.mmsi2 < 0) return
  w.u('otherMmsi', r.mmsi2, 30)
  w.u('otherType', r.type21, 6)
  w.u('otherOffset', r.offset21, 12)
  w.spare(2)
}
