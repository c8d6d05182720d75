/** Square matrices of any small size, row by row. */
export type Matrix = readonly number[]

/** Inverse of a symmetric positive definite matrix by Cholesky; null where it is not one. */
export function inverse(p: Matrix, n: number): { inverse: number[]; logDet: number } | null {
  const l = Array.from({ length: n * n }, () => 0)
  let logDet = 0
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = p[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i > j) l[i * n + j] = sum / l[j * n + j]!
      else if (sum > 0) {
        l[j * n + j] = Math.sqrt(sum)
        logDet += Math.log(sum)
      } else return null
    }
  }
  const out = Array.from({ length: n * n }, () => 0)
  for (let column = 0; column < n; column++) {
    const y = Array.from({ length: n }, (_, i) => (i === column ? 1 : 0))
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) y[i]! -= l[i * n + k]! * y[k]!
      y[i]! /= l[i * n + i]!
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) y[i]! -= l[k * n + i]! * y[k]!
      y[i]! /= l[i * n + i]!
    }
    for (let i = 0; i < n; i++) out[i * n + column] = y[i]!
  }
  return { inverse: out, logDet }
}

export function times(m: Matrix, v: readonly number[], n: number): number[] {
  return Array.from({ length: n }, (_, i) => v.reduce((sum, value, k) => sum + m[i * n + k]! * value, 0))
}

export function weighted(a: Matrix, wa: number, b: Matrix, wb: number): number[] {
  return a.map((value, n) => wa * value + wb * b[n]!)
}
