import { TURN_STEPS } from '../match/lanes.ts'
import { writeSignature } from '../match/signature.ts'
import type { Template } from '../template/template.ts'

/** Minutiae of a finger that are scanned: two registers of 16. */
export const PLACES = 32
/** Bytes of a minutia's signature that a gallery keeps. */
export const HALF_BYTES = 8
/** Signatures, byte b of minutia m at b * PLACES + m, then a byte of direction each. */
export const BLOCK_BYTES = (HALF_BYTES + 1) * PLACES
/** Bits as unlike anything as chance: what stands where no minutia is. */
const NOBODY = 0xaa

/** The block of the clearest minutiae of a template; those without neighbours are unlike anything. */
export function writeBlock(template: Template, out: Uint8Array): void {
  out.fill(NOBODY, 0, HALF_BYTES * PLACES)
  out.fill(0, HALF_BYTES * PLACES, BLOCK_BYTES)
  const signature = new Uint8Array(HALF_BYTES)
  clearest(template).forEach((m, place) => {
    if (!writeSignature(template, m, signature, 0, HALF_BYTES)) return
    signature.forEach((byte, b) => (out[b * PLACES + place] = byte))
    const turn = Math.round((template.angle[m]! / (2 * Math.PI)) * TURN_STEPS)
    out[HALF_BYTES * PLACES + place] = (turn >> 8) & 255
  })
}

/** Numbers of the PLACES minutiae of the best quality, the clearest first. */
export function clearest({ quality, x }: Template): number[] {
  return Array.from({ length: x.length }, (_, i) => i)
    .sort((a, b) => quality[b]! - quality[a]! || a - b)
    .slice(0, PLACES)
}
