import { MAX_PAYLOAD_BITS, type BitReader } from '../bits/bit-reader.ts'
import { NOT_ARMOUR, UNARMOUR } from '../bits/six-bit.ts'

export const MAX_PAYLOAD_CHARS: number = Math.floor(MAX_PAYLOAD_BITS / 6)

/**
 * Reads the armoured characters of [from, to) into `bits`, less the fill bits, and zeroes what an earlier and
 * longer payload left behind. Returns −1, or the position of a character that is no armour.
 */
export function unarmour(
  bits: BitReader,
  buf: Uint8Array,
  from: number,
  to: number,
  fillBits: number,
): number {
  const out = bits.bytes
  const table = UNARMOUR
  const before = (bits.length + 7) >> 3
  let n = 0
  let p = from
  for (; p + 4 <= to; p += 4, n += 3) {
    const a = table[buf[p]!]!
    const b = table[buf[p + 1]!]!
    const c = table[buf[p + 2]!]!
    const d = table[buf[p + 3]!]!
    if ((a | b | c | d) > 63) return firstForeign(buf, p, to)
    const word = (a << 18) | (b << 12) | (c << 6) | d
    out[n] = word >>> 16
    out[n + 1] = word >>> 8
    out[n + 2] = word
  }
  if (p < to) {
    const foreign = firstForeign(buf, p, to)
    if (foreign >= 0) return foreign
    const a = table[buf[p]!]!
    const b = p + 1 < to ? table[buf[p + 1]!]! : 0
    const c = p + 2 < to ? table[buf[p + 2]!]! : 0
    const word = (a << 18) | (b << 12) | (c << 6)
    out[n] = word >>> 16
    out[n + 1] = word >>> 8
    out[n + 2] = word
    n += 3
  }
  const length = Math.max(0, (to - from) * 6 - fillBits)
  bits.length = length
  const last = length >> 3
  if ((length & 7) !== 0) out[last] = out[last]! & (0xff << (8 - (length & 7)))
  const until = n > before ? n : before
  for (let i = (length + 7) >> 3; i < until; i++) out[i] = 0
  return -1
}

function firstForeign(buf: Uint8Array, from: number, to: number): number {
  for (let p = from; p < to; p++) if (UNARMOUR[buf[p]!] === NOT_ARMOUR) return p
  return -1
}
