import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

const HEAD_BITS = 40
const ENTRY_BITS = 52
const MAX_ENTRIES = 2
/** One station fills 96 bits, four of them spare (table 65). */
const ONE_STATION_SPARE_BITS = 4

export interface RawAssignmentEntry {
  mmsi: number
  offset: number
  increment: number
}

/** Message 16 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 65. */
export interface RawAssignment {
  type: 16
  repeat: number
  mmsi: number
  entries: RawAssignmentEntry[]
}

export function readAssignment(b: BitReader): RawAssignment {
  const entries: RawAssignmentEntry[] = []
  for (let n = 0; n < MAX_ENTRIES; n++) {
    const at = HEAD_BITS + n * ENTRY_BITS
    if (at + ENTRY_BITS > b.length) break
    entries.push({ mmsi: b.u(at, 30), offset: b.u(at + 30, 12), increment: b.u(at + 42, 10) })
  }
  return { type: 16, repeat: b.u(6, 2), mmsi: b.u(8, 30), entries }
}

export function writeAssignment(w: BitWriter, r: RawAssignment): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  for (const entry of r.entries) {
    w.u('assignments.mmsi', entry.mmsi, 30)
    w.u('assignments.offset', entry.offset, 12)
    w.u('assignments.increment', entry.increment, 10)
  }
  if (r.entries.length < MAX_ENTRIES) w.spare(ONE_STATION_SPARE_BITS)
}
