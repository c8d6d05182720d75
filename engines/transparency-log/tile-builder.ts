import { CompactRange, foldRight } from './compact-range.ts'
import { rangeNodes } from './node-reader.ts'
import { fail, ok, type Result } from './result.ts'
import { edgeTiles, TILE_BYTES, TILE_WIDTH, tilePath, type Tile } from './tile.ts'
import { HASH_BYTES, type TreeHasher } from './tree-hash.ts'
import { isSize } from './tree-math.ts'

/** A tile ready to be written; the bytes are the caller's to keep. */
export interface TileWrite {
  readonly tile: Tile
  readonly bytes: Uint8Array
}

interface Edge {
  index: number
  width: number
  bytes: Uint8Array
  dirty: boolean
}

/**
 * Builds the tiles of a growing log. Holds one tile a level (at most 8 KiB × 7) and the tiles completed since the
 * last `takeTiles`, so memory is bounded by the caller's batch.
 */
export class TileBuilder {
  readonly #hasher: TreeHasher
  readonly #edges: Edge[]
  #complete: TileWrite[] = []
  #size: number

  private constructor(hasher: TreeHasher, size: number, edges: Edge[]) {
    this.#hasher = hasher
    this.#size = size
    this.#edges = edges
  }

  /**
   * Continues a log of `size` leaves.
   * @param edgeContents contents of `edgeTiles(size)`, in that order; empty for a new log
   */
  static resume(hasher: TreeHasher, size: number, edgeContents: readonly Uint8Array[]): Result<TileBuilder> {
    if (!isSize(size)) return fail('tile.size', 'log size must be an integer from 0 to 2^53 - 1', 'size')
    const tiles = edgeTiles(size)
    if (tiles.length !== edgeContents.length) {
      return fail(
        'tile.edge',
        `a log of ${size} leaves resumes from ${tiles.length} tiles, got ${edgeContents.length}`,
      )
    }
    const edges: Edge[] = []
    for (const [i, tile] of tiles.entries()) {
      const given = edgeContents[i]!
      if (given.length !== tile.width * HASH_BYTES) {
        return fail(
          'tile.length',
          `tile ${tilePath(tile)} has ${given.length} bytes, expected ${tile.width * HASH_BYTES}`,
        )
      }
      const bytes = new Uint8Array(TILE_BYTES)
      bytes.set(given)
      for (let level = edges.length; level < tile.level; level++) edges.push(emptyEdge(size, level))
      edges.push({ index: tile.index, width: tile.width, bytes, dirty: false })
    }
    return ok(new TileBuilder(hasher, size, edges))
  }

  get size(): number {
    return this.#size
  }

  append(leafHashes: Iterable<Uint8Array>): void {
    for (const leaf of leafHashes) {
      this.#push(0, leaf)
      this.#size += 1
    }
  }

  /** Root of the log as it stands; at most 255 hashes a level. */
  root(): Uint8Array {
    const subtrees: { hash: Uint8Array }[] = []
    for (let level = this.#edges.length - 1; level >= 0; level--) {
      const edge = this.#edges[level]!
      for (const node of rangeNodes(0, edge.width)) {
        const first = node.index * 2 ** node.level
        subtrees.push({ hash: this.#hashOf(edge, first, first + 2 ** node.level) })
      }
    }
    return subtrees.length === 0 ? this.#hasher.empty() : foldRight(this.#hasher, subtrees)
  }

  /** Tiles completed or changed since the last call: full ones in order, then the partial ones on the edge. */
  takeTiles(): TileWrite[] {
    const writes = this.#complete
    this.#complete = []
    for (const [level, edge] of this.#edges.entries()) {
      if (!edge.dirty || edge.width === 0) continue
      edge.dirty = false
      writes.push({
        tile: { level, index: edge.index, width: edge.width },
        bytes: edge.bytes.slice(0, edge.width * HASH_BYTES),
      })
    }
    return writes
  }

  #push(level: number, hash: Uint8Array): void {
    if (hash.length !== HASH_BYTES) throw new Error(`BUG: a leaf hash of ${hash.length} bytes`)
    const edge = (this.#edges[level] ??= {
      index: 0,
      width: 0,
      bytes: new Uint8Array(TILE_BYTES),
      dirty: false,
    })
    edge.bytes.set(hash, edge.width * HASH_BYTES)
    edge.width += 1
    edge.dirty = true
    if (edge.width < TILE_WIDTH) return
    this.#complete.push({ tile: { level, index: edge.index, width: TILE_WIDTH }, bytes: edge.bytes })
    const root = this.#hashOf(edge, 0, TILE_WIDTH)
    edge.bytes = new Uint8Array(TILE_BYTES)
    edge.index += 1
    edge.width = 0
    edge.dirty = false
    this.#push(level + 1, root)
  }

  #hashOf(edge: Edge, begin: number, end: number): Uint8Array {
    const range = new CompactRange(this.#hasher)
    for (let i = begin; i < end; i++) range.append(edge.bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES))
    return range.root()
  }
}

function emptyEdge(size: number, level: number): Edge {
  const index = Math.floor(size / TILE_WIDTH ** (level + 1))
  return { index, width: 0, bytes: new Uint8Array(TILE_BYTES), dirty: false }
}
