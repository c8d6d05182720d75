import type { JsonContext } from './json-context.ts'
import { ascii, key, pieceTable, type Piece } from './json-text.ts'
import { EPFD_TEXT, SHIP_TYPE_TEXT } from './legends.ts'

/** `,"name":code,"name_text":"…"` for each code of a table. */
export function codeWithText(name: string, texts: readonly string[]): Piece[] {
  return texts.map((text, code) => ascii(`,"${name}":${code},"${name}_text":${JSON.stringify(text)}`))
}

export const EPFD = codeWithText('epfd', EPFD_TEXT)
export const SHIP_TYPE = codeWithText('shiptype', SHIP_TYPE_TEXT)

const ACCURACY = [ascii(',"accuracy":false'), ascii(',"accuracy":true')] as const
const ACCURACY_LON = [ascii(',"accuracy":false,"lon":'), ascii(',"accuracy":true,"lon":')] as const
const RAIM = [ascii(',"raim":false'), ascii(',"raim":true')] as const
const LON = key('lon')
const LAT = key('lat')
const COURSE = key('course')
const HEADING = pieceTable(Array.from({ length: 512 }, (_, n) => `,"heading":${n}`))
const SECOND = pieceTable(Array.from({ length: 64 }, (_, n) => `,"second":${n}`))
const RADIO = key('radio')
const TO_BOW = key('to_bow')
const TO_STERN = key('to_stern')
const TO_PORT = key('to_port')
const TO_STARBOARD = key('to_starboard')

export function accuracy(c: JsonContext, value: boolean): void {
  c.text.bytes(ACCURACY[value ? 1 : 0])
}

export function raim(c: JsonContext, value: boolean): void {
  c.text.bytes(RAIM[value ? 1 : 0])
}

/** The common block in its usual order. */
export function accuracyAndPosition(c: JsonContext, accurate: boolean, lon: number, lat: number): void {
  const t = c.text
  t.bytes(ACCURACY_LON[accurate ? 1 : 0])
  if (c.scaled) t.degrees(lon)
  else t.int(lon)
  t.bytes(LAT)
  if (c.scaled) t.degrees(lat)
  else t.int(lat)
}

/** Longitude and latitude of the common block, 1/10,000 minute. */
export function position(c: JsonContext, lon: number, lat: number): void {
  const t = c.text
  t.bytes(LON)
  if (c.scaled) t.degrees(lon)
  else t.int(lon)
  t.bytes(LAT)
  if (c.scaled) t.degrees(lat)
  else t.int(lat)
}

export function course(c: JsonContext, value: number): void {
  c.text.bytes(COURSE)
  tenths(c, value)
}

/** Tenths of a unit (unsigned), or the raw integer when unscaled. */
export function tenths(c: JsonContext, value: number): void {
  if (c.scaled) c.text.tenths(value)
  else c.text.uint(value)
}

export function heading(c: JsonContext, value: number): void {
  c.text.entry(HEADING, value)
}

export function second(c: JsonContext, value: number): void {
  c.text.entry(SECOND, value)
}

export function radio(c: JsonContext, value: number): void {
  c.text.bytes(RADIO)
  c.text.uint(value)
}

export function dimensions(
  c: JsonContext,
  r: { toBow: number; toStern: number; toPort: number; toStarboard: number },
): void {
  const t = c.text
  t.bytes(TO_BOW)
  t.uint(r.toBow)
  t.bytes(TO_STERN)
  t.uint(r.toStern)
  t.bytes(TO_PORT)
  t.uint(r.toPort)
  t.bytes(TO_STARBOARD)
  t.uint(r.toStarboard)
}

export function uintField(c: JsonContext, name: Piece, value: number): void {
  c.text.bytes(name)
  c.text.uint(value)
}

export function boolField(c: JsonContext, name: Piece, value: boolean): void {
  c.text.bytes(name)
  c.text.bool(value)
}

export function stringField(c: JsonContext, name: Piece, value: string): void {
  c.text.bytes(name)
  c.text.string(value)
}
