import type { AidToNavigation, StaticDataA, StaticDataBPartA, StaticDataBPartB } from '../message/static.ts'
import type { RawAidToNavigation } from '../raw/aid-to-navigation.ts'
import type { RawStaticA } from '../raw/static-a.ts'
import { isAuxiliaryCraft, type RawStaticBPartA, type RawStaticBPartB } from '../raw/static-b.ts'
import { belowOrNull, capped, latOf, lonOf, rawLat, rawLon, zeroIsNull } from './units.ts'

const HOUR_NOT_AVAILABLE = 24
const MINUTE_NOT_AVAILABLE = 60
const DRAUGHT_HIGHEST = 255

export function toStaticA(r: RawStaticA): StaticDataA {
  return {
    type: 5,
    repeat: r.repeat,
    mmsi: r.mmsi,
    aisVersion: r.aisVersion,
    imo: zeroIsNull(r.imo),
    callSign: r.callSign,
    shipName: r.shipName,
    shipType: r.shipType,
    toBowM: r.toBow,
    toSternM: r.toStern,
    toPortM: r.toPort,
    toStarboardM: r.toStarboard,
    epfd: r.epfd,
    etaMonth: zeroIsNull(r.month),
    etaDay: zeroIsNull(r.day),
    etaHour: belowOrNull(r.hour, HOUR_NOT_AVAILABLE),
    etaMinute: belowOrNull(r.minute, MINUTE_NOT_AVAILABLE),
    draughtM: r.draught === 0 ? null : r.draught / 10,
    destination: r.destination,
    dteReady: r.dte === 0,
  }
}

export function fromStaticA(m: StaticDataA): RawStaticA {
  return {
    type: 5,
    repeat: m.repeat,
    mmsi: m.mmsi,
    aisVersion: m.aisVersion,
    imo: m.imo ?? 0,
    callSign: m.callSign,
    shipName: m.shipName,
    shipType: m.shipType,
    toBow: m.toBowM,
    toStern: m.toSternM,
    toPort: m.toPortM,
    toStarboard: m.toStarboardM,
    epfd: m.epfd,
    month: m.etaMonth ?? 0,
    day: m.etaDay ?? 0,
    hour: m.etaHour ?? HOUR_NOT_AVAILABLE,
    minute: m.etaMinute ?? MINUTE_NOT_AVAILABLE,
    draught: m.draughtM === null ? 0 : capped('draughtM', m.draughtM * 10, DRAUGHT_HIGHEST),
    destination: m.destination,
    dte: m.dteReady ? 0 : 1,
  }
}

export function toStaticBPartA(r: RawStaticBPartA): StaticDataBPartA {
  return { type: 24, repeat: r.repeat, mmsi: r.mmsi, part: 'A', shipName: r.shipName }
}

export function fromStaticBPartA(m: StaticDataBPartA): RawStaticBPartA {
  return { type: 24, repeat: m.repeat, mmsi: m.mmsi, part: 0, shipName: m.shipName }
}

export function toStaticBPartB(r: RawStaticBPartB): StaticDataBPartB {
  return {
    type: 24,
    repeat: r.repeat,
    mmsi: r.mmsi,
    part: 'B',
    shipType: r.shipType,
    vendorId: r.vendor,
    unitModel: r.model,
    unitSerial: r.serial,
    callSign: r.callSign,
    toBowM: r.toBow,
    toSternM: r.toStern,
    toPortM: r.toPort,
    toStarboardM: r.toStarboard,
    mothershipMmsi: isAuxiliaryCraft(r.mmsi) ? zeroIsNull(r.mothership) : null,
    epfd: r.epfd,
  }
}

export function fromStaticBPartB(m: StaticDataBPartB): RawStaticBPartB {
  return {
    type: 24,
    repeat: m.repeat,
    mmsi: m.mmsi,
    part: 1,
    shipType: m.shipType,
    vendor: m.vendorId,
    vendorLong: m.vendorId,
    model: m.unitModel,
    serial: m.unitSerial,
    callSign: m.callSign,
    toBow: m.toBowM,
    toStern: m.toSternM,
    toPort: m.toPortM,
    toStarboard: m.toStarboardM,
    mothership: m.mothershipMmsi ?? 0,
    epfd: m.epfd,
  }
}

export function toAidToNavigation(r: RawAidToNavigation): AidToNavigation {
  return {
    type: 21,
    repeat: r.repeat,
    mmsi: r.mmsi,
    aidType: r.aidType,
    name: r.name,
    accurate: r.accuracy,
    lon: lonOf(r.lon),
    lat: latOf(r.lat),
    toBowM: r.toBow,
    toSternM: r.toStern,
    toPortM: r.toPort,
    toStarboardM: r.toStarboard,
    epfd: r.epfd,
    second: r.second,
    offPosition: r.offPosition,
    status: r.regional,
    raim: r.raim,
    virtual: r.virtual,
    assigned: r.assigned,
  }
}

export function fromAidToNavigation(m: AidToNavigation): RawAidToNavigation {
  return {
    type: 21,
    repeat: m.repeat,
    mmsi: m.mmsi,
    aidType: m.aidType,
    name: m.name,
    accuracy: m.accurate,
    lon: rawLon(m.lon),
    lat: rawLat(m.lat),
    toBow: m.toBowM,
    toStern: m.toSternM,
    toPort: m.toPortM,
    toStarboard: m.toStarboardM,
    epfd: m.epfd,
    second: m.second,
    offPosition: m.offPosition,
    regional: m.status,
    raim: m.raim,
    virtual: m.virtual,
    assigned: m.assigned,
  }
}
