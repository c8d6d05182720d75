import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Message 22 as transmitted; corners in 1/10 minute. Source: ITU-R M.1371-5 Annex 8 table 74. */
export interface RawChannel {
  type: 22
  repeat: number
  mmsi: number
  channelA: number
  channelB: number
  txrx: number
  power: boolean
  addressed: boolean
  neLon: number
  neLat: number
  swLon: number
  swLat: number
  dest1: number
  dest2: number
  bandA: boolean
  bandB: boolean
  zoneSize: number
}

export function readChannel(b: BitReader): RawChannel {
  const addressed = b.flag(139)
  return {
    type: 22,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    channelA: b.u(40, 12),
    channelB: b.u(52, 12),
    txrx: b.u(64, 4),
    power: b.flag(68),
    addressed,
    neLon: addressed ? 0 : b.i(69, 18),
    neLat: addressed ? 0 : b.i(87, 17),
    swLon: addressed ? 0 : b.i(104, 18),
    swLat: addressed ? 0 : b.i(122, 17),
    dest1: addressed ? b.u(69, 30) : 0,
    dest2: addressed ? b.u(104, 30) : 0,
    bandA: b.flag(140),
    bandB: b.flag(141),
    zoneSize: b.u(142, 3),
  }
}

export function writeChannel(w: BitWriter, r: RawChannel): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  w.u('channelA', r.channelA, 12)
  w.u('channelB', r.channelB, 12)
  w.u('txrx', r.txrx, 4)
  w.flag(r.power)
  if (r.addressed) {
    w.u('firstMmsi', r.dest1, 30)
    w.spare(5)
    w.u('secondMmsi', r.dest2, 30)
    w.spare(5)
  } else {
    w.i('area.northEastLon', r.neLon, 18)
    w.i('area.northEastLat', r.neLat, 17)
    w.i('area.southWestLon', r.swLon, 18)
    w.i('area.southWestLat', r.swLat, 17)
  }
  w.flag(r.addressed)
  w.flag(r.bandA)
  w.flag(r.bandB)
  w.u('zoneNm', r.zoneSize, 3)
  w.spare(23)
}
