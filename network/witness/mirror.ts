import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  consistencyProof,
  edgeTiles,
  foldRight,
  HASH_BYTES,
  rangeNodes,
  sameHash,
  TILE_WIDTH,
  TileBuilder,
  tileAt,
  tileNodeReader,
  type Checkpoint,
  type Tile,
  type TileReader,
  type TileWrite,
  type TreeHasher,
} from '@basinet/transparency-log'
import type { WitnessStore } from './store.ts'

/** Leaf hashes one read gives at most: 256 kB. */
export const LEAVES_READ_MAX = 8192
/** Leaf hashes that come with one checkpoint at most: 1.6 MB, seven seconds of a thin link. */
export const LEAVES_SENT_MAX = 50_000

/** Leaf hashes of a log from leaf `begin` on. */
export interface LeafRun {
  readonly begin: number
  readonly hashes: readonly Uint8Array[]
}

export interface Mirror {
  /** Leaf hashes [begin, end) of a log; null when not all are held. Errors: `mirror.range`. */
  leaves(origin: string, begin: number, end: number): Promise<Result<Uint8Array[] | null>>
  /** Leaves held of a log. */
  held(origin: string): Promise<number>
  /** Root of the first `size` leaves, and the proof that the tree of `within` leaves begins with them; null when not held. */
  prefix(
    origin: string,
    size: number,
    within: number,
  ): Promise<{ root: Uint8Array; proof: Uint8Array[] } | null>
  /**
   * Tiles of the tree that these leaves make of what is held. Errors: `mirror.leaves` (they do not reach from what is held to the
   * checkpoint), `mirror.root` (they lead to another root), `mirror.damaged`.
   */
  grown(origin: string, from: number, leaves: LeafRun, to: Checkpoint): Promise<Result<TileWrite[]>>
}

export function createMirror(store: WitnessStore, hasher: TreeHasher): Mirror {
  const reader = (origin: string): TileReader => ({ readTiles: (tiles) => store.readTiles(origin, tiles) })
  return {
    leaves: (origin, begin, end) => readLeaves(store, origin, begin, end),
    held: (origin) => store.held(origin),
    grown: (origin, from, leaves, to) => grown(store, hasher, origin, from, leaves, to),
    async prefix(origin, size, within) {
      if ((await store.held(origin)) < Math.max(size, within) || size > within) return null
      const nodes = tileNodeReader(hasher, reader(origin), within)
      const proof = await consistencyProof(hasher, nodes, size, within)
      const root = await rootAt(hasher, reader(origin), size)
      return proof.ok && root.ok ? { root: root.value, proof: proof.value } : null
    },
  }
}

/** Root of the first `size` leaves of a log in tiles. */
export async function rootAt(
  hasher: TreeHasher,
  tiles: TileReader,
  size: number,
): Promise<Result<Uint8Array>> {
  if (size === 0) return ok(hasher.empty())
  const nodes = await tileNodeReader(hasher, tiles, size).readNodes(rangeNodes(0, size))
  return nodes.ok
    ? ok(
        foldRight(
          hasher,
          nodes.value.map((hash) => ({ hash })),
        ),
      )
    : nodes
}

async function readLeaves(
  store: WitnessStore,
  origin: string,
  begin: number,
  end: number,
): Promise<Result<Uint8Array[] | null>> {
  if (!Number.isSafeInteger(begin) || !Number.isSafeInteger(end) || begin < 0 || end < begin)
    return fail('mirror.range', 'expected a begin and an end not before it', 'begin')
  if (end - begin > LEAVES_READ_MAX)
    return fail('mirror.range', `at most ${LEAVES_READ_MAX} leaves at a time`, 'end')
  const size = await store.held(origin)
  if (end > size) return ok(null)
  const tiles: Tile[] = []
  for (let index = Math.floor(begin / TILE_WIDTH); index * TILE_WIDTH < end; index++)
    tiles.push(tileAt(size, 0, index) as Tile)
  const contents = await store.readTiles(origin, tiles)
  const leaves: Uint8Array[] = []
  for (const [i, tile] of tiles.entries()) {
    const bytes = contents[i]
    if (bytes === null || bytes === undefined) return ok(null)
    for (let at = 0; at < tile.width; at++) {
      const leaf = tile.index * TILE_WIDTH + at
      if (leaf >= begin && leaf < end) leaves.push(bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES))
    }
  }
  return ok(leaves)
}

async function grown(
  store: WitnessStore,
  hasher: TreeHasher,
  origin: string,
  from: number,
  { begin, hashes }: LeafRun,
  to: Checkpoint,
): Promise<Result<TileWrite[]>> {
  const start = Math.min(from, await store.held(origin))
  if (begin > start || begin + hashes.length !== to.size)
    return fail('mirror.leaves', `send the leaves ${start} to ${to.size} with the checkpoint`, 'leaves')
  const tiles = await store.readTiles(origin, edgeTiles(start))
  if (tiles.includes(null)) return fail('mirror.damaged', 'a tile of this log is missing here')
  const builder = TileBuilder.resume(hasher, start, tiles as Uint8Array[])
  if (!builder.ok) return builder
  builder.value.append(hashes.slice(start - begin))
  return sameHash(builder.value.root(), to.root)
    ? ok([...builder.value.takeTiles()])
    : fail('mirror.root', 'the leaves lead to another root than the checkpoint has', 'leaves')
}
