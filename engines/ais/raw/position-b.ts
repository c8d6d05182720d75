import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 18 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 70. */
export interface RawPositionB {
  type: 18
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
  carrierSense: boolean
  display: boolean
  dsc: boolean
  band: boolean
  message22: boolean
  assigned: boolean
  raim: boolean
  radio: number
}

export function readPositionB(b: BitReader): RawPositionB {
  return {
    type: 18,
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
    regional: b.u(139, 2),
    carrierSense: b.flag(141),
    display: b.flag(142),
    dsc: b.flag(143),
    band: b.flag(144),
    message22: b.flag(145),
    assigned: b.flag(146),
    raim: b.flag(147),
    radio: b.u(148, 20),
  }
}

export function writePositionB(w: BitWriter, r: RawPositionB): void {
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
  w.u('regional', r.regional, 2)
  w.flag(r.carrierSense)
  w.flag(r.display)
  w.flag(r.dsc)
  w.flag(r.band)
  w.flag(r.message22)
  w.flag(r.assigned)
  w.flag(r.raim)
  w.u('radio', r.radio, 20)
}
