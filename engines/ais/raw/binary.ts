import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** First bit of the application data in messages 6 and 8. */
export const ADDRESSED_DATA_AT = 88
export const BROADCAST_DATA_AT = 56

/** Message 6 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 53 and Annex 5 §2. */
export interface RawAddressedBinary {
  type: 6
  repeat: number
  mmsi: number
  seqno: number
  destMmsi: number
  retransmit: boolean
  dac: number
  fid: number
  bits: number
  data: Uint8Array
}

export function readAddressedBinary(b: BitReader): RawAddressedBinary {
  const bits = b.length - ADDRESSED_DATA_AT
  return {
    type: 6,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    seqno: b.u(38, 2),
    destMmsi: b.u(40, 30),
    retransmit: b.flag(70),
    dac: b.u(72, 10),
    fid: b.u(82, 6),
    bits,
    data: b.copy(ADDRESSED_DATA_AT, bits),
  }
}

export function writeAddressedBinary(w: BitWriter, r: RawAddressedBinary): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('seqno', r.seqno, 2)
  w.u('destMmsi', r.destMmsi, 30)
  w.flag(r.retransmit)
  w.spare(1)
  w.u('dac', r.dac, 10)
  w.u('fid', r.fid, 6)
  w.data('data', r.data, r.bits)
}

/** Message 8 as transmitted. Source: table 56. */
export interface RawBroadcastBinary {
  type: 8
  repeat: number
  mmsi: number
  dac: number
  fid: number
  bits: number
  data: Uint8Array
}

export function readBroadcastBinary(b: BitReader): RawBroadcastBinary {
  const bits = b.length - BROADCAST_DATA_AT
  return {
    type: 8,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    dac: b.u(40, 10),
    fid: b.u(50, 6),
    bits,
    data: b.copy(BROADCAST_DATA_AT, bits),
  }
}

export function writeBroadcastBinary(w: BitWriter, r: RawBroadcastBinary): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.u('dac', r.dac, 10)
  w.u('fid', r.fid, 6)
  w.data('data', r.data, r.bits)
}
