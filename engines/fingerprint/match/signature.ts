import { seeded } from '../kernel/seeded.ts'
import type { Template } from '../template/template.ts'
import { CYLINDER_CELLS, CYLINDER_DIRECTIONS, gatherNeighbours } from './cylinder.ts'

/** Bytes of a minutia's signature; a gallery keeps the first half. */
export const SIGNATURE_BYTES = 16
const BITS = 8 * SIGNATURE_BYTES
/** Cylinder values on either side of a bit's scale. */
const SIDE = 24
const VALUES = CYLINDER_CELLS * CYLINDER_DIRECTIONS
const SEED = 0x5eed_f1e1
/** A minutia with fewer neighbours has nothing to be known by. */
export const NEIGHBOURS_MIN = 2

/** For each bit the values that speak for it, then those against. Part of the format: a change makes galleries unreadable. */
const CHOSEN = (() => {
  const random = seeded(SEED)
  const chosen = new Uint16Array(BITS * 2 * SIDE)
  for (let bit = 0; bit < BITS; bit++) {
    const taken = new Set<number>()
    while (taken.size < 2 * SIDE) taken.add(Math.floor(random() * VALUES))
    chosen.set([...taken], bit * 2 * SIDE)
  }
  return chosen
})()

const sums = new Float64Array(VALUES)
const leans = new Float64Array(BITS)

/** How far each of the first `bits` projections of a minutia's cylinder leans to one side or the other; returns its neighbours. */
export function leansOf(template: Template, minutia: number, out: Float64Array, bits: number): number {
  const neighbours = gatherNeighbours(template, minutia, sums)
  for (let bit = 0; bit < bits; bit++) {
    const from = bit * 2 * SIDE
    let lean = 0
    for (let k = 0; k < SIDE; k++) lean += sums[CHOSEN[from + k]!]! - sums[CHOSEN[from + SIDE + k]!]!
    out[bit] = lean
  }
  return neighbours
}

/**
 * Signs of random projections of a minutia's cylinder (Charikar, STOC 2002): prints of one finger differ in few bits. Writes the
 * first `bytes` at `at`; false where the minutia has too few neighbours.
 */
export function writeSignature(
  template: Template,
  minutia: number,
  out: Uint8Array,
  at: number,
  bytes = SIGNATURE_BYTES,
): boolean {
  const neighbours = leansOf(template, minutia, leans, 8 * bytes)
  out.fill(0, at, at + bytes)
  for (let bit = 0; bit < 8 * bytes; bit++) if (leans[bit]! > 0) out[at + (bit >> 3)]! |= 1 << (bit & 7)
  return neighbours >= NEIGHBOURS_MIN
}
