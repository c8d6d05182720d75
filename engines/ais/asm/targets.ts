import type { BitReader } from '../bits/bit-reader.ts'
import type { AsmRow } from './content.ts'
import { bitsOf, readRaw, readRow, type AsmRaw } from './layout.ts'
import { TARGET_ROW_TAIL } from './voyage.ts'

/** DAC 1 FI 17 (IMO SN.1/Circ.289 Annex 9): one to four targets of 122 bits. */
const ID_TYPE_BITS = 2
const ID_BITS = 42
const ID_CHARS = 7
export const TARGET_BITS: number = ID_TYPE_BITS + ID_BITS + bitsOf(TARGET_ROW_TAIL)
export const MAX_TARGETS = 4

/** Names of the identifier types 0 to 3, which are also gpsd's keys. */
export const TARGET_ID_TYPES = ['mmsi', 'imo', 'callsign', 'other'] as const

/** An identifier: a number of 42 bits of which the low 30 count, or seven characters. */
export function readTargetId(b: BitReader, at: number): { type: number; id: number | string } {
  const type = b.u(at, ID_TYPE_BITS)
  const id = type < 2 ? b.u(at + ID_TYPE_BITS + ID_BITS - 30, 30) : b.text(at + ID_TYPE_BITS, ID_CHARS)
  return { type, id }
}

export function readTargets(b: BitReader, at: number): AsmRow {
  const count = Math.min(MAX_TARGETS, Math.floor((b.length - at) / TARGET_BITS))
  return {
    targets: Array.from({ length: count }, (_, n) => {
      const start = at + n * TARGET_BITS
      const { type, id } = readTargetId(b, start)
      const name = TARGET_ID_TYPES[type]!
      return { idType: name, id, ...readRow(b, start + ID_TYPE_BITS + ID_BITS, TARGET_ROW_TAIL) }
    }),
  }
}

/** One target as transmitted, by gpsd's names. */
export function readTargetRaw(b: BitReader, at: number): Record<string, AsmRaw> {
  return readRaw(b, at + ID_TYPE_BITS + ID_BITS, TARGET_ROW_TAIL)
}
