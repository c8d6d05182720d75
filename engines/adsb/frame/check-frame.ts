import { LONG_BYTES } from '../bits/frame-bits.ts'
import { syndromeOf } from '../crc/crc.ts'
import { wrongBit } from '../crc/repair.ts'

export type FrameFault = 'frame.length' | 'frame.format' | 'frame.parity'

/** What the check found; one is filled again and again. */
export interface Reading {
  df: number
  address: number
  fromParity: boolean
  repairedBit: number
  interrogator: number
}

/** An interrogator or surveillance identifier has 7 bits (Annex 10 Vol IV, 3.1.2.5.2.1.2). */
const INTERROGATOR_MAX = 0x7f

/**
 * Length, format and parity of a frame (Annex 10 Vol IV, 3.1.2.3.3): fills `into`, repairs `frame` in place. Null when the
 * frame can be read.
 */
export function checkFrame(
  frame: Uint8Array,
  length: number,
  repair: boolean,
  isKnown: ((address: number) => boolean) | undefined,
  into: Reading,
): FrameFault | null {
  const syndrome = syndromeOf(frame, 0, length)
  const first = frame[0]! >> 3
  const df = first >= 24 ? 24 : first
  into.df = df
  into.repairedBit = 0
  into.interrogator = 0
  if (isSelfProving(df)) {
    const fault = proveSquitter(frame, length, df, syndrome, repair, into)
    if (fault !== null) return fault
    into.fromParity = false
    into.address = (frame[1]! << 16) | (frame[2]! << 8) | frame[3]!
    return null
  }
  if (repair && length === LONG_BYTES && repairsFormat(frame, syndrome, isKnown, into)) return null
  if (lengthOf(df) !== length) return 'frame.format'
  into.fromParity = true
  into.address = syndrome
  return null
}

function isSelfProving(df: number): boolean {
  return df === 17 || df === 18 || df === 11
}

function proveSquitter(
  frame: Uint8Array,
  length: number,
  df: number,
  syndrome: number,
  repair: boolean,
  into: Reading,
): FrameFault | null {
  if (lengthOf(df) !== length) return 'frame.format'
  if (syndrome === 0) return null
  if (df === 11 && syndrome <= INTERROGATOR_MAX) {
    into.interrogator = syndrome
    return null
  }
  const bit = repair ? wrongBit(syndrome, length) : 0
  // A wrong bit among the first five would be another format's: it is not this format's frame.
  if (bit <= FORMAT_BITS) return 'frame.parity'
  turn(frame, bit)
  into.repairedBit = bit
  return null
}

const FORMAT_BITS = 5

/**
 * A frame whose one wrong bit is in the format itself: without that bit it is a whole DF 17 or 18. The formats with address
 * parity have no proof of their own, so that their "address" would be this syndrome: only if it is known is it believed.
 */
function repairsFormat(
  frame: Uint8Array,
  syndrome: number,
  isKnown: ((address: number) => boolean) | undefined,
  into: Reading,
): boolean {
  const bit = wrongBit(syndrome, LONG_BYTES)
  if (bit === 0 || bit > FORMAT_BITS) return false
  const df = (frame[0]! ^ (0x80 >> (bit - 1))) >> 3
  if (df !== 17 && df !== 18) return false
  if (isKnown?.(syndrome) === true) return false
  turn(frame, bit)
  into.df = df
  into.repairedBit = bit
  into.fromParity = false
  into.address = (frame[1]! << 16) | (frame[2]! << 8) | frame[3]!
  return true
}

function turn(frame: Uint8Array, bit: number): void {
  frame[(bit - 1) >> 3]! ^= 0x80 >> ((bit - 1) & 7)
}

/** Bytes of a format; 0 for the reserved and military ones (1 to 3, 6 to 10, 12 to 15, 19, 22, 23). */
function lengthOf(df: number): number {
  return LENGTHS[df]!
}
// prettier-ignore
const LENGTHS = [7, 0, 0, 0, 7, 7, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 14, 14, 14, 0, 14, 14, 0, 0, 14] as const
