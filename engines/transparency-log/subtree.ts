import { readRanges, type NodeReader } from './node-reader.ts'
import { fail, ok, type Result } from './result.ts'
import { HASH_BYTES, sameHash, type TreeHasher } from './tree-hash.ts'
import { isSize, splitPoint } from './tree-math.ts'

/** Leaves [begin, end) of a tree, as a tree of their own (draft-ietf-plants-merkle-tree-certs-03, 4.1). */
export interface Subtree {
  readonly begin: number
  readonly end: number
}

/** True when the interval is a subtree: not empty, and begins at a multiple of the smallest power of two that holds it (4.1). */
export function isSubtree({ begin, end }: Subtree): boolean {
  if (!isSize(begin) || !isSize(end) || end <= begin) return false
  let width = 1
  while (width < end - begin) width *= 2
  return begin % width === 0
}

/**
 * Proof that a subtree is part of the tree of `size` leaves (draft-ietf-plants-merkle-tree-certs-03, 4.4). With begin 0 it is
 * the consistency proof of RFC 9162, with one leaf the inclusion proof.
 */
export async function subtreeProof(
  hasher: TreeHasher,
  reader: NodeReader,
  subtree: Subtree,
  size: number,
): Promise<Result<Uint8Array[]>> {
  const fault = subtreeFault(subtree, size)
  if (fault !== null) return fault
  const ranges: [number, number][] = []
  collect(ranges, subtree, { begin: 0, end: size }, true)
  return readRanges(hasher, reader, ranges)
}

function subtreeFault(subtree: Subtree, size: number): ReturnType<typeof fail> | null {
  if (!isSubtree(subtree))
    return fail('proof.subtree', `leaves ${subtree.begin} to ${subtree.end} are no subtree`, 'subtree')
  if (!isSize(size) || subtree.end > size)
    return fail('proof.size', `a tree of ${size} has no subtree up to ${subtree.end}`, 'size')
  return null
}

/** Ranges whose hashes make the proof, deepest first. `known`: the verifier has the hash of the whole of `tree` already. */
function collect(ranges: [number, number][], subtree: Subtree, tree: Subtree, known: boolean): void {
  if (subtree.begin === tree.begin && subtree.end === tree.end) {
    if (!known) ranges.push([tree.begin, tree.end])
    return
  }
  const middle = tree.begin + splitPoint(tree.end - tree.begin)
  const left = { begin: tree.begin, end: middle }
  const right = { begin: middle, end: tree.end }
  if (subtree.end <= middle) {
    collect(ranges, subtree, left, known)
    ranges.push([middle, tree.end])
  } else if (subtree.begin >= middle) {
    collect(ranges, subtree, right, known)
    ranges.push([tree.begin, middle])
  } else {
    // Begins where the tree begins: its left half is the tree's, so only the rest is followed, and that is not known.
    collect(ranges, { begin: middle, end: subtree.end }, right, false)
    ranges.push([left.begin, left.end])
  }
}

export interface SubtreeClaim {
  readonly subtree: Subtree
  readonly size: number
  readonly subtreeHash: Uint8Array
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Checks a subtree consistency proof (draft-ietf-plants-merkle-tree-certs-03, 4.4). */
export function verifySubtree(hasher: TreeHasher, claim: SubtreeClaim): Result<true> {
  const fault = subtreeFault(claim.subtree, claim.size)
  if (fault !== null) return fault
  if ([claim.subtreeHash, claim.root, ...claim.proof].some((hash) => hash.length !== HASH_BYTES))
    return fail('proof.hash-length', 'every hash of a proof is 32 bytes', 'proof')
  const hashes = { list: claim.proof, used: 0 }
  const found = walk(hasher, hashes, claim.subtreeHash, claim.subtree, { begin: 0, end: claim.size }, true)
  if (found === null) return fail('proof.short', 'the proof has too few hashes', 'proof')
  if (hashes.used !== claim.proof.length) return fail('proof.long', 'the proof has too many hashes', 'proof')
  if (!sameHash(found.subtree, claim.subtreeHash))
    return fail('proof.subtree-hash', 'the proof leads to another subtree', 'subtreeHash')
  if (!sameHash(found.root, claim.root)) return fail('proof.root', 'the proof leads to another root', 'root')
  return ok(true)
}

interface Pair {
  readonly subtree: Uint8Array
  readonly root: Uint8Array
}

/** Rebuilds both hashes from the inside out; depth is at most 53, the height of the largest tree. */
function walk(
  hasher: TreeHasher,
  hashes: { readonly list: readonly Uint8Array[]; used: number },
  given: Uint8Array,
  subtree: Subtree,
  tree: Subtree,
  known: boolean,
): Pair | null {
  if (subtree.begin === tree.begin && subtree.end === tree.end) {
    const hash = known ? given : hashes.list[hashes.used++]
    return hash === undefined ? null : { subtree: hash, root: hash }
  }
  const middle = tree.begin + splitPoint(tree.end - tree.begin)
  const left = { begin: tree.begin, end: middle }
  const right = { begin: middle, end: tree.end }
  const below =
    subtree.end <= middle
      ? walk(hasher, hashes, given, subtree, left, known)
      : subtree.begin >= middle
        ? walk(hasher, hashes, given, subtree, right, known)
        : walk(hasher, hashes, given, { begin: middle, end: subtree.end }, right, false)
  const sibling = hashes.list[hashes.used++]
  if (below === null || sibling === undefined) return null
  if (subtree.end <= middle) return { subtree: below.subtree, root: hasher.node(below.root, sibling) }
  const root = hasher.node(sibling, below.root)
  return subtree.begin >= middle
    ? { subtree: below.subtree, root }
    : { subtree: hasher.node(sibling, below.subtree), root }
}
