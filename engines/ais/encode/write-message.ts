import type { BitWriter } from '../bits/bit-writer.ts'
import { fromAddressedBinary, fromBroadcastBinary, fromDgnss, fromSlotBinary } from '../convert/binary.ts'
import {
  fromAcknowledgement,
  fromAssignedMode,
  fromBaseStation,
  fromChannel,
  fromDataLink,
  fromGroup,
  fromInterrogation,
} from '../convert/network.ts'
import {
  fromLongRange,
  fromPositionA,
  fromPositionB,
  fromPositionBExtended,
  fromSarAircraft,
} from '../convert/position.ts'
import { fromAidToNavigation, fromStaticA, fromStaticBPartA, fromStaticBPartB } from '../convert/static.ts'
import type { AisMessage } from '../message/message.ts'
import { writeAcknowledgement } from '../raw/acknowledgement.ts'
import { writeAidToNavigation } from '../raw/aid-to-navigation.ts'
import { writeAssignment } from '../raw/assignment.ts'
import { writeBaseStation } from '../raw/base-station.ts'
import { writeAddressedBinary, writeBroadcastBinary } from '../raw/binary.ts'
import { writeChannel } from '../raw/channel.ts'
import { writeDataLink } from '../raw/data-link.ts'
import { writeDgnss } from '../raw/dgnss.ts'
import { writeGroup } from '../raw/group.ts'
import { writeInterrogation } from '../raw/interrogation.ts'
import { writeLongRange } from '../raw/long-range.ts'
import { writePositionA } from '../raw/position-a.ts'
import { writePositionBExtended } from '../raw/position-b-extended.ts'
import { writePositionB } from '../raw/position-b.ts'
import { writeSarAircraft } from '../raw/sar-aircraft.ts'
import { writeSlotBinary } from '../raw/slot-binary.ts'
import { writeStaticA } from '../raw/static-a.ts'
import { writeStaticBPartA, writeStaticBPartB } from '../raw/static-b.ts'
import { writeAddressedText, writeBroadcastText, writeUtcInquiry } from '../raw/text.ts'

/** Writes the bits of a message; throws FieldRangeError where a value does not fit its field. */
export function writeMessage(w: BitWriter, m: AisMessage): void {
  switch (m.type) {
    case 1:
    case 2:
    case 3:
      return writePositionA(w, fromPositionA(m))
    case 4:
    case 11:
      return writeBaseStation(w, fromBaseStation(m))
    case 5:
      return writeStaticA(w, fromStaticA(m))
    case 6:
      return writeAddressedBinary(w, fromAddressedBinary(m))
    case 7:
    case 13:
      return writeAcknowledgement(w, fromAcknowledgement(m))
    case 8:
      return writeBroadcastBinary(w, fromBroadcastBinary(m))
    case 9:
      return writeSarAircraft(w, fromSarAircraft(m))
    case 10:
      return writeUtcInquiry(w, m)
    case 12:
      return writeAddressedText(w, m)
    case 14:
      return writeBroadcastText(w, m)
    case 15:
      return writeInterrogation(w, fromInterrogation(m))
    case 16:
      return writeAssignment(w, fromAssignedMode(m))
    case 17:
      return writeDgnss(w, fromDgnss(m))
    case 18:
      return writePositionB(w, fromPositionB(m))
    case 19:
      return writePositionBExtended(w, fromPositionBExtended(m))
    case 20:
      return writeDataLink(w, fromDataLink(m))
    case 21:
      return writeAidToNavigation(w, fromAidToNavigation(m))
    case 22:
      return writeChannel(w, fromChannel(m))
    case 23:
      return writeGroup(w, fromGroup(m))
    case 24:
      return m.part === 'A'
        ? writeStaticBPartA(w, fromStaticBPartA(m))
        : writeStaticBPartB(w, fromStaticBPartB(m))
    case 25:
    case 26:
      return writeSlotBinary(w, fromSlotBinary(m))
    case 27:
      return writeLongRange(w, fromLongRange(m))
  }
}
