import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 9 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 57. */
export interface RawSarAircraft {
  type: 9
  repeat: number
  mmsi: number
  altitude: number
  speed: number
  accuracy: boolean
  lon: number
  lat: number
  course: number
  second: number
  /** Altitude sensor bit and seven spare bits. */
  regional: number
  dte: number
  assigned: boolean
  raim: boolean
  radio: number
}

export function readSarAircraft(b: BitReader): RawSarAircraft {
  return {
    type: 9,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    altitude: b.u(38, 12),
    speed: b.u(50, 10),
    accuracy: b.flag(60),
    lon: b.i(61, 28),
    lat: b.i(89, 27),
    course: b.u(116, 12),
    second: b.u(128, 6),
    regional: b.u(134, 8),
    dte: b.u(142, 1),
    assigned: b.flag(146),
    raim: b.flag(147),
    radio: b.u(148, 20),
  }
}

export function writeSarAircraft(w: BitWriter, r: RawSarAircraft): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.u('altitudeM', r.altitude, 12)
  w.u('speedKn', r.speed, 10)
  w.flag(r.accuracy)
  w.i('lon', r.lon, 28)
  w.i('lat', r.lat, 27)
  w.u('courseDeg', r.course, 12)
  w.u('second', r.second, 6)
  w.u('regional', r.regional, 8)
  w.u('dteReady', r.dte, 1)
  w.spare(3)
  w.flag(r.assigned)
  w.flag(r.raim)
  w.u('radio', r.radio, 20)
}
