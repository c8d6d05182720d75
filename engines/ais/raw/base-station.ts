import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Messages 4 and 11 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 51. */
export interface RawBaseStation {
  type: 4 | 11
  repeat: number
  mmsi: number
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  accuracy: boolean
  lon: number
  lat: number
  epfd: number
  longRangeControl: boolean
  raim: boolean
  radio: number
}

export function readBaseStation(b: BitReader): RawBaseStation {
  return {
    type: b.u(0, 6) as 4 | 11,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    year: b.u(38, 14),
    month: b.u(52, 4),
    day: b.u(56, 5),
    hour: b.u(61, 5),
    minute: b.u(66, 6),
    second: b.u(72, 6),
    accuracy: b.flag(78),
    lon: b.i(79, 28),
    lat: b.i(107, 27),
    epfd: b.u(134, 4),
    longRangeControl: b.flag(138),
    raim: b.flag(148),
    radio: b.u(149, 19),
  }
}

export function writeBaseStation(w: BitWriter, r: RawBaseStation): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('year', r.year, 14)
  w.u('month', r.month, 4)
  w.u('day', r.day, 5)
  w.u('hour', r.hour, 5)
  w.u('minute', r.minute, 6)
  w.u('second', r.second, 6)
  w.flag(r.accuracy)
  w.i('lon', r.lon, 28)
  w.i('lat', r.lat, 27)
  w.u('epfd', r.epfd, 4)
  w.flag(r.longRangeControl)
  w.spare(9)
  w.flag(r.raim)
  w.u('radio', r.radio, 19)
}
