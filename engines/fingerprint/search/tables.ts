import { TURN_STEPS } from '../match/lanes.ts'
import { leansOf, NEIGHBOURS_MIN } from '../match/signature.ts'
import type { Template } from '../template/template.ts'
import { clearest, HALF_BYTES } from './block.ts'

const BITS = 8 * HALF_BYTES
const NIBBLES = 2 * HALF_BYTES
/**
 * Bits that lean far weigh more, because they turn over less. The root of the sum of the squares of a minutia's weights, and what chance
 * differs by, are the same for all: a minutia with few neighbours leans in few bits and would else be near to anything.
 */
const WEIGHT_ROOT = 16
const BY_CHANCE = 64
/** A record of the probe: a table of sixteen for each four bits of a signature, then the direction, a 256th of a turn, and nothing up to a whole register. */
export const RECORD_BYTES = 16 * NIBBLES + 16

/** For each of a probe's clearest minutiae that has neighbours: what a stored signature's four bits differ by, weighed. */
export function tablesOf(template: Template): Uint8Array {
  const chosen = clearest(template)
  const out = new Uint8Array(RECORD_BYTES * chosen.length)
  let records = 0
  const leans = new Float64Array(BITS)
  for (const m of chosen) {
    if (leansOf(template, m, leans, BITS) < NEIGHBOURS_MIN) continue
    const root = Math.sqrt(leans.reduce((all, lean) => all + lean * lean, 0))
    const weights = leans.map((lean) => (root === 0 ? 0 : Math.round((WEIGHT_ROOT * Math.abs(lean)) / root)))
    const record = out.subarray(RECORD_BYTES * records, RECORD_BYTES * ++records)
    record.fill(Math.max(0, BY_CHANCE - Math.round(weights.reduce((a, b) => a + b) / 2)), 0, 16)
    for (let n = 0; n < NIBBLES; n++)
      for (let value = 0; value < 16; value++)
        for (let bit = 0; bit < 4; bit++) {
          const differs = leans[4 * n + bit]! > 0 !== (((value >> bit) & 1) === 1)
          if (differs) record[16 * n + value]! += weights[4 * n + bit]!
        }
    record[16 * NIBBLES] = (Math.round((template.angle[m]! / (2 * Math.PI)) * TURN_STEPS) >> 8) & 255
  }
  return out.subarray(0, RECORD_BYTES * records)
}
