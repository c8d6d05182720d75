import { identifyMmsi } from '@basinet/ais'
import type { StoredRecord } from '@basinet/kernel/contract'
import { reckonContact } from '../contacts/resolve.ts'
import { contactId, contactKind } from '../contract/contact-key.ts'
import type { HandContact } from '../contract/hand-contact.ts'
import type { Vessel } from '../contract/wire.ts'
import type { LastKnown } from '../positions/last-known.ts'
import { classOf, fromE7, fromTenths, fromWhole } from '../positions/scaled.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'

const handId = (record: string): string => `hand:${record}`

/** A vessel as the API gives it. `flags`: rules of its alerts that the reader may see. */
export function vesselView(
  place: LastKnown,
  data: VesselStatic | undefined,
  station: string,
  flags: readonly string[],
  nowMs: number,
): Vessel {
  const flag = contactKind(place.mmsi) === 'ais' ? identifyMmsi(place.mmsi).alpha3 : null
  return {
    id: contactId(place.mmsi),
    mmsi: place.mmsi,
    lon: fromE7(place.lonE7),
    lat: fromE7(place.latE7),
    cls: classOf(place.cls),
    at: place.atMs,
    age: Math.max(0, nowMs - place.atMs),
    station,
    ...given('sog', fromTenths(place.sog)),
    ...given('cog', fromTenths(place.cog)),
    ...given('heading', fromWhole(place.heading)),
    ...given('navStatus', fromWhole(place.navStatus)),
    ...given('flag', flag),
    ...(flags.length === 0 ? {} : { flags: [...flags] }),
    ...(data === undefined ? {} : described(data)),
  }
}

function described(d: VesselStatic): Partial<Vessel> {
  return {
    ...given('name', d.name),
    ...given('callSign', d.callSign),
    ...given('imo', d.imo),
    ...given('shipType', d.shipType),
    ...given('len', sum(d.toBowM, d.toSternM)),
    ...given('beam', sum(d.toPortM, d.toStarboardM)),
  }
}

/** A hand-entered contact where it would be now. */
export function contactView(record: StoredRecord<HandContact>, nowMs: number): Vessel {
  const { body } = record
  const { position, radiusM } = reckonContact(body, nowMs)
  const at = Date.parse(body.sightedAt)
  return {
    id: handId(record.id),
    mmsi: 0,
    name: record.title,
    lon: position.lon,
    lat: position.lat,
    cls: 'hand',
    at,
    age: Math.max(0, nowMs - at),
    station: body.channel,
    accuracyM: Math.round(radiusM),
    ...given('cog', body.courseDeg),
    ...given('sog', body.speedKn),
  }
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null || a + b === 0 ? null : a + b
}

function given<K extends string, V>(key: K, value: V | null): { [P in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { [P in K]?: V })
}
