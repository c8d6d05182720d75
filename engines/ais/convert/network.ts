import { FieldRangeError } from '../bits/bit-writer.ts'
import type {
  Area,
  AssignedMode,
  BaseStation,
  ChannelManagement,
  DataLinkManagement,
  GroupAssignment,
  Interrogation,
} from '../message/network.ts'
import type { Acknowledgement } from '../message/text.ts'
import type { RawAcknowledgement } from '../raw/acknowledgement.ts'
import type { RawAssignment } from '../raw/assignment.ts'
import type { RawBaseStation } from '../raw/base-station.ts'
import type { RawChannel } from '../raw/channel.ts'
import type { RawDataLink } from '../raw/data-link.ts'
import type { RawGroup } from '../raw/group.ts'
import type { RawInterrogation } from '../raw/interrogation.ts'
import {
  belowOrNull,
  degreesOf,
  latOf,
  lonOf,
  rawDegrees,
  rawLat,
  rawLon,
  TENTH_MINUTE_PER_DEGREE,
  zeroIsNull,
} from './units.ts'

export function toBaseStation(r: RawBaseStation): BaseStation {
  return {
    type: r.type,
    repeat: r.repeat,
    mmsi: r.mmsi,
    year: zeroIsNull(r.year),
    month: zeroIsNull(r.month),
    day: zeroIsNull(r.day),
    hour: belowOrNull(r.hour, 24),
    minute: belowOrNull(r.minute, 60),
    second: belowOrNull(r.second, 60),
    accurate: r.accuracy,
    lon: lonOf(r.lon),
    lat: latOf(r.lat),
    epfd: r.epfd,
    longRangeControl: r.longRangeControl,
    raim: r.raim,
    radio: r.radio,
  }
}

export function fromBaseStation(m: BaseStation): RawBaseStation {
  return {
    type: m.type,
    repeat: m.repeat,
    mmsi: m.mmsi,
    year: m.year ?? 0,
    month: m.month ?? 0,
    day: m.day ?? 0,
    hour: m.hour ?? 24,
    minute: m.minute ?? 60,
    second: m.second ?? 60,
    accuracy: m.accurate,
    lon: rawLon(m.lon),
    lat: rawLat(m.lat),
    epfd: m.epfd,
    longRangeControl: m.longRangeControl,
    raim: m.raim,
    radio: m.radio,
  }
}

export function toAcknowledgement(r: RawAcknowledgement): Acknowledgement {
  return { type: r.type, repeat: r.repeat, mmsi: r.mmsi, acknowledged: r.entries }
}

export function fromAcknowledgement(m: Acknowledgement): RawAcknowledgement {
  counted('acknowledged', m.acknowledged.length, 4)
  return { type: m.type, repeat: m.repeat, mmsi: m.mmsi, entries: m.acknowledged }
}

function counted(field: string, count: number, most: number): void {
  if (count < 1 || count > most) throw new FieldRangeError(field, `1 to ${most} entries`, count)
}

const presentOrNull = (raw: number): number | null => (raw < 0 ? null : raw)

export function toInterrogation(r: RawInterrogation): Interrogation {
  return {
    type: 15,
    repeat: r.repeat,
    mmsi: r.mmsi,
    firstMmsi: r.mmsi1,
    firstType: r.type11,
    firstOffset: r.offset11,
    secondType: presentOrNull(r.type12),
    secondOffset: presentOrNull(r.offset12),
    otherMmsi: presentOrNull(r.mmsi2),
    otherType: presentOrNull(r.type21),
    otherOffset: presentOrNull(r.offset21),
  }
}

export function fromInterrogation(m: Interrogation): RawInterrogation {
  const second = m.secondType !== null
  const other = m.otherMmsi !== null
  if (second !== (m.secondOffset !== null)) {
    throw new FieldRangeError('secondOffset', 'null exactly when secondType is', m.secondOffset)
  }
  if (other !== (m.otherType !== null) || other !== (m.otherOffset !== null)) {
    throw new FieldRangeError('otherType', 'null exactly when otherMmsi is', m.otherType)
  }
  return {
    type: 15,
    repeat: m.repeat,
    mmsi: m.mmsi,
    mmsi1: m.firstMmsi,
    type11: m.firstType,
    offset11: m.firstOffset,
    type12: m.secondType ?? -1,
    offset12: m.secondOffset ?? -1,
    mmsi2: m.otherMmsi ?? -1,
    type21: m.otherType ?? -1,
    offset21: m.otherOffset ?? -1,
  }
}

export function toAssignedMode(r: RawAssignment): AssignedMode {
  return { type: 16, repeat: r.repeat, mmsi: r.mmsi, assignments: r.entries }
}

export function fromAssignedMode(m: AssignedMode): RawAssignment {
  counted('assignments', m.assignments.length, 2)
  return { type: 16, repeat: m.repeat, mmsi: m.mmsi, entries: m.assignments }
}

export function toDataLink(r: RawDataLink): DataLinkManagement {
  const reservations = r.entries.map((e) => ({
    offset: e.offset,
    slots: e.slots,
    timeoutMin: e.timeout,
    increment: e.increment,
  }))
  return { type: 20, repeat: r.repeat, mmsi: r.mmsi, reservations }
}

export function fromDataLink(m: DataLinkManagement): RawDataLink {
  counted('reservations', m.reservations.length, 4)
  const entries = m.reservations.map((e) => ({
    offset: e.offset,
    slots: e.slots,
    timeout: e.timeoutMin,
    increment: e.increment,
  }))
  return { type: 20, repeat: m.repeat, mmsi: m.mmsi, entries }
}

interface Corners {
  neLon: number
  neLat: number
  swLon: number
  swLat: number
}

function toArea(r: Corners): Area {
  return {
    northEastLon: degreesOf(r.neLon, TENTH_MINUTE_PER_DEGREE, 180),
    northEastLat: degreesOf(r.neLat, TENTH_MINUTE_PER_DEGREE, 90),
    southWestLon: degreesOf(r.swLon, TENTH_MINUTE_PER_DEGREE, 180),
    southWestLat: degreesOf(r.swLat, TENTH_MINUTE_PER_DEGREE, 90),
  }
}

function fromArea(area: Area): Corners {
  return {
    neLon: rawDegrees('area.northEastLon', area.northEastLon, TENTH_MINUTE_PER_DEGREE, 180),
    neLat: rawDegrees('area.northEastLat', area.northEastLat, TENTH_MINUTE_PER_DEGREE, 90),
    swLon: rawDegrees('area.southWestLon', area.southWestLon, TENTH_MINUTE_PER_DEGREE, 180),
    swLat: rawDegrees('area.southWestLat', area.southWestLat, TENTH_MINUTE_PER_DEGREE, 90),
  }
}

export function toChannel(r: RawChannel): ChannelManagement {
  return {
    type: 22,
    repeat: r.repeat,
    mmsi: r.mmsi,
    channelA: r.channelA,
    channelB: r.channelB,
    txrx: r.txrx,
    lowPower: r.power,
    area: r.addressed ? null : toArea(r),
    firstMmsi: r.addressed ? r.dest1 : null,
    secondMmsi: r.addressed ? r.dest2 : null,
    narrowBandA: r.bandA,
    narrowBandB: r.bandB,
    zoneNm: r.zoneSize + 1,
  }
}

const NO_CORNERS: Corners = { neLon: 0, neLat: 0, swLon: 0, swLat: 0 }

export function fromChannel(m: ChannelManagement): RawChannel {
  const addressed = m.area === null
  if (addressed !== (m.firstMmsi !== null) || addressed !== (m.secondMmsi !== null)) {
    throw new FieldRangeError('area', 'either an area or two addresses', m.area)
  }
  return {
    type: 22,
    repeat: m.repeat,
    mmsi: m.mmsi,
    channelA: m.channelA,
    channelB: m.channelB,
    txrx: m.txrx,
    power: m.lowPower,
    addressed,
    ...(m.area === null ? NO_CORNERS : fromArea(m.area)),
    dest1: m.firstMmsi ?? 0,
    dest2: m.secondMmsi ?? 0,
    bandA: m.narrowBandA,
    bandB: m.narrowBandB,
    zoneSize: m.zoneNm - 1,
  }
}

export function toGroup(r: RawGroup): GroupAssignment {
  return {
    type: 23,
    repeat: r.repeat,
    mmsi: r.mmsi,
    area: toArea(r),
    stationType: r.stationType,
    shipType: r.shipType,
    txrx: r.txrx,
    interval: r.interval,
    quietMinutes: r.quiet,
  }
}

export function fromGroup(m: GroupAssignment): RawGroup {
  return {
    type: 23,
    repeat: m.repeat,
    mmsi: m.mmsi,
    ...fromArea(m.area),
    stationType: m.stationType,
    shipType: m.shipType,
    txrx: m.txrx,
    interval: m.interval,
    quiet: m.quietMinutes,
  }
}
