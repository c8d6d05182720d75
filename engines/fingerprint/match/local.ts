import type { Template } from '../template/template.ts'
import { CYLINDER_WORDS, type Cylinders } from './cylinder.ts'

/** Bits that both cylinders must see before they are compared: two fifths, so that a print's edge is not likeness. */
const SHARED_BITS_MIN = 150

/** Pairs of minutiae whose surroundings are alike, best first. */
export interface LocalPairs {
  readonly a: Uint8Array
  readonly b: Uint8Array
  readonly similarity: Float32Array
  readonly count: number
}

export function popcount(word: number): number {
  let w = word - ((word >>> 1) & 0x55555555)
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333)
  return (((w + (w >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Similarity of two bit cylinders on the cells both see (Cappelli et al. 2010, equation 24). */
function cylinderSimilarity(p: Cylinders, i: number, q: Cylinders, j: number): number {
  const [a, b] = [i * CYLINDER_WORDS, j * CYLINDER_WORDS]
  // The cells fill two words, and the same cells are valid in each of the six directions.
  const even = p.valid[a]! & q.valid[b]!
  const odd = p.valid[a + 1]! & q.valid[b + 1]!
  if (6 * (popcount(even) + popcount(odd)) < SHARED_BITS_MIN) return 0
  let [differ, common] = [0, 0]
  for (let w = 0; w < CYLINDER_WORDS; w++) {
    const both = (w & 1) === 0 ? even : odd
    const [u, v] = [p.bits[a + w]! & both, q.bits[b + w]! & both]
    differ += popcount(u ^ v)
    common += popcount(u & v)
  }
  const ones = differ + 2 * common
  if (ones === 0) return 0
  return 1 - Math.sqrt(differ / ones)
}

export function localPairs(
  s: { template: Template; cylinders: Cylinders },
  t: { template: Template; cylinders: Cylinders },
  most: number,
): LocalPairs {
  const list: { a: number; b: number; s: number }[] = []
  const [n, m] = [s.template.x.length, t.template.x.length]
  for (let i = 0; i < n; i++) {
    if (s.cylinders.usable[i] === 0) continue
    for (let j = 0; j < m; j++) {
      if (t.cylinders.usable[j] === 0) continue
      const value = cylinderSimilarity(s.cylinders, i, t.cylinders, j)
      if (value > 0.2) list.push({ a: i, b: j, s: value })
    }
  }
  list.sort((p, q) => q.s - p.s)
  const kept = list.slice(0, most)
  return {
    a: Uint8Array.from(kept, (k) => k.a),
    b: Uint8Array.from(kept, (k) => k.b),
    similarity: Float32Array.from(kept, (k) => k.s),
    count: kept.length,
  }
}
