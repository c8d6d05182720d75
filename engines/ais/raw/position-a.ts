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

export function readPositionA(b: BitReader): RawPositionA {
  return {
    type: b.u(0, 6) as 1 | 2 | 3,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    status: b.u(38, 4),
    turn: b.i(42, 8),
    speed: b.u(50, 10),
    accuracy: b.flag(60),
    lon: b.i(61, 28),
    lat: b.i(89, 27),
    course: b.u(116, 12),
    heading: b.u(128, 9),
    second: b.u(137, 6),
    maneuver: b.u(143, 2),
    raim: b.flag(148),
    radio: b.length >= 168 ? b.u(149, 19) : b.length > 149 ? b.u(149, b.length - 149) : 0,
  }
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
