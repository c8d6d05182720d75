import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 23 as transmitted; corners in 1/10 minute. Source: ITU-R M.1371-5 Annex 8 table 75. */
export interface RawGroup {
  type: 23
  repeat: number
  mmsi: number
  neLon: number
  neLat: number
  swLon: number
  swLat: number
  stationType: number
  shipType: number
  txrx: number
  interval: number
  quiet: number
}

export function readGroup(b: BitReader): RawGroup {
  return {
    type: 23,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    neLon: b.i(40, 18),
    neLat: b.i(58, 17),
    swLon: b.i(75, 18),
    swLat: b.i(93, 17),
    stationType: b.u(110, 4),
    shipType: b.u(114, 8),
    txrx: b.u(144, 2),
    interval: b.u(146, 4),
    quiet: b.u(150, 4),
  }
}

export function writeGroup(w: BitWriter, r: RawGroup): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.i('area.northEastLon', r.neLon, 18)
  w.i('area.northEastLat', r.neLat, 17)
  w.i('area.southWestLon', r.swLon, 18)
  w.i('area.southWestLat', r.swLat, 17)
  w.u('stationType', r.stationType, 4)
  w.u('shipType', r.shipType, 8)
  w.spare(22)
  w.u('txrx', r.txrx, 2)
  w.u('interval', r.interval, 4)
  w.u('quietMinutes', r.quiet, 4)
  w.spare(6)
}
