import type { BitReader } from '../bits/bit-reader.ts'
import { readAidToNavigation } from '../raw/aid-to-navigation.ts'
import { readAssignment } from '../raw/assignment.ts'
import { readBaseStation } from '../raw/base-station.ts'
import { readChannel } from '../raw/channel.ts'
import { readDgnss } from '../raw/dgnss.ts'
import { readGroup } from '../raw/group.ts'
import { readLongRange } from '../raw/long-range.ts'
import { readPositionA } from '../raw/position-a.ts'
import { readPositionBExtended } from '../raw/position-b-extended.ts'
import { readPositionB } from '../raw/position-b.ts'
import { readSarAircraft } from '../raw/sar-aircraft.ts'
import { readStaticA } from '../raw/static-a.ts'
import { readStaticBPartA, readStaticBPartB } from '../raw/static-b.ts'
import { readAddressedText, readBroadcastText, readUtcInquiry } from '../raw/text.ts'
import { addressedBinary, broadcastBinary, dgnss, slotBinary } from './binary.ts'
import { JsonContext } from './json-context.ts'
import { NamesByMmsi } from './names-by-mmsi.ts'
import {
  acknowledgement,
  addressedText,
  assignment,
  broadcastText,
  channel,
  dataLink,
  group,
  interrogation,
  utcInquiry,
} from './network.ts'
import { baseStation, longRange, positionA, positionB, positionBExtended, sarAircraft } from './position.ts'
import { aidToNavigation, staticA, staticBPartA, staticBPartB } from './static.ts'

/** Writes messages as lines of gpsd's AIS JSON into one growing buffer. */
export class GpsdWriter {
  private readonly context: JsonContext
  private readonly names = new NamesByMmsi()

  constructor(scaled: boolean, device: string | null, capacity: number) {
    this.context = new JsonContext(scaled, device, capacity)
  }

  /** Bytes written and not taken. */
  get length(): number {
    return this.context.text.length
  }

  /** The text so far; the view is overwritten by the next message. */
  take(): Uint8Array {
    const text = this.context.text
    const out = text.buf.subarray(0, text.length)
    text.length = 0
    return out
  }

  /** A problem as an object of class ERROR. */
  problem(line: number, code: string, message: string): void {
    this.context.text.line(JSON.stringify({ class: 'ERROR', line, code, message }))
  }

  write(type: number, b: BitReader): void {
    const c = this.context
    switch (type) {
      case 1:
      case 2:
      case 3:
        return positionA(c, readPositionA(b))
      case 4:
      case 11:
        return baseStation(c, readBaseStation(b))
      case 5:
        return staticA(c, readStaticA(b))
      case 6:
        return addressedBinary(c, b)
      case 7:
      case 13:
        return acknowledgement(c, b)
      case 8:
        return broadcastBinary(c, b)
      case 9:
        return sarAircraft(c, readSarAircraft(b))
      case 10:
        return utcInquiry(c, readUtcInquiry(b))
      case 12:
        return addressedText(c, readAddressedText(b))
      case 14:
        return broadcastText(c, readBroadcastText(b))
      case 18:
        return positionB(c, readPositionB(b))
      case 19:
        return positionBExtended(c, readPositionBExtended(b))
      case 21:
        return aidToNavigation(c, readAidToNavigation(b))
      case 24:
        return this.staticB(b)
      case 27:
        return longRange(c, readLongRange(b))
      default:
        return this.rare(type, b)
    }
  }

  private rare(type: number, b: BitReader): void {
    const c = this.context
    switch (type) {
      case 15:
        return interrogation(c, b)
      case 16:
        return assignment(c, readAssignment(b))
      case 17:
        return dgnss(c, readDgnss(b))
      case 20:
        return dataLink(c, b)
      case 22:
        return channel(c, readChannel(b))
      case 23:
        return group(c, readGroup(b))
      case 25:
      case 26:
        return slotBinary(c, b)
    }
    throw new Error(`BUG: no writer for message ${type}`)
  }

  private staticB(b: BitReader): void {
    if (b.u(38, 2) === 0) {
      const part = readStaticBPartA(b)
      this.names.keep(part.mmsi, part.shipName)
      staticBPartA(this.context, part)
      return
    }
    const part = readStaticBPartB(b)
    staticBPartB(this.context, part, this.names.take(part.mmsi))
  }
}
