/** Minutiae compared: beyond it the weakest are left out. */
export const MINUTIAE_MAX = 255
/** Parts of a full turn that directions are held in. */
export const TURN_STEPS = 65_536
/** Minutiae of which a register holds place or turn. */
export const LANES = 8
/** Parts of a pixel that places are held in. */
export const PARTS = 4

/** Minutiae in groups of LANES: their x, their y, their turns; the last group is filled up with its last. */
export function lanesOf(x: Float32Array, y: Float32Array, turn: Int32Array): Int16Array {
  const out = new Int16Array(3 * LANES * Math.ceil(x.length / LANES))
  for (let k = 0; k < out.length / 3; k++) {
    const m = Math.min(k, x.length - 1)
    const at = Math.floor(k / LANES) * 3 * LANES + (k % LANES)
    out[at] = Math.round(x[m]! * PARTS)
    out[at + LANES] = Math.round(y[m]! * PARTS)
    out[at + 2 * LANES] = turn[m]!
  }
  return out
}
