import type { Result } from '@basinet/kernel/contract'
import {
  HASH_BYTES,
  TILE_WIDTH,
  tileAt,
  tileNodeReader,
  type Ed25519Verify,
  type NodeReader,
  type Tile,
  type TileReader,
  type TlogPolicy,
  type TreeHasher,
  type VerifierKey,
} from '@basinet/transparency-log'
import { rootAt, type LeafRun } from './mirror.ts'

/** A node's own log, as its database has it. */
export interface OwnLog {
  readonly origin: string
  /** Keys this log has signed with, in force or not. */
  readonly keys: readonly VerifierKey[]
  /** leaves in the tree */
  readonly size: number
  readonly tiles: TileReader
  readonly hasher: TreeHasher
  readonly verify: Ed25519Verify
  readonly policy: TlogPolicy
  /** Signed checkpoint of the first `size` leaves by the key that witnesses know. */
  readonly sign: (size: number, root: Uint8Array) => string
}

export function ownNodes(own: OwnLog, size: number): NodeReader {
  return tileNodeReader(own.hasher, own.tiles, size)
}

export function ownRoot(own: OwnLog, size: number): Promise<Result<Uint8Array>> {
  return rootAt(own.hasher, own.tiles, size)
}

/** Own leaf hashes [begin, end). */
export async function ownLeaves(own: Pick<OwnLog, 'tiles'>, begin: number, end: number): Promise<LeafRun> {
  const tiles: Tile[] = []
  for (let index = Math.floor(begin / TILE_WIDTH); index * TILE_WIDTH < end; index++)
    tiles.push(tileAt(end, 0, index) as Tile)
  const contents = tiles.length === 0 ? [] : await own.tiles.readTiles(tiles)
  const hashes: Uint8Array[] = []
  for (const [i, tile] of tiles.entries()) {
    const bytes = contents[i]
    if (bytes === null || bytes === undefined) throw new Error(`BUG: own log lacks leaf tile ${tile.index}`)
    const first = tile.index * TILE_WIDTH
    for (let leaf = Math.max(begin, first); leaf < Math.min(end, first + tile.width); leaf++)
      hashes.push(bytes.slice((leaf - first) * HASH_BYTES, (leaf - first + 1) * HASH_BYTES))
  }
  return { begin, hashes }
}

export function witnessKey(own: OwnLog, name: string): VerifierKey | null {
  return own.policy.witnesses.find((witness) => witness.name === name)?.key ?? null
}
