import type { RawAidToNavigation } from '../raw/aid-to-navigation.ts'
import type { RawStaticA } from '../raw/static-a.ts'
import { isAuxiliaryCraft, type RawStaticBPartA, type RawStaticBPartB } from '../raw/static-b.ts'
import type { JsonContext } from './json-context.ts'
import { ascii, key } from './json-text.ts'
import { AID_TYPE_TEXT } from './legends.ts'
import {
  accuracy,
  boolField,
  codeWithText,
  dimensions,
  EPFD,
  position,
  raim,
  second,
  SHIP_TYPE,
  stringField,
  tenths,
  uintField,
} from './pieces.ts'

const K = {
  aisVersion: key('ais_version'),
  callsign: key('callsign'),
  destination: key('destination'),
  draught: key('draught'),
  dte: key('dte'),
  imo: key('imo'),
  model: key('model'),
  mothership: key('mothership_mmsi'),
  name: key('name'),
  offPosition: key('off_position'),
  regional: key('regional'),
  serial: key('serial'),
  shipname: key('shipname'),
  vendorid: key('vendorid'),
  virtualAid: key('virtual_aid'),
}
const ETA = ascii(',"eta":"')
const PART_A = ascii(',"part":"A"')
const PART_B = ascii(',"part":"B"')
const AID_TYPE = codeWithText('aid_type', AID_TYPE_TEXT)

/** `"MM-DDThh:mmZ"` behind an opening key and quote. */
function monthToMinute(c: JsonContext, month: number, day: number, hour: number, minute: number): void {
  const t = c.text
  t.digits(month, 2)
  t.byte(45)
  t.digits(day, 2)
  t.byte(84)
  t.digits(hour, 2)
  t.byte(58)
  t.digits(minute, 2)
  t.byte(90)
  t.byte(34)
}

export function staticA(c: JsonContext, r: RawStaticA): void {
  const t = c.text
  c.head(5, r.repeat, r.mmsi)
  uintField(c, K.imo, r.imo)
  uintField(c, K.aisVersion, r.aisVersion)
  stringField(c, K.callsign, r.callSign)
  stringField(c, K.shipname, r.shipName)
  t.bytes(SHIP_TYPE[r.shipType]!)
  dimensions(c, r)
  t.bytes(EPFD[r.epfd]!)
  t.bytes(ETA)
  monthToMinute(c, r.month, r.day, r.hour, r.minute)
  t.bytes(K.draught)
  tenths(c, r.draught)
  stringField(c, K.destination, r.destination)
  uintField(c, K.dte, r.dte)
  c.foot()
}

export function staticBPartA(c: JsonContext, r: RawStaticBPartA): void {
  c.head(24, r.repeat, r.mmsi)
  c.text.bytes(PART_A)
  stringField(c, K.shipname, r.shipName)
  c.foot()
}

/** With the name of the part A heard before, the joined form without `part`; else part B alone. */
export function staticBPartB(c: JsonContext, r: RawStaticBPartB, shipName: string | null): void {
  const t = c.text
  c.head(24, r.repeat, r.mmsi)
  if (shipName === null) t.bytes(PART_B)
  else stringField(c, K.shipname, shipName)
  t.bytes(SHIP_TYPE[r.shipType]!)
  stringField(c, K.vendorid, r.vendorLong)
  uintField(c, K.model, r.model)
  uintField(c, K.serial, r.serial)
  stringField(c, K.callsign, r.callSign)
  if (isAuxiliaryCraft(r.mmsi)) uintField(c, K.mothership, r.mothership)
  else dimensions(c, r)
  c.foot()
}

export function aidToNavigation(c: JsonContext, r: RawAidToNavigation): void {
  const t = c.text
  c.head(21, r.repeat, r.mmsi)
  t.bytes(AID_TYPE[r.aidType]!)
  stringField(c, K.name, r.name)
  position(c, r.lon, r.lat)
  accuracy(c, r.accuracy)
  dimensions(c, r)
  t.bytes(EPFD[r.epfd]!)
  second(c, r.second)
  uintField(c, K.regional, r.regional)
  boolField(c, K.offPosition, r.offPosition)
  raim(c, r.raim)
  boolField(c, K.virtualAid, r.virtual)
  c.foot()
}
