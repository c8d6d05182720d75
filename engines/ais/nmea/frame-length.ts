import type { BitReader } from '../bits/bit-reader.ts'

/**
 * Lengths in bits by message type, from the tables of ITU-R M.1371-5 Annex 8.
 * `least`: up to the last field a reader cannot do without (a station that leaves out trailing spare bits or the
 * communication state is still understood). `full`: the whole message, for variable ones their shortest form.
 * `most`: the longest form (five slots for the variable ones, Annex 2 §3.3.7).
 */
interface Lengths {
  least: number
  full: number
  most: number
}

const L = (least: number, full: number, most: number): Lengths => ({ least, full, most })

export const FRAME_LENGTHS: readonly (Lengths | undefined)[] = [
  undefined,
  L(149, 168, 168), // 1: table 48
  L(149, 168, 168),
  L(149, 168, 168),
  L(168, 168, 168), // 4: table 51
  L(418, 424, 424), // 5: table 52
  L(88, 88, 1008), // 6: table 53
  L(70, 72, 168), // 7: table 54
  L(56, 56, 1008), // 8: table 56
  L(168, 168, 168), // 9: table 57
  L(70, 72, 72), // 10: table 58
  L(168, 168, 168), // 11: table 59
  L(72, 72, 1008), // 12: table 60
  L(70, 72, 168), // 13: table 61
  L(40, 40, 1008), // 14: table 62
  L(88, 88, 160), // 15: table 63
  L(92, 96, 144), // 16: table 65
  L(80, 80, 816), // 17: table 66
  L(168, 168, 168), // 18: table 70
  L(308, 312, 312), // 19: table 71
  L(70, 72, 160), // 20: table 72
  L(271, 272, 360), // 21: table 73
  L(145, 168, 168), // 22: table 74
  L(154, 160, 160), // 23: table 75
  L(160, 160, 168), // 24: tables 76 and 77; part B needs 162
  L(40, 40, 168), // 25: table 78
  L(60, 60, 1064), // 26: table 79
  L(95, 96, 96), // 27: table 82
]

/** Part B of message 24 ends its dimensions at bit 162. */
const STATIC_B_PART_B_LEAST = 162

/** Fewest bits the message in `b` needs; 0 when its type is unknown. */
export function leastBits(b: BitReader): number {
  const type = b.u(0, 6)
  const lengths = FRAME_LENGTHS[type]
  if (lengths === undefined) return 0
  if (type === 24 && b.u(38, 2) === 1) return STATIC_B_PART_B_LEAST
  if (type === 25 || type === 26) {
    return lengths.least + (b.flag(38) ? 30 : 0) + (b.flag(39) ? 16 : 0)
  }
  return lengths.least
}
