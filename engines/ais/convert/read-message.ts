import type { BitReader } from '../bits/bit-reader.ts'
import type { AisMessage } from '../message/message.ts'
import { readAcknowledgement } from '../raw/acknowledgement.ts'
import { readAidToNavigation } from '../raw/aid-to-navigation.ts'
import { readAssignment } from '../raw/assignment.ts'
import { readBaseStation } from '../raw/base-station.ts'
import { readChannel } from '../raw/channel.ts'
import { readDataLink } from '../raw/data-link.ts'
import { readDgnss } from '../raw/dgnss.ts'
import { readGroup } from '../raw/group.ts'
import { readInterrogation } from '../raw/interrogation.ts'
import { readLongRange } from '../raw/long-range.ts'
import { readPositionA } from '../raw/position-a.ts'
import { readPositionBExtended } from '../raw/position-b-extended.ts'
import { readPositionB } from '../raw/position-b.ts'
import { readSarAircraft } from '../raw/sar-aircraft.ts'
import { readSlotBinary } from '../raw/slot-binary.ts'
import { readStaticA } from '../raw/static-a.ts'
import { readStaticBPartA, readStaticBPartB } from '../raw/static-b.ts'
import { readAddressedText, readBroadcastText, readUtcInquiry } from '../raw/text.ts'
import { toAddressedBinary, toBroadcastBinary, toDgnss, toMultiSlot, toSingleSlot } from './binary.ts'
import {
  toAcknowledgement,
  toAssignedMode,
  toBaseStation,
  toChannel,
  toDataLink,
  toGroup,
  toInterrogation,
} from './network.ts'
import { toLongRange, toPositionA, toPositionB, toPositionBExtended, toSarAircraft } from './position.ts'
import { toAidToNavigation, toStaticA, toStaticBPartA, toStaticBPartB } from './static.ts'

/** The message of a payload whose type and length the reader has checked. */
export function readMessage(type: number, b: BitReader): AisMessage {
  switch (type) {
    case 1:
    case 2:
    case 3:
      return toPositionA(readPositionA(b))
    case 4:
    case 11:
      return toBaseStation(readBaseStation(b))
    case 5:
      return toStaticA(readStaticA(b))
    case 6:
      return toAddressedBinary(b)
    case 7:
    case 13:
      return toAcknowledgement(readAcknowledgement(b))
    case 8:
      return toBroadcastBinary(b)
    case 9:
      return toSarAircraft(readSarAircraft(b))
    case 10:
      return readUtcInquiry(b)
    case 12:
      return readAddressedText(b)
    case 14:
      return readBroadcastText(b)
    case 18:
      return toPositionB(readPositionB(b))
    case 19:
      return toPositionBExtended(readPositionBExtended(b))
    case 21:
      return toAidToNavigation(readAidToNavigation(b))
    case 24:
      return b.u(38, 2) === 0 ? toStaticBPartA(readStaticBPartA(b)) : toStaticBPartB(readStaticBPartB(b))
    case 27:
      return toLongRange(readLongRange(b))
    default:
      return readRareMessage(type, b)
  }
}

function readRareMessage(type: number, b: BitReader): AisMessage {
  switch (type) {
    case 15:
      return toInterrogation(readInterrogation(b))
    case 16:
      return toAssignedMode(readAssignment(b))
    case 17:
      return toDgnss(readDgnss(b))
    case 20:
      return toDataLink(readDataLink(b))
    case 22:
      return toChannel(readChannel(b))
    case 23:
      return toGroup(readGroup(b))
    case 25:
      return toSingleSlot(readSlotBinary(b))
    case 26:
      return toMultiSlot(readSlotBinary(b))
  }
  throw new Error(`BUG: no reader for message ${type}`)
}
