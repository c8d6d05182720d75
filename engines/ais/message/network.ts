import type { Fix, Header } from './position.ts'

/** Messages 4 and 11: base station and UTC response. Source: ITU-R M.1371-5 Annex 8 §3.2 and §3.9. */
export interface BaseStation extends Header<4 | 11>, Fix {
  /** UTC; each part null when the station has none. */
  year: number | null
  month: number | null
  day: number | null
  hour: number | null
  minute: number | null
  second: number | null
  epfd: number
  /** True: the station asks class A stations for message 27. */
  longRangeControl: boolean
  radio: number
}

/** Message 10: request for UTC (§3.8). */
export interface UtcInquiry extends Header<10> {
  destMmsi: number
}

/** Message 15: interrogation of one or two stations (§3.13). Null parts were not transmitted. */
export interface Interrogation extends Header<15> {
  firstMmsi: number
  firstType: number
  firstOffset: number
  secondType: number | null
  secondOffset: number | null
  otherMmsi: number | null
  otherType: number | null
  otherOffset: number | null
}

export interface Assignment {
  mmsi: number
  offset: number
  increment: number
}

/** Message 16: assigned mode command to one or two stations (§3.14). */
export interface AssignedMode extends Header<16> {
  assignments: Assignment[]
}

export interface SlotReservation {
  offset: number
  slots: number
  timeoutMin: number
  increment: number
}

/** Message 20: data link management, one to four reservations (§3.18). */
export interface DataLinkManagement extends Header<20> {
  reservations: SlotReservation[]
}

/** Degrees, 1/10 minute of arc; null when not available. */
export interface Area {
  northEastLon: number | null
  northEastLat: number | null
  southWestLon: number | null
  southWestLat: number | null
}

/** Message 22: channel management of an area or of two addressed stations (§3.20). */
export interface ChannelManagement extends Header<22> {
  channelA: number
  channelB: number
  /** 0-15. */
  txrx: number
  lowPower: boolean
  /** Null when addressed. */
  area: Area | null
  /** Null when for an area. */
  firstMmsi: number | null
  secondMmsi: number | null
  narrowBandA: boolean
  narrowBandB: boolean
  /** Transitional zone in nautical miles, 1-8. */
  zoneNm: number
}

/** Message 23: group assignment (§3.21). */
export interface GroupAssignment extends Header<23> {
  area: Area
  stationType: number
  shipType: number
  txrx: number
  /** Code 0-15 of table 77, not seconds. */
  interval: number
  quietMinutes: number
}
