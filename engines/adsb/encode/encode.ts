import { FrameWriter } from '../bits/bit-writer.ts'
import { LONG_BYTES, SHORT_BYTES } from '../bits/frame-bits.ts'
import { altitudeCode13 } from '../codes/altitude.ts'
import { squawkCode } from '../codes/squawk.ts'
import { writeParity } from '../crc/crc.ts'
import type { AllCallReply, AltitudeReply, ExtendedSquitter, IdentityReply } from '../message/message.ts'
import { Unfit, whole } from './fit.ts'
import { writeSquitter, type SendableSquitter } from './squitter.ts'

/** Messages that can be written; what the frame itself implies is left out. */
export type Sendable =
  | (Pick<ExtendedSquitter, 'df' | 'address' | 'capability'> & { squitter: SendableSquitter })
  | Pick<AllCallReply, 'df' | 'address' | 'capability' | 'interrogator'>
  | Pick<
      AltitudeReply,
      'df' | 'address' | 'flightStatus' | 'downlinkRequest' | 'utilityMessage' | 'altitudeFt'
    >
  | Pick<IdentityReply, 'df' | 'address' | 'flightStatus' | 'downlinkRequest' | 'utilityMessage' | 'squawk'>

export type EncodeResult =
  | { ok: true; value: Uint8Array }
  | { ok: false; error: { code: 'adsb.field-range'; field: string; message: string } }

/** The frame (7 or 14 bytes, parity included) of a message. Values are rounded to their step; one that does not fit throws `BUG`. */
export function encode(message: Sendable): Uint8Array {
  const result = tryEncode(message)
  if (!result.ok) throw new Error(`BUG: ${result.error.message}`)
  return result.value
}

/** The same for values from outside. */
export function tryEncode(message: Sendable): EncodeResult {
  try {
    return { ok: true, value: frameOf(message) }
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    return { ok: false, error: { code: 'adsb.field-range', field: error.field, message: error.message } }
  }
}

function frameOf(message: Sendable): Uint8Array {
  const to = new FrameWriter(message.df === 17 || message.df === 18 ? LONG_BYTES : SHORT_BYTES)
  const address = whole('address', message.address, 24)
  to.set(1, 5, message.df)
  switch (message.df) {
    case 17:
    case 18:
      to.set(6, 3, whole('capability', message.capability, 3))
      to.set(9, 24, address)
      writeSquitter(to, message.squitter)
      writeParity(to.bytes, 0)
      break
    case 11:
      to.set(6, 3, whole('capability', message.capability, 3))
      to.set(9, 24, address)
      writeParity(to.bytes, whole('interrogator', message.interrogator, 7))
      break
    case 4:
    case 5:
      to.set(6, 3, whole('flightStatus', message.flightStatus, 3))
      to.set(9, 5, whole('downlinkRequest', message.downlinkRequest, 5))
      to.set(14, 6, whole('utilityMessage', message.utilityMessage, 6))
      to.set(20, 13, message.df === 4 ? altitudeOf(message.altitudeFt) : squawkOf(message.squawk))
      writeParity(to.bytes, address)
      break
    default:
      message satisfies never
  }
  return to.bytes
}

function altitudeOf(feet: number | null): number {
  const code = altitudeCode13(feet)
  if (code === undefined) throw new Unfit('altitudeFt', '-1,000 to 50,175', feet)
  return code
}

function squawkOf(squawk: string): number {
  const code = squawkCode(squawk)
  if (code === undefined) throw new Unfit('squawk', 'four digits 0 to 7', squawk)
  return code
}
