import { Cursor, hex, isReadFault, type FaultKind } from '../runtime/cursor.ts'
import type { EditionCode, RecordBase } from '../runtime/edition-code.ts'

/** Category and length. */
export const HEADER_BYTES = 3

/** Presence octets a record may have; the longest list carried needs 7. */
const PRESENCE_MAX_OCTETS = 32

export interface ReadRecords {
  readonly records: RecordBase[]
  /** True when the last record could not be read to its end (`unread`). */
  readonly damaged: boolean
}

/** Reads the records in `[from, to)`, the content of one block. Never throws at content. */
export function readRecords(code: EditionCode, bytes: Uint8Array, from: number, to: number): ReadRecords {
  const cursor = new Cursor(bytes, from, to)
  const records: RecordBase[] = []
  while (cursor.p < to) {
    const start = cursor.p
    try {
      records.push(code.read(cursor))
    } catch (error) {
      if (!isReadFault(error)) throw error
      records.push(salvage(code, bytes.subarray(start, to), cursor.kind))
      return { records, damaged: true }
    }
  }
  return { records, damaged: false }
}

/** The items before the one that cannot be read, and the rest as octets. */
function salvage(code: EditionCode, octets: Uint8Array, why: FaultKind): RecordBase {
  let size = 1
  while (size < octets.length && size < PRESENCE_MAX_OCTETS && (octets[size - 1]! & 1) === 1) size++
  if ((octets[size - 1]! & 1) === 1) return nothingRead(code, octets)
  const present = presentNumbers(octets.subarray(0, size))
  const slots = code.slots(new Cursor(octets, 0, octets.length))
  const presence = hex(octets, 0, size)
  for (let kept = present.length - 1; kept >= 0; kept--) {
    const read = readMasked(code, octets, size, present.slice(0, kept))
    if (read === null) continue
    const frn = present[kept]!
    const rest = hex(octets, read.end, octets.length - read.end)
    return { ...read.record, unread: { item: slots[frn - 1] ?? `FRN ${frn}`, why, presence, octets: rest } }
  }
  return nothingRead(code, octets)
}

function nothingRead(code: EditionCode, octets: Uint8Array): RecordBase {
  const unread = {
    item: 'record',
    why: 'short' as const,
    presence: '',
    octets: hex(octets, 0, octets.length),
  }
  return { cat: code.category, edition: code.edition, unread }
}

/** Field reference numbers whose presence bit is set. */
function presentNumbers(presence: Uint8Array): number[] {
  const numbers: number[] = []
  presence.forEach((octet, i) => {
    for (let bit = 0; bit < 7; bit++) if ((octet & (0x80 >> bit)) !== 0) numbers.push(i * 7 + bit + 1)
  })
  return numbers
}

/** Reads the record as if only these items were announced; null where that fails too. */
function readMasked(
  code: EditionCode,
  octets: Uint8Array,
  size: number,
  numbers: readonly number[],
): { record: RecordBase; end: number } | null {
  const masked = new Uint8Array(octets)
  for (let i = 0; i < size; i++) masked[i] = masked[i]! & 1
  for (const frn of numbers) {
    const at = Math.floor((frn - 1) / 7)
    masked[at] = masked[at]! | (0x80 >> ((frn - 1) % 7))
  }
  const cursor = new Cursor(masked, 0, masked.length)
  try {
    const record = code.read(cursor)
    delete record.presence
    return { record, end: cursor.p }
  } catch (error) {
    if (!isReadFault(error)) throw error
    return null
  }
}
