import type { CommB } from './comm-b.ts'
import type {
  AirbornePosition,
  AirVelocity,
  GroundVelocity,
  Identification,
  NoPosition,
  SurfacePosition,
} from './position.ts'
import type {
  EmergencyStatus,
  OperationalStatus,
  OtherSquitter,
  ResolutionAdvisory,
  TargetState,
  TargetStateV1,
} from './status.ts'

/** What is the same in every message. */
export interface FrameFacts {
  /** 24-bit address, or the track number of DF 18 senders without one (`addressKind`). */
  address: number
  /** 'parity': taken off the parity field, right only if the frame is; 'field': said in the frame and proved by its parity. */
  addressFrom: 'field' | 'parity'
  /** Number of the bit (1 to 112) that was turned to make the parity right; 0 when none. */
  repairedBit: number
}

/** Flight status of DF 4, 5, 20 and 21 (Annex 10 Vol IV, 3.1.2.6.5.1). */
export interface FlightStatus {
  flightStatus: number
  alert: boolean
  /** Special position identification (ident pressed). */
  spi: boolean
  /** Null where the status does not say (4, 5). */
  onGround: boolean | null
  downlinkRequest: number
  utilityMessage: number
}

interface AirAir {
  onGround: boolean
  sensitivityLevel: number
  replyInformation: number
  altitudeFt: number | null
}

export interface AirAirShort extends FrameFacts, AirAir {
  df: 0
  crossLink: boolean
}
export interface AltitudeReply extends FrameFacts, FlightStatus {
  df: 4
  altitudeFt: number | null
}
export interface IdentityReply extends FrameFacts, FlightStatus {
  df: 5
  squawk: string
}
export interface AllCallReply extends FrameFacts {
  df: 11
  /** 4 level 2 on the ground, 5 airborne, 6 either, 7 see flight status; 0 level 1 (Annex 10 Vol IV, 3.1.2.5.2.2.1). */
  capability: number
  /** Interrogator or surveillance identifier (7 bits) of an answer; 0 for an acquisition squitter. */
  interrogator: number
}
export interface AirAirLong extends FrameFacts, AirAir {
  df: 16
  /** The 56-bit MV field, hexadecimal. */
  mv: string
  /** Register 3,0 in it: coordination in progress. */
  advisory: ResolutionAdvisory | null
}
export interface ExtendedSquitter extends FrameFacts {
  /** 17 from a transponder, 18 from anything else. */
  df: 17 | 18
  /** Capability (DF 17) or control field CF (DF 18). */
  capability: number
  /** 'other': anonymous, ground vehicle or TIS-B track number (Annex 10 Vol IV, 3.1.2.8.7.2). */
  addressKind: 'icao' | 'other'
  /** DF 18 with CF 2, 3, 5: traffic information from the ground; 6: rebroadcast; 4: TIS-B management. */
  relay: 'none' | 'tis-b' | 'ads-r' | 'management'
  squitter: Squitter
}
export interface CommBAltitude extends FrameFacts, FlightStatus {
  df: 20
  altitudeFt: number | null
  commB: CommB
}
export interface CommBIdentity extends FrameFacts, FlightStatus {
  df: 21
  squawk: string
  commB: CommB
}
/** Comm-D extended-length message: recognised; its segment is kept as bytes. */
export interface CommD extends FrameFacts {
  df: 24
  control: number
  segment: number
  /** 80 bits, hexadecimal. */
  md: string
}

export type Squitter =
  | Identification
  | SurfacePosition
  | AirbornePosition
  | NoPosition
  | GroundVelocity
  | AirVelocity
  | EmergencyStatus
  | ResolutionAdvisory
  | TargetState
  | TargetStateV1
  | OperationalStatus
  | OtherSquitter

export type ModeSMessage =
  | AirAirShort
  | AltitudeReply
  | IdentityReply
  | AllCallReply
  | AirAirLong
  | ExtendedSquitter
  | CommBAltitude
  | CommBIdentity
  | CommD
