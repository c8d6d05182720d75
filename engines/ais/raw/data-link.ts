import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

const HEAD_BITS = 40
const ENTRY_BITS = 30
const MAX_ENTRIES = 4

export interface RawReservation {
  offset: number
  slots: number
  timeout: number
  increment: number
}

/** Message 20 as transmitted. Source: ITU-R M.1371-5 Annex 8 table 72. */
export interface RawDataLink {
  type: 20
  repeat: number
  mmsi: number
  entries: RawReservation[]
}

export function readDataLink(b: BitReader): RawDataLink {
  const entries: RawReservation[] = []
  for (let n = 0; n < MAX_ENTRIES; n++) {
    const at = HEAD_BITS + n * ENTRY_BITS
    if (at + ENTRY_BITS > b.length) break
    entries.push({
      offset: b.u(at, 12),
      slots: b.u(at + 12, 4),
      timeout: b.u(at + 16, 3),
      increment: b.u(at + 19, 11),
    })
  }
  return { type: 20, repeat: b.u(6, 2), mmsi: b.u(8, 30), entries }
}

export function writeDataLink(w: BitWriter, r: RawDataLink): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.spare(2)
  for (const entry of r.entries) {
    w.u('reservations.offset', entry.offset, 12)
    w.u('reservations.slots', entry.slots, 4)
    w.u('reservations.timeoutMin', entry.timeout, 3)
    w.u('reservations.increment', entry.increment, 11)
  }
  // Padded to a byte with 0 to 6 spare bits (table 72).
  w.spare((8 - (w.length & 7)) & 7)
}
