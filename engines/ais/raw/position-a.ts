import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Messages 1-3 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 48. */
export interface RawPositionA {
  type: 1 | 2 | 3
  repeat: number
  mmsi: number
  status: number
  turn: number
  speed: number
  accuracy: boolean
  lon: number
  lat: number
  course: number
  heading: number
  second: number
  maneuver: number
  raim: boolean
  radio: number
}

/** Filled by each read: the writers and converters take what they need before the next one. */
const scratch: RawPositionA = {
  type: 1,
  repeat: 0,
  mmsi: 0,
  status: 0,
  turn: 0,
  speed: 0,
  accuracy: false,
  lon: 0,
  lat: 0,
  course: 0,
  heading: 0,
  second: 0,
  maneuver: 0,
  raim: false,
  radio: 0,
}

/** The returned object is overwritten by the next call. */
export function readPositionA(b: BitReader): RawPositionA {
  const r = scratch
  r.type = b.u(0, 6) as 1 | 2 | 3
  r.repeat = b.u(6, 2)
  r.mmsi = b.u(8, 30)
  r.status = b.u(38, 4)
  r.turn = b.i(42, 8)
  r.speed = b.u(50, 10)
  r.accuracy = b.flag(60)
  r.lon = b.i(61, 28)
  r.lat = b.i(89, 27)
  r.course = b.u(116, 12)
  r.heading = b.u(128, 9)
  r.second = b.u(137, 6)
  r.maneuver = b.u(143, 2)
  r.raim = b.flag(148)
  r.radio = b.length >= 168 ? b.u(149, 19) : b.length > 149 ? b.u(149, b.length - 149) : 0
  return r
}

export function writePositionA(w: BitWriter, r: RawPositionA): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('status', r.status, 4)
  w.i('turn', r.turn, 8)
  w.u('speed', r.speed, 10)
  w.flag(r.accuracy)
  w.i('lon', r.lon, 28)
  w.i('lat', r.lat, 27)
  w.u('course', r.course, 12)
  w.u('heading', r.heading, 9)
  w.u('second', r.second, 6)
  w.u('maneuver', r.maneuver, 2)
  w.spare(3)
  w.flag(r.raim)
  w.u('radio', r.radio, 19)
}
