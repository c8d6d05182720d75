import type { BitReader } from '../bits/bit-reader.ts'
import type { RawAssignment } from '../raw/assignment.ts'
import type { RawChannel } from '../raw/channel.ts'
import type { RawGroup } from '../raw/group.ts'
import type { RawAddressedText, RawBroadcastText, RawUtcInquiry } from '../raw/text.ts'
import { degrees6OfTenths } from './coordinates.ts'
import type { JsonContext } from './json-context.ts'
import { key, type Piece } from './json-text.ts'
import { STATION_TYPE_TEXT } from './legends.ts'
import { boolField, codeWithText, SHIP_TYPE, stringField, uintField } from './pieces.ts'

const K = {
  addressed: key('addressed'),
  bandA: key('band_a'),
  bandB: key('band_b'),
  channelA: key('channel_a'),
  channelB: key('channel_b'),
  dest1: key('dest1'),
  dest2: key('dest2'),
  destMmsi: key('dest_mmsi'),
  interval: key('interval'),
  mmsi1: key('mmsi1'),
  mmsi2: key('mmsi2'),
  neLat: key('ne_lat'),
  neLon: key('ne_lon'),
  offset11: key('offset1_1'),
  offset12: key('offset1_2'),
  offset21: key('offset2_1'),
  power: key('power'),
  quiet: key('quiet'),
  retransmit: key('retransmit'),
  seqno: key('seqno'),
  swLat: key('sw_lat'),
  swLon: key('sw_lon'),
  text: key('text'),
  txrx: key('txrx'),
  type11: key('type1_1'),
  type12: key('type1_2'),
  type21: key('type2_1'),
  zonesize: key('zonesize'),
}
const numbered = (name: string, count: number): Piece[] =>
  Array.from({ length: count }, (_, n) => key(`${name}${n + 1}`))
const MMSI_N = numbered('mmsi', 4)
const OFFSET_N = numbered('offset', 4)
const NUMBER_N = numbered('number', 4)
const TIMEOUT_N = numbered('timeout', 4)
const INCREMENT_N = numbered('increment', 4)
const STATION_TYPE = codeWithText('stationtype', STATION_TYPE_TEXT)

/** gpsd writes four addresses whatever the length: absent ones as 0, one cut off as far as it is there. */
export function acknowledgement(c: JsonContext, b: BitReader): void {
  c.head(b.u(0, 6), b.u(6, 2), b.u(8, 30))
  for (let n = 0; n < 4; n++) uintField(c, MMSI_N[n]!, b.u(40 + 32 * n, 30))
  c.foot()
}

export function utcInquiry(c: JsonContext, r: RawUtcInquiry): void {
  c.head(10, r.repeat, r.mmsi)
  uintField(c, K.destMmsi, r.destMmsi)
  c.foot()
}

export function addressedText(c: JsonContext, r: RawAddressedText): void {
  c.head(12, r.repeat, r.mmsi)
  uintField(c, K.seqno, r.seqno)
  uintField(c, K.destMmsi, r.destMmsi)
  boolField(c, K.retransmit, r.retransmit)
  stringField(c, K.text, r.text)
  c.foot()
}

export function broadcastText(c: JsonContext, r: RawBroadcastText): void {
  c.head(14, r.repeat, r.mmsi)
  stringField(c, K.text, r.text)
  c.foot()
}

/** Absent parts as 0; a part cut off as far as it is there. */
export function interrogation(c: JsonContext, b: BitReader): void {
  const second = b.length > SECOND_REQUEST_AT
  const other = b.length > OTHER_STATION_AT
  c.head(15, b.u(6, 2), b.u(8, 30))
  uintField(c, K.mmsi1, b.u(40, 30))
  uintField(c, K.type11, b.u(70, 6))
  uintField(c, K.offset11, b.u(76, 12))
  uintField(c, K.type12, second ? b.u(90, 6) : 0)
  uintField(c, K.offset12, second ? b.u(96, 12) : 0)
  uintField(c, K.mmsi2, other ? b.u(110, 30) : 0)
  uintField(c, K.type21, other ? b.u(140, 6) : 0)
  uintField(c, K.offset21, other ? b.u(146, 12) : 0)
  c.foot()
}

const SECOND_REQUEST_AT = 90
const OTHER_STATION_AT = 110

export function assignment(c: JsonContext, r: RawAssignment): void {
  c.head(16, r.repeat, r.mmsi)
  for (let n = 0; n < 2; n++) {
    const entry = r.entries[n]
    uintField(c, MMSI_N[n]!, entry?.mmsi ?? 0)
    uintField(c, OFFSET_N[n]!, entry?.offset ?? 0)
    uintField(c, INCREMENT_N[n]!, entry?.increment ?? 0)
  }
  c.foot()
}

/** Four reservations whatever the length: bits that are not there read as 0. */
export function dataLink(c: JsonContext, b: BitReader): void {
  c.head(20, b.u(6, 2), b.u(8, 30))
  for (let n = 0; n < 4; n++) {
    const at = 40 + 30 * n
    uintField(c, OFFSET_N[n]!, b.u(at, 12))
    uintField(c, NUMBER_N[n]!, b.u(at + 12, 4))
    uintField(c, TIMEOUT_N[n]!, b.u(at + 16, 3))
    uintField(c, INCREMENT_N[n]!, b.u(at + 19, 11))
  }
  c.foot()
}

/** A corner: gpsd quotes the scaled form. */
function corner(c: JsonContext, name: Piece, value: number): void {
  const t = c.text
  t.bytes(name)
  if (!c.scaled) {
    t.int(value)
    return
  }
  t.byte(34)
  t.fixed(degrees6OfTenths(value), 6)
  t.byte(34)
}

export function channel(c: JsonContext, r: RawChannel): void {
  c.head(22, r.repeat, r.mmsi)
  uintField(c, K.channelA, r.channelA)
  uintField(c, K.channelB, r.channelB)
  uintField(c, K.txrx, r.txrx)
  boolField(c, K.power, r.power)
  if (r.addressed) {
    uintField(c, K.dest1, r.dest1)
    uintField(c, K.dest2, r.dest2)
  } else {
    corner(c, K.neLon, r.neLon)
    corner(c, K.neLat, r.neLat)
    corner(c, K.swLon, r.swLon)
    corner(c, K.swLat, r.swLat)
  }
  boolField(c, K.addressed, r.addressed)
  boolField(c, K.bandA, r.bandA)
  boolField(c, K.bandB, r.bandB)
  uintField(c, K.zonesize, r.zoneSize)
  c.foot()
}

export function group(c: JsonContext, r: RawGroup): void {
  c.head(23, r.repeat, r.mmsi)
  corner(c, K.neLon, r.neLon)
  corner(c, K.neLat, r.neLat)
  corner(c, K.swLon, r.swLon)
  corner(c, K.swLat, r.swLat)
  c.text.bytes(STATION_TYPE[r.stationType]!)
  c.text.bytes(SHIP_TYPE[r.shipType]!)
  uintField(c, K.interval, r.interval)
  uintField(c, K.quiet, r.quiet)
  c.foot()
}
