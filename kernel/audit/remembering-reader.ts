import {
  tileNodeReader,
  tilePath,
  type NodeReader,
  type TileReader,
  type TreeHasher,
} from '@basinet/transparency-log'
import { ok } from '../contract/result.ts'

type NodeId = Parameters<NodeReader['readNodes']>[0][number]

/**
 * A reader of tree nodes that asks for no tile and computes no node twice. Audit paths of neighbouring events share nearly
 * all of theirs: 5000 paths took 20 s with a query and up to 128 hashes for each node, and take half a second so. For one
 * pack; it keeps what it reads for as long as it lives.
 */
export function rememberingReader(hasher: TreeHasher, tiles: TileReader, size: number): NodeReader {
  const nodes = new Map<string, Uint8Array>()
  const reader = tileNodeReader(hasher, rememberingTiles(tiles), size)
  const key = (node: NodeId): string => `${node.level}/${node.index}`
  return {
    async readNodes(wanted) {
      const missing = wanted.filter((node) => !nodes.has(key(node)))
      if (missing.length > 0) {
        const read = await reader.readNodes(missing)
        if (!read.ok) return read
        read.value.forEach((hash, i) => nodes.set(key(missing[i] as NodeId), hash))
      }
      return ok(wanted.flatMap((node) => nodes.get(key(node)) ?? []))
    },
  }
}

function rememberingTiles(tiles: TileReader): TileReader {
  const known = new Map<string, Uint8Array | null>()
  return {
    async readTiles(wanted) {
      const missing = wanted.filter((tile) => !known.has(tilePath(tile)))
      const read = missing.length === 0 ? [] : await tiles.readTiles(missing)
      for (const [i, tile] of missing.entries()) known.set(tilePath(tile), read[i] ?? null)
      return wanted.map((tile) => known.get(tilePath(tile)) ?? null)
    },
  }
}
