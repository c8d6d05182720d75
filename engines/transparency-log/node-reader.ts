import type { NodeId, RangeNode } from './compact-range.ts'
import { CompactRange, foldRight } from './compact-range.ts'
import { fail, ok, type Result } from './result.ts'
import { TILE_HEIGHT, TILE_WIDTH, tileAt, tilePath, type Tile, type TileReader } from './tile.ts'
import { HASH_BYTES, type TreeHasher } from './tree-hash.ts'
import { trailingZeros } from './tree-math.ts'

/** Where proofs get the hashes of perfect subtrees from. Fails with a stable code when a hash cannot be had. */
export interface NodeReader {
  readNodes(nodes: readonly NodeId[]): Promise<Result<Uint8Array[]>>
}

/** Perfect subtrees that tile the leaves [begin, end), left to right. */
export function rangeNodes(begin: number, end: number): NodeId[] {
  const nodes: NodeId[] = []
  for (let at = begin; at < end;) {
    let level = trailingZeros(at)
    while (at + 2 ** level > end) level--
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** Reads nodes of a tree of `size` leaves out of its tiles, each tile fetched once. */
export function tileNodeReader(hasher: TreeHasher, tiles: TileReader, size: number): NodeReader {
  return {
    async readNodes(nodes) {
      const wanted = new Map<string, Tile>()
      for (const node of nodes) {
        const tile = tileOf(node, size)
        if (tile === null)
          throw new Error(`BUG: node ${node.level}/${node.index} is not in a tree of ${size} leaves`)
        wanted.set(tilePath(tile), tile)
      }
      const list = [...wanted.values()]
      const contents = await tiles.readTiles(list)
      const byPath = new Map<string, Uint8Array>()
      for (const [i, tile] of list.entries()) {
        const bytes = contents[i]
        if (bytes === null || bytes === undefined)
          return fail('tile.missing', `tile ${tilePath(tile)} is missing`)
        if (bytes.length !== tile.width * HASH_BYTES) {
          return fail(
            'tile.length',
            `tile ${tilePath(tile)} has ${bytes.length} bytes, expected ${tile.width * HASH_BYTES}`,
          )
        }
        byPath.set(tilePath(tile), bytes)
      }
      return ok(nodes.map((node) => nodeInTile(hasher, node, byPath.get(tilePath(tileOf(node, size)!))!)))
    },
  }
}

function tileOf(node: NodeId, size: number): Tile | null {
  const tileLevel = Math.floor(node.level / TILE_HEIGHT)
  const firstHash = node.index * 2 ** (node.level % TILE_HEIGHT)
  return tileAt(size, tileLevel, Math.floor(firstHash / TILE_WIDTH))
}

function nodeInTile(hasher: TreeHasher, node: NodeId, tile: Uint8Array): Uint8Array {
  const count = 2 ** (node.level % TILE_HEIGHT)
  const first = (node.index * count) % TILE_WIDTH
  const range = new CompactRange(hasher)
  for (let i = first; i < first + count; i++) range.append(tile.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES))
  return range.root()
}

/** Reads nodes out of a list of leaf hashes held in memory. */
export function leafNodeReader(hasher: TreeHasher, leafHashes: readonly Uint8Array[]): NodeReader {
  return {
    readNodes(nodes) {
      const hashes = nodes.map((node) => {
        const range = new CompactRange(hasher)
        const first = node.index * 2 ** node.level
        for (let i = first; i < first + 2 ** node.level; i++) range.append(leafHashes[i]!)
        return range.root()
      })
      return Promise.resolve(ok(hashes))
    },
  }
}

/** Hashes of arbitrary leaf ranges, each folded from its perfect subtrees, in one read. */
export async function readRanges(
  hasher: TreeHasher,
  reader: NodeReader,
  ranges: readonly (readonly [begin: number, end: number])[],
): Promise<Result<Uint8Array[]>> {
  const perRange = ranges.map(([begin, end]) => rangeNodes(begin, end))
  const read = await reader.readNodes(perRange.flat())
  if (!read.ok) return read
  let at = 0
  const hashes = perRange.map((nodes) => {
    const found: RangeNode[] = nodes.map((node) => ({ ...node, hash: read.value[at++]! }))
    return foldRight(hasher, found)
  })
  return ok(hashes)
}
