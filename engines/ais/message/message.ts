import type {
  AddressedBinary,
  BroadcastBinary,
  DgnssCorrections,
  MultiSlotBinary,
  SingleSlotBinary,
} from './binary.ts'
import type {
  AssignedMode,
  BaseStation,
  ChannelManagement,
  DataLinkManagement,
  GroupAssignment,
  Interrogation,
  UtcInquiry,
} from './network.ts'
import type { LongRangePosition, PositionA, PositionB, PositionBExtended, SarAircraft } from './position.ts'
import type { AidToNavigation, StaticDataA, StaticDataBPartA, StaticDataBPartB } from './static.ts'
import type { Acknowledgement, AddressedSafetyText, SafetyText } from './text.ts'

/** Every message of ITU-R M.1371-5 in scaled units; switch on `type` (and on `part` for 24). */
export type AisMessage =
  | PositionA
  | BaseStation
  | StaticDataA
  | AddressedBinary
  | Acknowledgement
  | BroadcastBinary
  | SarAircraft
  | UtcInquiry
  | AddressedSafetyText
  | SafetyText
  | Interrogation
  | AssignedMode
  | DgnssCorrections
  | PositionB
  | PositionBExtended
  | DataLinkManagement
  | AidToNavigation
  | ChannelManagement
  | GroupAssignment
  | StaticDataBPartA
  | StaticDataBPartB
  | SingleSlotBinary
  | MultiSlotBinary
  | LongRangePosition
