import { sameHash, type TreeHasher } from './tree-hash.ts'
import { isSize } from './tree-math.ts'

/** One perfect subtree: leaves [index × 2^level, (index + 1) × 2^level). */
export interface NodeId {
  readonly level: number
  readonly index: number
}

export interface RangeNode extends NodeId {
  readonly hash: Uint8Array
}

/**
 * The hashes of the perfect subtrees that tile the leaves [begin, end), left to right: at most 2 × log2 of them.
 * It is all that is needed to go on appending and to say the root; adjacent ranges merge, so long logs can be
 * hashed in pieces.
 */
export class CompactRange {
  readonly begin: number
  readonly #hasher: TreeHasher
  readonly #nodes: RangeNode[] = []
  #end: number

  constructor(hasher: TreeHasher, begin = 0) {
    if (!isSize(begin)) throw new Error(`BUG: a range cannot begin at ${begin}`)
    this.#hasher = hasher
    this.begin = begin
    this.#end = begin
  }

  get end(): number {
    return this.#end
  }

  nodes(): readonly RangeNode[] {
    return this.#nodes
  }

  append(leafHash: Uint8Array): void {
    this.#push({ level: 0, index: this.#end, hash: leafHash })
    this.#end += 1
  }

  /** @throws BUG when `next` does not begin where this range ends */
  appendRange(next: CompactRange): void {
    if (next.begin !== this.#end) {
      throw new Error(`BUG: range [${next.begin}, ${next.end}) does not follow [${this.begin}, ${this.#end})`)
    }
    for (const node of next.nodes()) this.#push(node)
    this.#end = next.end
  }

  /** Root of the tree with `end` leaves; the range must begin at 0. */
  root(): Uint8Array {
    if (this.begin !== 0) throw new Error(`BUG: a range that begins at ${this.begin} has no root`)
    return this.#nodes.length === 0 ? this.#hasher.empty() : foldRight(this.#hasher, this.#nodes)
  }

  #push(node: RangeNode): void {
    let merged = node
    for (;;) {
      const last = this.#nodes.at(-1)
      if (last === undefined || last.level !== merged.level || last.index % 2 !== 0) break
      this.#nodes.pop()
      merged = {
        level: last.level + 1,
        index: last.index / 2,
        hash: this.#hasher.node(last.hash, merged.hash),
      }
    }
    this.#nodes.push(merged)
  }
}

/** Hash of a run of subtrees of falling height, joined from the right as RFC 6962, 2.1 splits a tree. */
export function foldRight(hasher: TreeHasher, nodes: readonly { readonly hash: Uint8Array }[]): Uint8Array {
  const last = nodes.at(-1)
  if (last === undefined) throw new Error('BUG: nothing to fold')
  let hash = last.hash
  for (let i = nodes.length - 2; i >= 0; i--) hash = hasher.node(nodes[i]!.hash, hash)
  return hash
}

/** Root of a tree from all its leaf hashes, for trees small enough to be held. */
export function rootOf(hasher: TreeHasher, leafHashes: Iterable<Uint8Array>): Uint8Array {
  const range = new CompactRange(hasher)
  for (const leaf of leafHashes) range.append(leaf)
  return range.root()
}

/** True when two ranges cover the same leaves with the same hashes. */
export function sameRange(a: CompactRange, b: CompactRange): boolean {
  if (a.begin !== b.begin || a.end !== b.end) return false
  const theirs = b.nodes()
  return a.nodes().every((node, i) => sameHash(node.hash, theirs[i]!.hash))
}
