import { bitsOf, readRaw, type AsmField } from '../asm/layout.ts'
import { MAX_TARGETS, readTargetId, readTargetRaw, TARGET_BITS, TARGET_ID_TYPES } from '../asm/targets.ts'
import type { BitReader } from '../bits/bit-reader.ts'
import type { RawDgnss } from '../raw/dgnss.ts'
import {
  AIR_DRAUGHT_FORM,
  ATON_FORM,
  BERTHING_FORM,
  CARGO_236_FORM,
  CARGO_289_FORM,
  CLEARANCE_FORM,
  EMMA_FORM,
  FAIRWAY_FORM,
  INLAND_PERSONS_FORM,
  INLAND_STATIC_FORM,
  LOCK_ETA_FORM,
  LOCK_RTA_FORM,
  PERSONS_FORM,
  ROUTE_FORM,
  SIGNAL_STATUS_FORM,
  TIDES_236_FORM,
  TIDES_289_FORM,
  TRAFFIC_SIGNAL_FORM,
  WATER_LEVELS_FORM,
  WEATHER_236_FORM,
  WEATHER_289_FORM,
  type Form,
} from './asm-forms.ts'
import { degrees3, int, ints } from './asm-steps.ts'
import { oneDecimal } from './coordinates.ts'
import type { JsonContext } from './json-context.ts'
import { ascii, key } from './json-text.ts'
import { boolField, stringField, uintField } from './pieces.ts'

/** A form and the message lengths in bits (whole message) gpsd takes it for. */
interface Entry {
  form: Form
  least: number
  most: number
}

const ADDRESSED_AT = 88
const BROADCAST_AT = 56
const TEXT_LINKAGE_BITS = 10
const LONGEST = 1008

const idOf = (dac: number, fid: number): number => dac * 64 + fid
const exactly = (form: Form, bits: number): Entry => ({ form, least: bits, most: bits })
const from = (form: Form, least: number): Entry => ({ form, least, most: LONGEST })

const ADDRESSED = new Map<number, Entry>([
  [idOf(1, 12), from(CARGO_236_FORM, 88)],
  [idOf(1, 14), from(TIDES_236_FORM, 88)],
  [idOf(1, 15), from(AIR_DRAUGHT_FORM, 88)],
  [idOf(1, 16), from(PERSONS_FORM, 88)],
  [idOf(1, 18), from(CLEARANCE_FORM, 88)],
  [idOf(1, 20), from(BERTHING_FORM, 360)],
  [idOf(1, 25), from(CARGO_289_FORM, 100)],
  [idOf(1, 28), from(ROUTE_FORM, 149)],
  [idOf(1, 32), from(TIDES_289_FORM, 97)],
  [idOf(200, 21), exactly(LOCK_ETA_FORM, 248)],
  [idOf(200, 22), exactly(LOCK_RTA_FORM, 232)],
  [idOf(200, 55), exactly(INLAND_PERSONS_FORM, 168)],
  [idOf(235, 10), exactly(ATON_FORM, 136)],
  [idOf(250, 10), exactly(ATON_FORM, 136)],
])
const BROADCAST = new Map<number, Entry>([
  // 352 bits by the circular; receivers add padding.
  [idOf(1, 11), { form: WEATHER_236_FORM, least: 346, most: 360 }],
  [idOf(1, 13), from(FAIRWAY_FORM, 56)],
  [idOf(1, 15), from(AIR_DRAUGHT_FORM, 56)],
  [idOf(1, 19), from(TRAFFIC_SIGNAL_FORM, 258)],
  [idOf(1, 27), from(ROUTE_FORM, 117)],
  [idOf(1, 31), from(WEATHER_289_FORM, 56)],
  [idOf(200, 10), exactly(INLAND_STATIC_FORM, 168)],
  [idOf(200, 23), exactly(EMMA_FORM, 256)],
  [idOf(200, 24), exactly(WATER_LEVELS_FORM, 168)],
  [idOf(200, 40), exactly(SIGNAL_STATUS_FORM, 168)],
])
const INLAND_STATIC_ID = idOf(200, 10)
const TARGETS_ID = idOf(1, 17)
const ADDRESSED_TEXT_ID = idOf(1, 30)
const BROADCAST_TEXT_ID = idOf(1, 29)
/** gpsd takes an inland static message with a hazard above this for something else. */
const MAX_HAZARD = 5

const K = {
  addressed: key('addressed'),
  appId: key('app_id'),
  dac: key('dac'),
  data: key('data'),
  destMmsi: key('dest_mmsi'),
  fid: key('fid'),
  idtype: key('idtype'),
  idtypeText: key('idtype_text'),
  lat: key('lat'),
  linkage: key('linkage'),
  lon: key('lon'),
  radio: key('radio'),
  retransmit: key('retransmit'),
  seqno: key('seqno'),
  structured: key('structured'),
  text: key('text'),
}
const ID_KEYS = TARGET_ID_TYPES.map((name) => key(name))
const TARGETS = ascii(',"targets":[')
const TARGET_STEPS = [degrees3('lat'), degrees3('lon'), ...ints('course', 'second'), int('speed')]

export function addressedBinary(c: JsonContext, b: BitReader): void {
  const dac = b.u(72, 10)
  const fid = b.u(82, 6)
  c.head(6, b.u(6, 2), b.u(8, 30))
  uintField(c, K.seqno, b.u(38, 2))
  uintField(c, K.destMmsi, b.u(40, 30))
  boolField(c, K.retransmit, b.flag(70))
  uintField(c, K.dac, dac)
  uintField(c, K.fid, fid)
  const id = idOf(dac, fid)
  if (id === ADDRESSED_TEXT_ID && b.length >= ADDRESSED_AT + TEXT_LINKAGE_BITS) linkedText(c, b, ADDRESSED_AT)
  else application(c, b, ADDRESSED.get(id), ADDRESSED_AT)
  c.foot()
}

export function broadcastBinary(c: JsonContext, b: BitReader): void {
  const dac = b.u(40, 10)
  const fid = b.u(50, 6)
  c.head(8, b.u(6, 2), b.u(8, 30))
  uintField(c, K.dac, dac)
  uintField(c, K.fid, fid)
  const id = idOf(dac, fid)
  if (id === BROADCAST_TEXT_ID) linkedText(c, b, BROADCAST_AT)
  else if (id === TARGETS_ID) targets(c, b)
  else if (id === INLAND_STATIC_ID && b.u(141, 3) > MAX_HAZARD)
    hexData(c, b, BROADCAST_AT, b.length - BROADCAST_AT)
  else application(c, b, BROADCAST.get(id), BROADCAST_AT)
  c.foot()
}

function application(c: JsonContext, b: BitReader, entry: Entry | undefined, at: number): void {
  if (entry === undefined || b.length < entry.least || b.length > entry.most) {
    hexData(c, b, at, b.length - at)
    return
  }
  const { layout, steps, list } = entry.form
  const raw = readRaw(b, at, layout)
  for (const step of steps) step(c, raw)
  if (list === undefined) return
  const first = at + bitsOf(layout)
  const said = raw['waycount']
  const rowBits = bitsOf(list.row)
  const count = list.count(b.length - first, rowBits, typeof said === 'number' ? said : 0)
  rows(c, b, list.name, list.row, list.steps, first, rowBits, count)
}

function rows(
  c: JsonContext,
  b: BitReader,
  name: string,
  row: readonly AsmField[],
  steps: NonNullable<Form['list']>['steps'],
  first: number,
  rowBits: number,
  count: number,
): void {
  const t = c.text
  t.bytes(key(name))
  t.byte(91)
  for (let n = 0; n < count; n++) {
    if (n > 0) t.byte(44)
    openRow(c)
    const raw = readRaw(b, first + n * rowBits, row)
    const start = t.length
    for (const step of steps) step(c, raw)
    dropComma(c, start)
    t.byte(125)
  }
  t.byte(93)
}

function openRow(c: JsonContext): void {
  c.text.byte(123)
}

/** Members begin with a comma; the first of an object must not. */
function dropComma(c: JsonContext, start: number): void {
  const t = c.text
  t.buf.copyWithin(start, start + 1, t.length)
  t.length--
}

function targets(c: JsonContext, b: BitReader): void {
  const t = c.text
  const whole = Math.floor((b.length - BROADCAST_AT) / TARGET_BITS)
  const count = Math.min(MAX_TARGETS, Math.max(1, whole))
  t.bytes(TARGETS)
  for (let n = 0; n < count; n++) {
    if (n > 0) t.byte(44)
    openRow(c)
    const start = t.length
    const at = BROADCAST_AT + n * TARGET_BITS
    const { type, id } = readTargetId(b, at)
    uintField(c, K.idtype, type)
    stringField(c, K.idtypeText, TARGET_ID_TYPES[type]!)
    stringField(c, ID_KEYS[type]!, String(id))
    const raw = readTargetRaw(b, at)
    for (const step of TARGET_STEPS) step(c, raw)
    dropComma(c, start)
    t.byte(125)
  }
  t.byte(93)
}

function linkedText(c: JsonContext, b: BitReader, at: number): void {
  const text = at + TEXT_LINKAGE_BITS
  uintField(c, K.linkage, b.u(at, TEXT_LINKAGE_BITS))
  stringField(c, K.text, b.text(text, Math.max(0, Math.floor((b.length - text) / 6))))
}

function hexData(c: JsonContext, b: BitReader, at: number, bits: number): void {
  const count = Math.max(0, bits)
  c.text.bytes(K.data)
  c.text.hex(count, b.copy(at, count))
}

export function dgnss(c: JsonContext, r: RawDgnss): void {
  const t = c.text
  c.head(17, r.repeat, r.mmsi)
  t.bytes(K.lon)
  if (c.scaled) t.fixed(oneDecimal(r.lon / 600), 1)
  else t.int(r.lon)
  t.bytes(K.lat)
  if (c.scaled) t.fixed(oneDecimal(r.lat / 600), 1)
  else t.int(r.lat)
  t.bytes(K.data)
  t.hex(r.bits, r.data)
  c.foot()
}

/**
 * Messages 25 and 26 as gpsd reads them: no spare bits behind an address, and the communication state of 26
 * always 0. The message of `createDecoder` follows the standard instead.
 */
export function slotBinary(c: JsonContext, b: BitReader): void {
  const type = b.u(0, 6)
  const addressed = b.flag(38)
  const structured = b.flag(39)
  const at = 40 + (addressed ? 30 : 0) + (structured ? 16 : 0)
  c.head(type, b.u(6, 2), b.u(8, 30))
  boolField(c, K.addressed, addressed)
  boolField(c, K.structured, structured)
  uintField(c, K.destMmsi, addressed ? b.u(40, 30) : 0)
  uintField(c, K.appId, structured ? b.u(at - 16, 16) : 0)
  const bits = Math.max(0, b.length - at - (type === 26 ? RADIO_BITS : 0))
  c.text.bytes(K.data)
  c.text.hex(bits, unmasked(b, at, bits, addressed ? ADDRESS_BITS : 0))
  if (type === 26) uintField(c, K.radio, 0)
  c.foot()
}

const RADIO_BITS = 20
const ADDRESS_BITS = 30

/** gpsd copies whole bytes from before the address and shifts it out: bits behind the data stay in the last byte. */
function unmasked(b: BitReader, at: number, bits: number, shift: number): Uint8Array {
  const copied = ((bits + shift + 7) >> 3) * 8 - shift
  const out = Uint8Array.from({ length: (bits + 7) >> 3 }, (_, n) => b.u(at + n * 8, 8))
  const beyond = out.length * 8 - copied
  if (beyond > 0) out[out.length - 1] = out[out.length - 1]! & (0xff << beyond)
  return out
}
