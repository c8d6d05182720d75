import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 24 part A as transmitted. Source: ITU-R M.1371-5 Annex 8 table 76. */
export interface RawStaticBPartA {
  type: 24
  repeat: number
  mmsi: number
  part: 0
  shipName: string
}

/** Message 24 part B as transmitted. Source: table 77. */
export interface RawStaticBPartB {
  type: 24
  repeat: number
  mmsi: number
  part: 1
  shipType: number
  /** Three characters; editions before -4 had seven here, see `vendorLong`. */
  vendor: string
  /** Bits 48-89 read as seven characters, the form before edition -4. */
  vendorLong: string
  model: number
  serial: number
  callSign: string
  toBow: number
  toStern: number
  toPort: number
  toStarboard: number
  mothership: number
  epfd: number
}

/** MMSI of a craft associated with a parent ship: 98MIDxxxx (ITU-R M.585 Annex 1 §3). */
export function isAuxiliaryCraft(mmsi: number): boolean {
  return Math.floor(mmsi / 10_000_000) === 98
}

export function readStaticBPartA(b: BitReader): RawStaticBPartA {
  return { type: 24, repeat: b.u(6, 2), mmsi: b.u(8, 30), part: 0, shipName: b.text(40, 20) }
}

export function readStaticBPartB(b: BitReader): RawStaticBPartB {
  const mmsi = b.u(8, 30)
  const auxiliary = isAuxiliaryCraft(mmsi)
  return {
    type: 24,
    repeat: b.u(6, 2),
    mmsi,
    part: 1,
    shipType: b.u(40, 8),
    vendor: b.text(48, 3),
    vendorLong: b.text(48, 7),
    model: b.u(66, 4),
    serial: b.u(70, 20),
    callSign: b.text(90, 7),
    toBow: auxiliary ? 0 : b.u(132, 9),
    toStern: auxiliary ? 0 : b.u(141, 9),
    toPort: auxiliary ? 0 : b.u(150, 6),
    toStarboard: auxiliary ? 0 : b.u(156, 6),
    mothership: auxiliary ? b.u(132, 30) : 0,
    epfd: b.u(162, 4),
  }
}

export function writeStaticBPartA(w: BitWriter, r: RawStaticBPartA): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('part', r.part, 2)
  w.text('shipName', r.shipName, 20)
  w.spare(8)
}

export function writeStaticBPartB(w: BitWriter, r: RawStaticBPartB): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('part', r.part, 2)
  w.u('shipType', r.shipType, 8)
  w.text('vendorId', r.vendor, 3)
  w.u('unitModel', r.model, 4)
  w.u('unitSerial', r.serial, 20)
  w.text('callSign', r.callSign, 7)
  if (isAuxiliaryCraft(r.mmsi)) {
    w.u('mothershipMmsi', r.mothership, 30)
  } else {
    w.u('toBowM', r.toBow, 9)
    w.u('toSternM', r.toStern, 9)
    w.u('toPortM', r.toPort, 6)
    w.u('toStarboardM', r.toStarboard, 6)
  }
  w.u('epfd', r.epfd, 4)
  w.spare(2)
}
