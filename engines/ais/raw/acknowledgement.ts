import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Bits before the first acknowledged station, and of each. */
const HEAD_BITS = 40
const ENTRY_BITS = 32
/** An entry that lost its 2-bit sequence number is still an address. */
const ADDRESS_BITS = 30
const MAX_ENTRIES = 4

export interface RawAcknowledged {
  mmsi: number
  seqno: number
}

/** Messages 7 and 13 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 54. */
export interface RawAcknowledgement {
  type: 7 | 13
  repeat: number
  mmsi: number
  entries: RawAcknowledged[]
}

export function readAcknowledgement(b: BitReader): RawAcknowledgement {
  const entries: RawAcknowledged[] = []
  for (let n = 0; n < MAX_ENTRIES; n++) {
    const at = HEAD_BITS + n * ENTRY_BITS
    if (at + ADDRESS_BITS > b.length) break
    entries.push({ mmsi: b.u(at, 30), seqno: b.u(at + 30, 2) })
  }
  return { type: b.u(0, 6) as 7 | 13, repeat: b.u(6, 2), mmsi: b.u(8, 30), entries }
}

export function writeAcknowledgement(w: BitWriter, r: RawAcknowledgement): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  for (const entry of r.entries) {
    w.u('acknowledged.mmsi', entry.mmsi, 30)
    w.u('acknowledged.seqno', entry.seqno, 2)
  }
}
