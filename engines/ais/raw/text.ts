import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

const ADDRESSED_TEXT_AT = 72
const TEXT_AT = 40

/** Message 10 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 58. */
export interface RawUtcInquiry {
  type: 10
  repeat: number
  mmsi: number
  destMmsi: number
}

export function readUtcInquiry(b: BitReader): RawUtcInquiry {
  return { type: 10, repeat: b.u(6, 2), mmsi: b.u(8, 30), destMmsi: b.u(40, 30) }
}

export function writeUtcInquiry(w: BitWriter, r: RawUtcInquiry): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.u('destMmsi', r.destMmsi, 30)
  w.spare(2)
}

/** Message 12 as transmitted. Source: table 60. */
export interface RawAddressedText {
  type: 12
  repeat: number
  mmsi: number
  seqno: number
  destMmsi: number
  retransmit: boolean
  text: string
}

export function readAddressedText(b: BitReader): RawAddressedText {
  return {
    type: 12,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    seqno: b.u(38, 2),
    destMmsi: b.u(40, 30),
    retransmit: b.flag(70),
    text: b.text(ADDRESSED_TEXT_AT, Math.floor((b.length - ADDRESSED_TEXT_AT) / 6)),
  }
}

export function writeAddressedText(w: BitWriter, r: RawAddressedText): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('seqno', r.seqno, 2)
  w.u('destMmsi', r.destMmsi, 30)
  w.flag(r.retransmit)
  w.spare(1)
  w.text('text', r.text, r.text.length)
}

/** Message 14 as transmitted. Source: table 62. */
export interface RawBroadcastText {
  type: 14
  repeat: number
  mmsi: number
  text: string
}

export function readBroadcastText(b: BitReader): RawBroadcastText {
  return {
    type: 14,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    text: b.text(TEXT_AT, Math.floor((b.length - TEXT_AT) / 6)),
  }
}

export function writeBroadcastText(w: BitWriter, r: RawBroadcastText): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.text('text', r.text, r.text.length)
}
