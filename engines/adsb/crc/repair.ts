import { LONG_BYTES, SHORT_BYTES } from '../bits/frame-bits.ts'
import { syndromeOf } from './crc.ts'

/** Syndrome of each single wrong bit (1 = first transmitted) of a frame of so many bytes. */
function syndromes(length: number): ReadonlyMap<number, number> {
  const table = new Map<number, number>()
  for (let bit = 1; bit <= length * 8; bit++) {
    const frame = new Uint8Array(length)
    frame[(bit - 1) >> 3] = 0x80 >> ((bit - 1) & 7)
    table.set(syndromeOf(frame, 0, length), bit)
  }
  return table
}

const LONG = syndromes(LONG_BYTES)
const SHORT = syndromes(SHORT_BYTES)

/**
 * Number of the one wrong bit that explains a syndrome, 0 when no single bit does. The parity tells all single errors
 * apart (minimum distance 6 at 112 bits), but three wrong bits or more may look like one: a repaired frame is flagged.
 */
export function wrongBit(syndrome: number, length: number): number {
  return (length === LONG_BYTES ? LONG : SHORT).get(syndrome) ?? 0
}
