import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  consistencyProof,
  edgeTiles,
  foldRight,
  formatMirrorInfo,
  HASH_BYTES,
  MIRROR_INFO_CONTENT_TYPE,
  packageSubtree,
  parseLeafUpload,
  rangeNodes,
  TILE_WIDTH,
  TileBuilder,
  tileAt,
  tileNodeReader,
  verifyPackage,
  type HttpAnswer,
  type LeafUpload,
  type Tile,
  type TileReader,
  type TreeHasher,
  type VerifierKey,
} from '@basinet/transparency-log'
import type { MirrorStore, WitnessedLog, WitnessStore } from './store.ts'

/** Leaves an upload may repeat that are held already; more is refused unread. */
const EXCESS_LEAVES_MAX = 8192
/** Leaf hashes one read gives at most: 256 kB. */
export const LEAVES_READ_MAX = 8192

export interface Mirror {
  /** Takes an upload of leaf hashes (C2SP tlog-mirror add-entries, hashes for entries). */
  addLeaves(body: Uint8Array): Promise<HttpAnswer>
  /** Leaf hashes [begin, end) of a log; null when not all are held. Errors: `mirror.range`. */
  leaves(origin: string, begin: number, end: number): Promise<Result<Uint8Array[] | null>>
  /** Root of the first `size` leaves, and the proof that the tree of `within` leaves begins with them; null when not held. */
  prefix(
    origin: string,
    size: number,
    within: number,
  ): Promise<{ root: Uint8Array; proof: Uint8Array[] } | null>
}

export interface MirrorOptions {
  readonly store: MirrorStore
  /** What this node witnessed: its latest checkpoint of a log is the pending checkpoint that uploads are proven against. */
  readonly witnessed: WitnessStore
  readonly logKeys: (origin: string) => readonly VerifierKey[]
  readonly hasher: TreeHasher
}

export function createMirror(options: MirrorOptions): Mirror {
  const { store, hasher } = options
  const reader = (origin: string): TileReader => ({ readTiles: (tiles) => store.readTiles(origin, tiles) })
  return {
    addLeaves: (body) => addLeaves(options, body),
    leaves: (origin, begin, end) => readLeaves(store, origin, begin, end),
    async prefix(origin, size, within) {
      if ((await store.size(origin)) < Math.max(size, within) || size > within) return null
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
  store: MirrorStore,
  origin: string,
  begin: number,
  end: number,
): Promise<Result<Uint8Array[] | null>> {
  if (!Number.isSafeInteger(begin) || !Number.isSafeInteger(end) || begin < 0 || end < begin)
    return fail('mirror.range', 'expected a begin and an end not before it', 'begin')
  if (end - begin > LEAVES_READ_MAX)
    return fail('mirror.range', `at most ${LEAVES_READ_MAX} leaves at a time`, 'end')
  const size = await store.size(origin)
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

async function addLeaves(options: MirrorOptions, body: Uint8Array): Promise<HttpAnswer> {
  const parsed = parseLeafUpload(body)
  if (!parsed.ok) return refusal(400, parsed.error.message)
  const upload = parsed.value
  if (options.logKeys(upload.origin).length === 0)
    return refusal(404, `the log ${upload.origin} is not known`)
  const pending = await options.witnessed.latest(upload.origin)
  if (pending === null) return refusal(422, 'no checkpoint of this log has been witnessed')
  const held = await options.store.size(upload.origin)
  const excess = Math.min(upload.end, held) - upload.start
  const elsewhere = upload.end !== pending.size && upload.end !== held
  if (elsewhere || upload.end < held || upload.start > held || excess > EXCESS_LEAVES_MAX)
    return info(409, pending.size, held)
  const added = await keepPackages(options, upload, pending, held)
  if (!added.ok)
    return added.error.code === 'mirror.raced'
      ? info(409, pending.size, await options.store.size(upload.origin))
      : refusal(422, added.error.message)
  return info(added.value >= upload.end ? 200 : 202, pending.size, added.value)
}

/** Verifies each package and writes those that hold in one step; answers the new size. */
async function keepPackages(
  options: MirrorOptions,
  upload: LeafUpload,
  pending: WitnessedLog,
  held: number,
): Promise<Result<number>> {
  const { store, hasher } = options
  const fresh = upload.packages.filter((part) => part.end > held)
  if (fresh.length === 0) return ok(held)
  const tiles = await store.readTiles(upload.origin, edgeTiles(held))
  if (tiles.includes(null)) return fail('mirror.damaged', 'a tile of this log is missing here')
  const builder = TileBuilder.resume(hasher, held, tiles as Uint8Array[])
  if (!builder.ok) return builder
  // What lies before a package in its subtree: the first may need leaves held here, every later one begins its subtree.
  const first = fresh[0]!
  const before = await readLeaves(store, upload.origin, packageSubtree(first).begin, first.begin)
  if (!before.ok) return before
  for (const part of fresh) {
    const known = part === first ? (before.value ?? []) : []
    const sound = verifyPackage(hasher, part, known, { size: upload.end, root: pending.root })
    if (!sound.ok) return sound
    builder.value.append(part.hashes.slice(Math.max(0, held - part.begin)))
  }
  const { size } = builder.value
  const written = await store.write(upload.origin, held, builder.value.takeTiles(), size)
  return written ? ok(size) : fail('mirror.raced', 'another upload came first')
}

function refusal(status: number, message: string): HttpAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${message}\n` }
}

function info(status: number, size: number, nextEntry: number): HttpAnswer {
  const body = formatMirrorInfo({ size, nextEntry, ticket: new Uint8Array(0) })
  return { status, contentType: MIRROR_INFO_CONTENT_TYPE, body }
}
