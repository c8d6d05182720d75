import { readAsm } from '../asm/read.ts'
import type { BitReader } from '../bits/bit-reader.ts'
import type {
  AddressedBinary,
  BroadcastBinary,
  DgnssCorrections,
  MultiSlotBinary,
  SingleSlotBinary,
} from '../message/binary.ts'
import {
  ADDRESSED_DATA_AT,
  BROADCAST_DATA_AT,
  readAddressedBinary,
  readBroadcastBinary,
  type RawAddressedBinary,
  type RawBroadcastBinary,
} from '../raw/binary.ts'
import type { RawDgnss } from '../raw/dgnss.ts'
import type { RawSlotBinary } from '../raw/slot-binary.ts'
import { degreesOf, rawDegrees, TENTH_MINUTE_PER_DEGREE } from './units.ts'

export function toAddressedBinary(b: BitReader): AddressedBinary {
  const r = readAddressedBinary(b)
  return {
    type: 6,
    repeat: r.repeat,
    mmsi: r.mmsi,
    seqno: r.seqno,
    destMmsi: r.destMmsi,
    retransmit: r.retransmit,
    dac: r.dac,
    fid: r.fid,
    content: readAsm(b, ADDRESSED_DATA_AT, r.dac, r.fid, true),
    data: r.data,
    bits: r.bits,
  }
}

export function fromAddressedBinary(m: AddressedBinary): RawAddressedBinary {
  return {
    type: 6,
    repeat: m.repeat,
    mmsi: m.mmsi,
    seqno: m.seqno,
    destMmsi: m.destMmsi,
    retransmit: m.retransmit,
    dac: m.dac,
    fid: m.fid,
    bits: m.bits,
    data: m.data,
  }
}

export function toBroadcastBinary(b: BitReader): BroadcastBinary {
  const r = readBroadcastBinary(b)
  return {
    type: 8,
    repeat: r.repeat,
    mmsi: r.mmsi,
    dac: r.dac,
    fid: r.fid,
    content: readAsm(b, BROADCAST_DATA_AT, r.dac, r.fid, false),
    data: r.data,
    bits: r.bits,
  }
}

export function fromBroadcastBinary(m: BroadcastBinary): RawBroadcastBinary {
  return { type: 8, repeat: m.repeat, mmsi: m.mmsi, dac: m.dac, fid: m.fid, bits: m.bits, data: m.data }
}

export function toDgnss(r: RawDgnss): DgnssCorrections {
  return {
    type: 17,
    repeat: r.repeat,
    mmsi: r.mmsi,
    lon: degreesOf(r.lon, TENTH_MINUTE_PER_DEGREE, 180),
    lat: degreesOf(r.lat, TENTH_MINUTE_PER_DEGREE, 90),
    data: r.data,
    bits: r.bits,
  }
}

export function fromDgnss(m: DgnssCorrections): RawDgnss {
  return {
    type: 17,
    repeat: m.repeat,
    mmsi: m.mmsi,
    lon: rawDegrees('lon', m.lon, TENTH_MINUTE_PER_DEGREE, 180),
    lat: rawDegrees('lat', m.lat, TENTH_MINUTE_PER_DEGREE, 90),
    bits: m.bits,
    data: m.data,
  }
}

export function toSingleSlot(r: RawSlotBinary): SingleSlotBinary {
  return {
    type: 25,
    repeat: r.repeat,
    mmsi: r.mmsi,
    destMmsi: r.addressed ? r.destMmsi : null,
    appId: r.structured ? r.appId : null,
    data: r.data,
    bits: r.bits,
  }
}

export function toMultiSlot(r: RawSlotBinary): MultiSlotBinary {
  return {
    type: 26,
    repeat: r.repeat,
    mmsi: r.mmsi,
    destMmsi: r.addressed ? r.destMmsi : null,
    appId: r.structured ? r.appId : null,
    data: r.data,
    bits: r.bits,
    radio: r.radio,
  }
}

export function fromSlotBinary(m: SingleSlotBinary | MultiSlotBinary): RawSlotBinary {
  return {
    type: m.type,
    repeat: m.repeat,
    mmsi: m.mmsi,
    addressed: m.destMmsi !== null,
    structured: m.appId !== null,
    destMmsi: m.destMmsi ?? 0,
    appId: m.appId ?? 0,
    bits: m.bits,
    data: m.data,
    radio: m.type === 26 ? m.radio : 0,
  }
}
