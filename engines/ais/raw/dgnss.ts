import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

const DATA_AT = 80

/** Message 17 as transmitted; lon and lat in 1/10 minute. Source: ITU-R M.1371-5 Annex 8 table 66. */
export interface RawDgnss {
  type: 17
  repeat: number
  mmsi: number
  lon: number
  lat: number
  bits: number
  data: Uint8Array
}

export function readDgnss(b: BitReader): RawDgnss {
  const bits = b.length - DATA_AT
  return {
    type: 17,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    lon: b.i(40, 18),
    lat: b.i(58, 17),
    bits,
    data: b.copy(DATA_AT, bits),
  }
}

export function writeDgnss(w: BitWriter, r: RawDgnss): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.i('lon', r.lon, 18)
  w.i('lat', r.lat, 17)
  w.spare(5)
  w.data('data', r.data, r.bits)
}
