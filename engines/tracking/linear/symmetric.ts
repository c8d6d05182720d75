/** State order of every filter here: east m, north m, east m/s, north m/s, turn rate rad/s (clockwise positive). */
export const STATES = 5
/** Elements of a covariance, row by row. */
export const CELLS = STATES * STATES

/** Smallest pivot that a square root is taken of: covariances lose their last digits, not their meaning. */
const PIVOT_MIN = 1e-12

/**
 * Lower Cholesky factor of the symmetric 5 × 5 matrix at `from` of `p`, into `l`. A pivot that is not positive (a state that
 * is known exactly) gives a column of zeros.
 */
export function cholesky(p: Float64Array, from: number, l: Float64Array): void {
  for (let j = 0; j < STATES; j++) {
    let pivot = p[from + j * STATES + j]!
    for (let k = 0; k < j; k++) pivot -= l[j * STATES + k]! ** 2
    const root = pivot > PIVOT_MIN ? Math.sqrt(pivot) : 0
    l[j * STATES + j] = root
    for (let i = j + 1; i < STATES; i++) {
      let sum = p[from + i * STATES + j]!
      for (let k = 0; k < j; k++) sum -= l[i * STATES + k]! * l[j * STATES + k]!
      l[i * STATES + j] = root > 0 ? sum / root : 0
      l[j * STATES + i] = 0
    }
  }
}
