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

/** Filled by each read: the writers and converters take what they need before the next one. */
const scratch: RawPositionB = {
  type: 18,
  repeat: 0,
  mmsi: 0,
  reserved: 0,
  speed: 0,
  accuracy: false,
  lon: 0,
  lat: 0,
  course: 0,
  heading: 0,
  second: 0,
  regional: 0,
  carrierSense: false,
  display: false,
  dsc: false,
  band: false,
  message22: false,
  assigned: false,
  raim: false,
  radio: 0,
}

/** The returned object is overwritten by the next call. */
export function readPositionB(b: BitReader): RawPositionB {
  const r = scratch
  r.repeat = b.u(6, 2)
  r.mmsi = b.u(8, 30)
  r.reserved = b.u(38, 8)
  r.speed = b.u(46, 10)
  r.accuracy = b.flag(56)
  r.lon = b.i(57, 28)
  r.lat = b.i(85, 27)
  r.course = b.u(112, 12)
  r.heading = b.u(124, 9)
  r.second = b.u(133, 6)
  r.regional = b.u(139, 2)
  r.carrierSense = b.flag(141)
  r.display = b.flag(142)
  r.dsc = b.flag(143)
  r.band = b.flag(144)
  r.message22 = b.flag(145)
  r.assigned = b.flag(146)
  r.raim = b.flag(147)
  r.radio = b.u(148, 20)
  return r
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
