import type { RawBaseStation } from '../raw/base-station.ts'
import type { RawLongRange } from '../raw/long-range.ts'
import type { RawPositionA } from '../raw/position-a.ts'
import type { RawPositionBExtended } from '../raw/position-b-extended.ts'
import type { RawPositionB } from '../raw/position-b.ts'
import type { RawSarAircraft } from '../raw/sar-aircraft.ts'
import { degrees4OfTenths } from './coordinates.ts'
import type { JsonContext } from './json-context.ts'
import { ascii, key, pieceTable, type JsonText } from './json-text.ts'
import { STATUS_TEXT } from './legends.ts'
import {
  accuracy,
  accuracyAndPosition,
  boolField,
  codeWithText,
  course,
  dimensions,
  EPFD,
  heading,
  radio,
  raim,
  second,
  SHIP_TYPE,
  stringField,
  tenths,
  uintField,
} from './pieces.ts'

const K = {
  alt: key('alt'),
  assigned: key('assigned'),
  band: key('band'),
  course: key('course'),
  cs: key('cs'),
  display: key('display'),
  dsc: key('dsc'),
  dte: key('dte'),
  gnss: key('gnss'),
  lat: key('lat'),
  lon: key('lon'),
  msg22: key('msg22'),
  regional: key('regional'),
  reserved: key('reserved'),
  shipname: key('shipname'),
  speed: key('speed'),
  status: key('status'),
}
const STATUS = codeWithText('status', STATUS_TEXT)
const TIMESTAMP = ascii(',"timestamp":"')
/** Status with the key of what follows. */
const STATUS_TURN = STATUS_TEXT.map((text, code) =>
  ascii(`,"status":${code},"status_text":${JSON.stringify(text)},"turn":`),
)
/** `"…"` by raw value & 255: two decimals, or the word for a raw value of ±127 and −128. */
const TURN = pieceTable(Array.from({ length: 256 }, (_, n) => `"${turnText((n << 24) >> 24)}"`))
const SPEED_NOT_AVAILABLE = 1023
const SPEED_FAST = 1022
const ALTITUDE_NOT_AVAILABLE = 4095
const ALTITUDE_HIGH = 4094
/** `,"speed":…` of message 1, scaled, by raw value. */
const SPEED = pieceTable(Array.from({ length: 1024 }, (_, n) => `,"speed":${speedText(n)}`))
/** `,"maneuver":M,"raim":R,"radio":` by M × 2 + R. */
const MANEUVER_TO_RADIO = Array.from({ length: 8 }, (_, n) =>
  ascii(`,"maneuver":${n >> 1},"raim":${(n & 1) === 1},"radio":`),
)
const NAN = ascii('"nan"')
const FAST = ascii('"fast"')
const HIGH = ascii('"high"')

function turnText(raw: number): string {
  if (raw === -128) return 'n/a'
  if (Math.abs(raw) === 127) return raw < 0 ? 'fastleft' : 'fastright'
  const rate = (raw / 4.733) ** 2
  return (raw < 0 ? -rate : rate).toFixed(2)
}

function speedText(raw: number): string {
  if (raw === SPEED_NOT_AVAILABLE) return '"n/a"'
  return raw === SPEED_FAST ? '"fast"' : (raw / 10).toFixed(1)
}

export function positionA(c: JsonContext, r: RawPositionA): void {
  const t = c.text
  c.head(r.type, r.repeat, r.mmsi)
  t.bytes(STATUS_TURN[r.status]!)
  if (c.scaled) {
    t.entry(TURN, r.turn & 255)
    t.entry(SPEED, r.speed)
  } else {
    t.int(r.turn)
    uintField(c, K.speed, r.speed)
  }
  accuracyAndPosition(c, r.accuracy, r.lon, r.lat)
  course(c, r.course)
  heading(c, r.heading)
  second(c, r.second)
  t.bytes(MANEUVER_TO_RADIO[r.maneuver * 2 + (r.raim ? 1 : 0)]!)
  t.uint(r.radio)
  c.foot()
}

function pair(t: JsonText, before: number, value: number): void {
  t.byte(before)
  t.digits(value, 2)
}

export function baseStation(c: JsonContext, r: RawBaseStation): void {
  const t = c.text
  c.head(r.type, r.repeat, r.mmsi)
  t.bytes(TIMESTAMP)
  t.digits(r.year, r.year > 9999 ? 5 : 4)
  pair(t, 45, r.month)
  pair(t, 45, r.day)
  pair(t, 84, r.hour)
  pair(t, 58, r.minute)
  pair(t, 58, r.second)
  t.byte(90)
  t.byte(34)
  accuracyAndPosition(c, r.accuracy, r.lon, r.lat)
  t.bytes(EPFD[r.epfd]!)
  raim(c, r.raim)
  radio(c, r.radio)
  c.foot()
}

export function sarAircraft(c: JsonContext, r: RawSarAircraft): void {
  const t = c.text
  c.head(9, r.repeat, r.mmsi)
  t.bytes(K.alt)
  if (c.scaled && r.altitude === ALTITUDE_NOT_AVAILABLE) t.bytes(NAN)
  else if (c.scaled && r.altitude === ALTITUDE_HIGH) t.bytes(HIGH)
  else t.uint(r.altitude)
  t.bytes(K.speed)
  if (c.scaled && r.speed === SPEED_NOT_AVAILABLE) t.bytes(NAN)
  else if (c.scaled && r.speed === SPEED_FAST) t.bytes(FAST)
  else t.uint(r.speed)
  accuracyAndPosition(c, r.accuracy, r.lon, r.lat)
  course(c, r.course)
  second(c, r.second)
  uintField(c, K.regional, r.regional)
  uintField(c, K.dte, r.dte)
  raim(c, r.raim)
  radio(c, r.radio)
  c.foot()
}

export function positionB(c: JsonContext, r: RawPositionB): void {
  const t = c.text
  c.head(18, r.repeat, r.mmsi)
  uintField(c, K.reserved, r.reserved)
  t.bytes(K.speed)
  tenths(c, r.speed)
  accuracyAndPosition(c, r.accuracy, r.lon, r.lat)
  course(c, r.course)
  heading(c, r.heading)
  second(c, r.second)
  uintField(c, K.regional, r.regional)
  boolField(c, K.cs, r.carrierSense)
  boolField(c, K.display, r.display)
  boolField(c, K.dsc, r.dsc)
  boolField(c, K.band, r.band)
  boolField(c, K.msg22, r.message22)
  raim(c, r.raim)
  radio(c, r.radio)
  c.foot()
}

export function positionBExtended(c: JsonContext, r: RawPositionBExtended): void {
  const t = c.text
  c.head(19, r.repeat, r.mmsi)
  uintField(c, K.reserved, r.reserved)
  t.bytes(K.speed)
  tenths(c, r.speed)
  accuracyAndPosition(c, r.accuracy, r.lon, r.lat)
  course(c, r.course)
  heading(c, r.heading)
  second(c, r.second)
  uintField(c, K.regional, r.regional)
  stringField(c, K.shipname, r.shipName)
  t.bytes(SHIP_TYPE[r.shipType]!)
  dimensions(c, r)
  t.bytes(EPFD[r.epfd]!)
  raim(c, r.raim)
  uintField(c, K.dte, r.dte)
  boolField(c, K.assigned, r.assigned)
  c.foot()
}

/** The unscaled form has no status text. */
export function longRange(c: JsonContext, r: RawLongRange): void {
  const t = c.text
  c.head(27, r.repeat, r.mmsi)
  if (c.scaled) t.bytes(STATUS[r.status]!)
  else uintField(c, K.status, r.status)
  accuracy(c, r.accuracy)
  t.bytes(K.lon)
  if (c.scaled) t.fixed(degrees4OfTenths(r.lon), 4)
  else t.int(r.lon)
  t.bytes(K.lat)
  if (c.scaled) t.fixed(degrees4OfTenths(r.lat), 4)
  else t.int(r.lat)
  uintField(c, K.speed, r.speed)
  uintField(c, K.course, r.course)
  raim(c, r.raim)
  boolField(c, K.gnss, r.latency)
  c.foot()
}
