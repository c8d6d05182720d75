import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 27 as transmitted; lon and lat in 1/10 minute. Source: ITU-R M.1371-5 Annex 8 table 82. */
export interface RawLongRange {
  type: 27
  repeat: number
  mmsi: number
  accuracy: boolean
  raim: boolean
  status: number
  lon: number
  lat: number
  speed: number
  course: number
  latency: boolean
}

export function readLongRange(b: BitReader): RawLongRange {
  return {
    type: 27,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    accuracy: b.flag(38),
    raim: b.flag(39),
    status: b.u(40, 4),
    lon: b.i(44, 18),
    lat: b.i(62, 17),
    speed: b.u(79, 6),
    course: b.u(85, 9),
    latency: b.flag(94),
  }
}

export function writeLongRange(w: BitWriter, r: RawLongRange): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.flag(r.accuracy)
  w.flag(r.raim)
  w.u('status', r.status, 4)
  w.i('lon', r.lon, 18)
  w.i('lat', r.lat, 17)
  w.u('speedKn', r.speed, 6)
  w.u('courseDeg', r.course, 9)
  w.flag(r.latency)
  w.spare(1)
}
