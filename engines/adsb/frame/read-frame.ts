import { FrameBits, LONG_BYTES, SHORT_BYTES } from '../bits/frame-bits.ts'
import { readCommB } from '../commb/infer.ts'
import { altitudeFeet13 } from '../codes/altitude.ts'
import { squawkOf } from '../codes/squawk.ts'
import type { FlightStatus, FrameFacts, ModeSMessage } from '../message/message.ts'
import { readAdvisory } from '../squitter/advisory.ts'
import { readSquitter } from '../squitter/read-squitter.ts'
import { checkFrame, type FrameFault, type Reading } from './check-frame.ts'

export interface ReadOptions {
  /** Turn the one bit that makes the parity of DF 11, 17 and 18 right, and say so. Default true. */
  repair?: boolean
}

/** One reader holds the scratch space of one stream; nothing of a message refers to it. */
export class FrameReader {
  private readonly bits = new FrameBits()
  private readonly checked: Reading = {
    df: 0,
    address: 0,
    fromParity: false,
    repairedBit: 0,
    interrogator: 0,
  }
  private readonly scratch = new Uint8Array(LONG_BYTES)
  private readonly repair: boolean

  constructor(options: ReadOptions = {}) {
    this.repair = options.repair ?? true
  }

  /**
   * The message of the `length` (7 or 14) bytes at `at`, or a fault code: 'frame.length', 'frame.format' (a format that is
   * reserved or has another length), 'frame.parity'. `isKnown` tells addresses proved elsewhere: a frame that is whole for
   * one of them is not repaired into something else.
   */
  read(
    bytes: Uint8Array,
    at: number,
    length: number,
    isKnown?: (address: number) => boolean,
  ): ModeSMessage | FrameFault {
    if ((length !== LONG_BYTES && length !== SHORT_BYTES) || at + length > bytes.length) return 'frame.length'
    const { scratch, checked, bits } = this
    for (let n = 0; n < length; n++) scratch[n] = bytes[at + n]!
    const fault = checkFrame(scratch, length, this.repair, isKnown, checked)
    if (fault !== null) return fault
    bits.load(scratch, 0, length)
    return messageOf(bits, checked)
  }
}

function messageOf(bits: FrameBits, checked: Reading): ModeSMessage {
  const { df } = checked
  const address = checked.address
  switch (df) {
    case 17:
    case 18:
      return squitterOf(bits, df, checked)
    case 20:
    case 21:
      return commBOf(bits, df, checked)
    case 11:
      return {
        df,
        address,
        addressFrom: 'field',
        repairedBit: checked.repairedBit,
        capability: bits.get(6, 3),
        interrogator: checked.interrogator,
      }
    case 4:
      return { df, ...facts(checked), ...flightStatus(bits), altitudeFt: altitudeFeet13(bits.get(20, 13)) }
    case 5:
      return { df, ...facts(checked), ...flightStatus(bits), squawk: squawkOf(bits.get(20, 13)) }
    case 0:
      return { df, ...facts(checked), ...airAir(bits), crossLink: bits.flag(7) }
    case 16:
      return {
        df,
        ...facts(checked),
        ...airAir(bits),
        mv: bits.hex(4, 7),
        advisory: bits.field(1, 8) === 0x30 ? { kind: 'resolution-advisory', ...readAdvisory(bits) } : null,
      }
    case 24:
      return { df, ...facts(checked), control: bits.get(4, 1), segment: bits.get(5, 4), md: bits.hex(1, 10) }
    default:
      throw new Error(`BUG: format ${df} passed the check`)
  }
}

function squitterOf(bits: FrameBits, df: 17 | 18, checked: Reading): ModeSMessage {
  const capability = bits.get(6, 3)
  const relay = df === 17 ? 'none' : RELAYS[capability]!
  return {
    df,
    address: checked.address,
    addressFrom: 'field',
    repairedBit: checked.repairedBit,
    capability,
    addressKind: df === 17 ? 'icao' : addressKind(bits, capability),
    relay,
    // Coarse TIS-B (CF 3) and management (4) have no ADS-B type code in front.
    squitter:
      df === 18 && (capability === 3 || capability === 4 || capability === 7)
        ? { kind: 'other', typeCode: bits.field(1, 5), subtype: bits.field(6, 3), me: bits.hex(4, 7) }
        : readSquitter(bits),
  }
}

/** By the control field of DF 18 (Annex 10 Vol IV, 3.1.2.8.7.2; Doc 9871, C.3.3). */
const RELAYS = ['none', 'none', 'tis-b', 'tis-b', 'management', 'tis-b', 'ads-r', 'none'] as const

function addressKind(bits: FrameBits, control: number): 'icao' | 'other' {
  if (control === 0) return 'icao'
  if (control === 2 || control === 6) return imf(bits) ? 'other' : 'icao'
  // Coarse TIS-B: the flag is the first bit of the field (C.3.4.6).
  if (control === 3) return bits.fieldFlag(1) ? 'other' : 'icao'
  return 'other'
}

/** Where a relayed message has its ICAO/Mode A flag (Doc 9871, C.3.4.1.2, C.4.4): 0 an ICAO address. */
function imf(bits: FrameBits): boolean {
  const typeCode = bits.field(1, 5)
  if (typeCode >= 5 && typeCode <= 8) return bits.fieldFlag(21)
  if (typeCode >= 9 && typeCode <= 22) return bits.fieldFlag(typeCode === 19 ? 9 : 8)
  return typeCode === 31 || typeCode === 28 ? bits.fieldFlag(56) : typeCode === 29 && bits.fieldFlag(51)
}

function commBOf(bits: FrameBits, df: 20 | 21, checked: Reading): ModeSMessage {
  const status = flightStatus(bits)
  if (df === 20) {
    const altitudeFt = altitudeFeet13(bits.get(20, 13))
    const commB = readCommB(bits, { altitudeFt, groundSpeedKn: null, trackDeg: null })
    return { df, ...facts(checked), ...status, altitudeFt, commB }
  }
  return {
    df,
    ...facts(checked),
    ...status,
    squawk: squawkOf(bits.get(20, 13)),
    commB: readCommB(bits, { altitudeFt: null, groundSpeedKn: null, trackDeg: null }),
  }
}

function facts(checked: Reading): FrameFacts {
  return { address: checked.address, addressFrom: 'parity', repairedBit: 0 }
}

/** Annex 10 Vol IV, table of 3.1.2.6.5.1: alert at 2, 3, 4; SPI at 4, 5; on the ground at 1, 3. */
function flightStatus(bits: FrameBits): FlightStatus {
  const status = bits.get(6, 3)
  return {
    flightStatus: status,
    alert: status >= 2 && status <= 4,
    spi: status === 4 || status === 5,
    onGround: status >= 4 ? null : (status & 1) === 1,
    downlinkRequest: bits.get(9, 5),
    utilityMessage: bits.get(14, 6),
  }
}

function airAir(bits: FrameBits): {
  onGround: boolean
  sensitivityLevel: number
  replyInformation: number
  altitudeFt: number | null
} {
  return {
    onGround: bits.flag(6),
    sensitivityLevel: bits.get(9, 3),
    replyInformation: bits.get(14, 4),
    altitudeFt: altitudeFeet13(bits.get(20, 13)),
  }
}
