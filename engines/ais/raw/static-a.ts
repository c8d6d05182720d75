import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 5 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 52. */
export interface RawStaticA {
  type: 5
  repeat: number
  mmsi: number
  aisVersion: number
  imo: number
  callSign: string
  shipName: string
  shipType: number
  toBow: number
  toStern: number
  toPort: number
  toStarboard: number
  epfd: number
  month: number
  day: number
  hour: number
  minute: number
  draught: number
  destination: string
  /** 0 = ready, as transmitted. */
  dte: number
}

/** Filled by each read: the writers and converters take what they need before the next one. */
const scratch: RawStaticA = {
  type: 5,
  repeat: 0,
  mmsi: 0,
  aisVersion: 0,
  imo: 0,
  callSign: '',
  shipName: '',
  shipType: 0,
  toBow: 0,
  toStern: 0,
  toPort: 0,
  toStarboard: 0,
  epfd: 0,
  month: 0,
  day: 0,
  hour: 0,
  minute: 0,
  draught: 0,
  destination: '',
  dte: 0,
}

/** The returned object is overwritten by the next call. */
export function readStaticA(b: BitReader): RawStaticA {
  const r = scratch
  r.repeat = b.u(6, 2)
  r.mmsi = b.u(8, 30)
  r.aisVersion = b.u(38, 2)
  r.imo = b.u(40, 30)
  r.callSign = b.text(70, 7)
  r.shipName = b.text(112, 20)
  r.shipType = b.u(232, 8)
  r.toBow = b.u(240, 9)
  r.toStern = b.u(249, 9)
  r.toPort = b.u(258, 6)
  r.toStarboard = b.u(264, 6)
  r.epfd = b.u(270, 4)
  r.month = b.u(274, 4)
  r.day = b.u(278, 5)
  r.hour = b.u(283, 5)
  r.minute = b.u(288, 6)
  r.draught = b.u(294, 8)
  r.destination = b.text(302, 20)
  r.dte = b.u(422, 1)
  return r
}

export function writeStaticA(w: BitWriter, r: RawStaticA): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('aisVersion', r.aisVersion, 2)
  w.u('imo', r.imo, 30)
  w.text('callSign', r.callSign, 7)
  w.text('shipName', r.shipName, 20)
  w.u('shipType', r.shipType, 8)
  w.u('toBowM', r.toBow, 9)
  w.u('toSternM', r.toStern, 9)
  w.u('toPortM', r.toPort, 6)
  w.u('toStarboardM', r.toStarboard, 6)
  w.u('epfd', r.epfd, 4)
  w.u('etaMonth', r.month, 4)
  w.u('etaDay', r.day, 5)
  w.u('etaHour', r.hour, 5)
  w.u('etaMinute', r.minute, 6)
  w.u('draughtM', r.draught, 8)
  w.text('destination', r.destination, 20)
  w.u('dteReady', r.dte, 1)
  w.spare(1)
}
