import { readRanges, type NodeReader } from './node-reader.ts'
import { fail, ok, type Result } from './result.ts'
import { HASH_BYTES, sameHash, type TreeHasher } from './tree-hash.ts'
import { half, isSize, splitPoint } from './tree-math.ts'

/** Audit path of the leaf at `index` in the tree of `size` leaves (RFC 6962, 2.1.1): sibling first, root's child last. */
export async function inclusionProof(
  hasher: TreeHasher,
  reader: NodeReader,
  index: number,
  size: number,
): Promise<Result<Uint8Array[]>> {
  if (!isSize(size)) return fail('proof.size', `tree size must be an integer from 0 to 2^53 - 1`, 'size')
  if (!isSize(index) || index >= size)
    return fail('proof.index', `no leaf ${index} in a tree of ${size}`, 'index')
  return readRanges(hasher, reader, inclusionRanges(index, size))
}

function inclusionRanges(index: number, size: number): [number, number][] {
  const ranges: [number, number][] = []
  let begin = 0
  let end = size
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin)
    if (index < middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([begin, middle])
      begin = middle
    }
  }
  return ranges.toReversed()
}

export interface InclusionClaim {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Checks an inclusion proof (RFC 9162, 2.1.3.2). */
export function verifyInclusion(hasher: TreeHasher, claim: InclusionClaim): Result<true> {
  const computed = rootFromInclusion(hasher, claim)
  if (!computed.ok) return computed
  if (!sameHash(computed.value, claim.root))
    return fail('proof.root', 'the proof leads to another root', 'root')
  return ok(true)
}

/** Root that an inclusion proof leads to, for a caller that has the root from elsewhere. */
export function rootFromInclusion(
  hasher: TreeHasher,
  claim: Omit<InclusionClaim, 'root'>,
): Result<Uint8Array> {
  const { index, size, leafHash, proof } = claim
  if (!isSize(size)) return fail('proof.size', 'tree size must be an integer from 0 to 2^53 - 1', 'size')
  if (!isSize(index) || index >= size)
    return fail('proof.index', `no leaf ${index} in a tree of ${size}`, 'index')
  if (leafHash.length !== HASH_BYTES || proof.some((hash) => hash.length !== HASH_BYTES)) {
    return fail('proof.hash-length', 'every hash of a proof is 32 bytes', 'proof')
  }
  let fn = index
  let sn = size - 1
  let hash = leafHash
  for (const sibling of proof) {
    if (sn === 0)
      return fail('proof.long', `${proof.length} hashes are too many for leaf ${index} of ${size}`, 'proof')
    if (fn % 2 === 1 || fn === sn) {
      hash = hasher.node(sibling, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      hash = hasher.node(hash, sibling)
    }
    fn = half(fn)
    sn = half(sn)
  }
  if (sn !== 0)
    return fail('proof.short', `${proof.length} hashes are too few for leaf ${index} of ${size}`, 'proof')
  return ok(hash)
}
