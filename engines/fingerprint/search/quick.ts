import { bestMotions } from '../match/align.ts'
import { scoreOf, SCORE_NONE } from '../match/compare.ts'
import { popcount, type LocalPairs } from '../match/local.ts'
import { pairUp } from '../match/pairing.ts'
import type { Template } from '../template/template.ts'
import { SIGNATURES_MAX } from './signature.ts'

/** Differing bits up to which two minutiae are tried as one; pairs kept; roots tried. */
const DIFFERING_MAX = 24
const PAIRS_MAX = 64
const ROOTS = 12
const BITS = 64

/** Signatures of a finger with the bits of a minutia in two words. */
export interface SignatureWords {
  readonly words: Int32Array
  readonly count: number
}

export function wordsOf(signatures: Uint8Array, minutiae: number): SignatureWords {
  const count = Math.min(minutiae, SIGNATURES_MAX)
  const words = new Int32Array(2 * count)
  for (let b = 0; b < 8; b++)
    for (let m = 0; m < count; m++)
      words[2 * m + (b >> 2)]! |= signatures[b * SIGNATURES_MAX + m]! << (8 * (b & 3))
  return { words, count }
}

/** As `compare`, with the stored signatures in place of the cylinders: a tenth of the time, a little less sure. */
export function quickScore(p: Template, pWords: SignatureWords, q: Template, qWords: SignatureWords): number {
  const pairs = nearestPairs(pWords, qWords)
  let best = SCORE_NONE
  for (const motion of bestMotions(p, q, pairs, ROOTS, 1))
    best = Math.max(best, scoreOf(pairUp(p, q, motion)))
  return best
}

function nearestPairs(p: SignatureWords, q: SignatureWords): LocalPairs {
  const buckets: number[][] = Array.from({ length: DIFFERING_MAX + 1 }, () => [])
  for (let i = 0; i < p.count; i++)
    for (let j = 0; j < q.count; j++) {
      const differ =
        popcount(p.words[2 * i]! ^ q.words[2 * j]!) + popcount(p.words[2 * i + 1]! ^ q.words[2 * j + 1]!)
      if (differ <= DIFFERING_MAX) buckets[differ]!.push((i << 8) | j)
    }
  const a = new Uint8Array(PAIRS_MAX)
  const b = new Uint8Array(PAIRS_MAX)
  const similarity = new Float32Array(PAIRS_MAX)
  let count = 0
  buckets.forEach((bucket, differ) => {
    for (const code of bucket) {
      if (count === PAIRS_MAX) return
      a[count] = code >> 8
      b[count] = code & 255
      similarity[count++] = 1 - (2 * differ) / BITS
    }
  })
  return { a, b, similarity, count }
}
