import { readRanges, type NodeReader } from './node-reader.ts'
import { fail, ok, type Result } from './result.ts'
import { HASH_BYTES, sameHash, type TreeHasher } from './tree-hash.ts'
import { half, isSize, splitPoint } from './tree-math.ts'

/**
 * Proof that the tree of `newSize` leaves begins with the tree of `oldSize` leaves (RFC 6962, 2.1.2). Empty when
 * the sizes are equal or the old tree is empty.
 */
export async function consistencyProof(
  hasher: TreeHasher,
  reader: NodeReader,
  oldSize: number,
  newSize: number,
): Promise<Result<Uint8Array[]>> {
  if (!isSize(newSize))
    return fail('proof.size', 'tree size must be an integer from 0 to 2^53 - 1', 'newSize')
  if (!isSize(oldSize) || oldSize > newSize) {
    return fail('proof.size', `a tree of ${oldSize} cannot come before one of ${newSize}`, 'oldSize')
  }
  return readRanges(hasher, reader, oldSize === 0 ? [] : consistencyRanges(oldSize, newSize))
}

function consistencyRanges(oldSize: number, newSize: number): [number, number][] {
  const ranges: [number, number][] = []
  let begin = 0
  let end = newSize
  // The old root is known to the verifier as long as no left half has been split off.
  let known = true
  while (end !== oldSize) {
    const middle = begin + splitPoint(end - begin)
    if (oldSize <= middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([begin, middle])
      begin = middle
      known = false
    }
  }
  if (!known) ranges.push([begin, end])
  return ranges.toReversed()
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly newSize: number
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Checks a consistency proof (RFC 9162, 2.1.4.2); an empty old tree and equal trees need an empty proof. */
export function verifyConsistency(hasher: TreeHasher, claim: ConsistencyClaim): Result<true> {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (!isSize(newSize) || !isSize(oldSize) || oldSize > newSize) {
    return fail('proof.size', `a tree of ${oldSize} cannot come before one of ${newSize}`, 'oldSize')
  }
  if ([oldRoot, newRoot, ...proof].some((hash) => hash.length !== HASH_BYTES)) {
    return fail('proof.hash-length', 'every hash of a proof is 32 bytes', 'proof')
  }
  if (oldSize === newSize || oldSize === 0) return verifyTrivial(hasher, claim)
  return walk(hasher, claim)
}

function verifyTrivial(hasher: TreeHasher, claim: ConsistencyClaim): Result<true> {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (proof.length > 0)
    return fail('proof.long', `no hashes are needed from ${oldSize} to ${newSize}`, 'proof')
  if (oldSize === 0 && !sameHash(oldRoot, hasher.empty())) {
    return fail('proof.old-root', 'the root of the empty tree is the hash of nothing', 'oldRoot')
  }
  if (oldSize === newSize && !sameHash(oldRoot, newRoot)) {
    return fail('proof.new-root', `two different roots for one size ${newSize}`, 'newRoot')
  }
  return ok(true)
}

function walk(hasher: TreeHasher, claim: ConsistencyClaim): Result<true> {
  const { oldSize, newSize } = claim
  let fn = oldSize - 1
  let sn = newSize - 1
  while (fn % 2 === 1) {
    fn = half(fn)
    sn = half(sn)
  }
  // When the old size is a power of two, its root is the first hash and is left out of the proof.
  const path = fn === 0 ? [claim.oldRoot, ...claim.proof] : claim.proof
  const first = path[0]
  if (first === undefined) return fail('proof.short', `no hashes from ${oldSize} to ${newSize}`, 'proof')
  let oldHash = first
  let newHash = first
  for (const sibling of path.slice(1)) {
    if (sn === 0) return fail('proof.long', `too many hashes from ${oldSize} to ${newSize}`, 'proof')
    if (fn % 2 === 1 || fn === sn) {
      oldHash = hasher.node(sibling, oldHash)
      newHash = hasher.node(sibling, newHash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      newHash = hasher.node(newHash, sibling)
    }
    fn = half(fn)
    sn = half(sn)
  }
  if (sn !== 0) return fail('proof.short', `too few hashes from ${oldSize} to ${newSize}`, 'proof')
  if (!sameHash(oldHash, claim.oldRoot))
    return fail('proof.old-root', 'the proof leads to another old root', 'oldRoot')
  if (!sameHash(newHash, claim.newRoot))
    return fail('proof.new-root', 'the proof leads to another new root', 'newRoot')
  return ok(true)
}
