import { LOCAL_MAX } from './lay-kernel.ts'
import { nearestKernel } from './nearest-kernel.ts'
import { MINUTIAE_MAX } from './lanes.ts'
import type { Prepared } from './prepared.ts'
import { SIGNATURE_BYTES } from './signature.ts'

/** Pairs of minutiae whose surroundings are alike, best first; overwritten by the next call. */
export interface LocalPairs {
  readonly a: Uint8Array
  readonly b: Uint8Array
  /** 0 to 1. */
  readonly similarity: Float32Array
  count: number
}

/** Chance differs in 64 bits of 128, with a deviation of 6. */
const DIFFERING_MAX = 50
const BITS = 8 * SIGNATURE_BYTES
const PLANES_AT = 4096
const LANES_AT = 8192
const FOUND_AT = 8208
const PAGE = 65_536
const PAGES = Math.ceil((FOUND_AT + 4 * MINUTIAE_MAX * (MINUTIAE_MAX + 1)) / PAGE)

const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES })
const bytes = new Uint8Array(memory.buffer)
const found = new Int32Array(memory.buffer, FOUND_AT)
const kernel = nearestKernel(memory, PAGES, {
  bytes: SIGNATURE_BYTES,
  laneStride: 16,
  groupStep: 16 * SIGNATURE_BYTES,
  differingMax: DIFFERING_MAX,
  rowsAt: 0,
  lanesAt: LANES_AT,
  foundAt: FOUND_AT,
})

const pairs: LocalPairs = {
  a: new Uint8Array(LOCAL_MAX),
  b: new Uint8Array(LOCAL_MAX),
  similarity: new Float32Array(LOCAL_MAX),
  count: 0,
}
const ends = new Int32Array(DIFFERING_MAX + 2)
/** What lies in the memory: one print is often compared with many. */
const loaded: { rows: Uint8Array | null; planes: Uint8Array | null } = { rows: null, planes: null }

/** The pairs of minutiae of two prints whose surroundings are most alike. */
export function nearestPairs(p: Prepared, q: Prepared): LocalPairs {
  pairs.count = 0
  if (p.signed.length === 0 || q.signed.length === 0) return pairs
  if (loaded.rows !== p.rows) bytes.set(p.rows)
  if (loaded.planes !== q.planes) bytes.set(q.planes, PLANES_AT)
  loaded.rows = p.rows
  loaded.planes = q.planes
  const end = kernel(p.rows.length, PLANES_AT, PLANES_AT + q.planes.length)
  return bestPairs(found, (end - FOUND_AT) >> 2, BITS, p.signed, q.signed)
}

/**
 * The first `count` words of what a kernel found, by counting sort of the differing bits; of pairs that differ alike the first come first. `rows` and `places`
 * hold the minutiae's numbers; places beyond are empty; `swapped` where the places are of the first print. Overwritten by the next call.
 */
export function bestPairs(
  found: Int32Array,
  count: number,
  bits: number,
  rows: Uint8Array,
  places: Uint8Array,
  swapped = false,
): LocalPairs {
  const [a, b] = swapped ? [pairs.b, pairs.a] : [pairs.a, pairs.b]
  ends.fill(0)
  for (let k = 0; k < count; k++) {
    const word = found[k]!
    if ((word & 255) < places.length) ends[(word >> 16) + 1]!++
  }
  for (let d = 1; d < ends.length; d++) ends[d]! += ends[d - 1]!
  pairs.count = Math.min(LOCAL_MAX, ends[ends.length - 1]!)
  for (let k = 0; k < count; k++) {
    const word = found[k]!
    const place = word & 255
    if (place >= places.length) continue
    const at = ends[word >> 16]!++
    if (at >= LOCAL_MAX) continue
    a[at] = rows[(word >> 8) & 255]!
    b[at] = places[place]!
    pairs.similarity[at] = 1 - (2 * (word >> 16)) / bits
  }
  return pairs
}
