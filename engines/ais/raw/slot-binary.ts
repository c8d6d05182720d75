import type { BitReader } from '../bits/bit-reader.ts'
import type { BitWriter } from '../bits/bit-writer.ts'

/** Selector bit and communication state at the end of message 26. */
const RADIO_BITS = 20
const HEAD_BITS = 40

/**
 * Messages 25 and 26 as transmitted. Source: ITU-R M.1371-5 Annex 8 tables 78 and 79, where an address is
 * followed by two spare bits.
 */
export interface RawSlotBinary {
  type: 25 | 26
  repeat: number
  mmsi: number
  addressed: boolean
  structured: boolean
  destMmsi: number
  appId: number
  bits: number
  data: Uint8Array
  radio: number
}

/** Bits before the data. */
function slotBinaryHeadBits(addressed: boolean, structured: boolean): number {
  return HEAD_BITS + (addressed ? 32 : 0) + (structured ? 16 : 0)
}

export function readSlotBinary(b: BitReader): RawSlotBinary {
  const type = b.u(0, 6) as 25 | 26
  const addressed = b.flag(38)
  const structured = b.flag(39)
  const at = slotBinaryHeadBits(addressed, structured)
  const radioBits = type === 26 ? RADIO_BITS : 0
  const bits = Math.max(0, b.length - at - radioBits)
  return {
    type,
    repeat: b.u(6, 2),
    mmsi: b.u(8, 30),
    addressed,
    structured,
    destMmsi: addressed ? b.u(40, 30) : 0,
    appId: structured ? b.u(at - 16, 16) : 0,
    bits,
    data: b.copy(at, bits),
    radio: radioBits > 0 ? b.u(b.length - RADIO_BITS, RADIO_BITS) : 0,
  }
}

export function writeSlotBinary(w: BitWriter, r: RawSlotBinary): void {
  w.u('type', r.type, 6)
  w.u('repeat', r.repeat, 2)
  w.u('mmsi', r.mmsi, 30)
  w.flag(r.addressed)
  w.flag(r.structured)
  if (r.addressed) {
    w.u('destMmsi', r.destMmsi, 30)
    w.spare(2)
  }
  if (r.structured) w.u('appId', r.appId, 16)
  w.data('data', r.data, r.bits)
  if (r.type === 26) w.u('radio', r.radio, RADIO_BITS)
}
