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

/** Filled by each read: the writers and converters take what they need before the next one. */
const scratch: RawBaseStation = {
  type: 4,
  repeat: 0,
  mmsi: 0,
  year: 0,
  month: 0,
  day: 0,
  hour: 0,
  minute: 0,
  second: 0,
  accuracy: false,
  lon: 0,
  lat: 0,
  epfd: 0,
  longRangeControl: false,
  raim: false,
  radio: 0,
}

/** The returned object is overwritten by the next call. */
export function readBaseStation(b: BitReader): RawBaseStation {
  const r = scratch
  r.type = b.u(0, 6) as 4 | 11
  r.repeat = b.u(6, 2)
  r.mmsi = b.u(8, 30)
  r.year = b.u(38, 14)
  r.month = b.u(52, 4)
  r.day = b.u(56, 5)
  r.hour = b.u(61, 5)
  r.minute = b.u(66, 6)
  r.second = b.u(72, 6)
  r.accuracy = b.flag(78)
  r.lon = b.i(79, 28)
  r.lat = b.i(107, 27)
  r.epfd = b.u(134, 4)
  r.longRangeControl = b.flag(138)
  r.raim = b.flag(148)
  r.radio = b.u(149, 19)
  return r
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
