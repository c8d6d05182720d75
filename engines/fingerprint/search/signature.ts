import { CYLINDER_CELLS, gatherNeighbours, CYLINDER_DIRECTIONS } from '../match/cylinder.ts'
import type { Template } from '../template/template.ts'
import { seeded } from './seeded.ts'

/** Bytes of a minutia's signature. */
export const SIGNATURE_BYTES = 8
/** Minutiae that have one: two registers of 16. */
export const SIGNATURES_MAX = 32
const BITS = 8 * SIGNATURE_BYTES
/** Cylinder values on either side of a bit's scale. */
const SIDE = 24
const VALUES = CYLINDER_CELLS * CYLINDER_DIRECTIONS
const SEED = 0x5eed_f1e1

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

/**
 * Signs of random projections of each minutia's cylinder (Charikar 2002): prints of one finger differ in few bits. Byte b of
 * minutia m lies at b * SIGNATURES_MAX + m, so that sixteen minutiae fill a register; places without a minutia are zero.
 */
export function signaturesOf(template: Template, out: Uint8Array): void {
  out.fill(0, 0, SIGNATURE_BYTES * SIGNATURES_MAX)
  const sums = new Float64Array(VALUES)
  const chosen = strongest(template)
  chosen.forEach((m, place) => {
    gatherNeighbours(template, m, sums)
    for (let bit = 0; bit < BITS; bit++) {
      const at = bit * 2 * SIDE
      let lean = 0
      for (let k = 0; k < SIDE; k++) lean += sums[CHOSEN[at + k]!]! - sums[CHOSEN[at + SIDE + k]!]!
      if (lean > 0) out[(bit >> 3) * SIGNATURES_MAX + place]! |= 1 << (bit & 7)
    }
  })
}

/** The minutiae of best quality that have neighbours. */
function strongest({ quality, x }: Template): number[] {
  return Array.from({ length: x.length }, (_, i) => i)
    .sort((a, b) => quality[b]! - quality[a]!)
    .slice(0, SIGNATURES_MAX)
}
