import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 19 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 71. */
export interface RawPositionBExtended {
  type: 19
  repeat: number
  mmsi: number
  reserved: number
  speed: number
  accuracy: boolean
  lon: number
  lat: number
  course: number
  heading: number
  second: number
  regional: number
  shipName: string
  shipType: number
  toBow: number
  toStern: number
  toPort: number
  toStarboard: number
  epfd: number
  raim: boolean
  dte: number
  assigned: boolean
}

export function readPositionBExtended(b: BitReader): RawPositionBExtended {
  return {
    type: 19,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    reserved: b.u(38, 8),
    speed: b.u(46, 10),
    accuracy: b.flag(56),
    lon: b.i(57, 28),
    lat: b.i(85, 27),
    course: b.u(112, 12),
    heading: b.u(124, 9),
    second: b.u(133, 6),
    regional: b.u(139, 4),
    shipName: b.text(143, 20),
    shipType: b.u(263, 8),
    toBow: b.u(271, 9),
    toStern: b.u(280, 9),
    toPort: b.u(289, 6),
    toStarboard: b.u(295, 6),
    epfd: b.u(301, 4),
    raim: b.flag(305),
    dte: b.u(306, 1),
    assigned: b.flag(307),
  }
}

export function writePositionBExtended(w: BitWriter, r: RawPositionBExtended): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('reserved', r.reserved, 8)
  w.u('speedKn', r.speed, 10)
  w.flag(r.accuracy)
  w.i('lon', r.lon, 28)
  w.i('lat', r.lat, 27)
  w.u('courseDeg', r.course, 12)
  w.u('headingDeg', r.heading, 9)
  w.u('second', r.second, 6)
  w.u('regional', r.regional, 4)
  w.text('shipName', r.shipName, 20)
  w.u('shipType', r.shipType, 8)
  w.u('toBowM', r.toBow, 9)
  w.u('toSternM', r.toStern, 9)
  w.u('toPortM', r.toPort, 6)
  w.u('toStarboardM', r.toStarboard, 6)
  w.u('epfd', r.epfd, 4)
  w.flag(r.raim)
  w.u('dteReady', r.dte, 1)
  w.flag(r.assigned)
  w.spare(4)
}
