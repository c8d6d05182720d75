import { CompactRange } from './compact-range.ts'
import { hashesAtLevel, TILE_WIDTH, tileAt, tilePath, type Tile, type TileReader } from './tile.ts'
import { HASH_BYTES, sameHash, type TreeHasher } from './tree-hash.ts'

/** A root that the log once signed; a log is sound when every one of them still follows from its leaves. */
export interface KnownRoot {
  readonly size: number
  readonly root: Uint8Array
}

/** What is wrong first, counted from the left. Leaf ranges are [begin, end). */
export type LogFault =
  | { readonly kind: 'leaf'; readonly index: number; readonly tile: string }
  | {
      readonly kind: 'tile'
      readonly tile: string
      readonly hash: number
      readonly begin: number
      readonly end: number
    }
  | { readonly kind: 'tile-missing'; readonly tile: string }
  | { readonly kind: 'tile-length'; readonly tile: string; readonly bytes: number }
  | { readonly kind: 'root'; readonly size: number; readonly begin: number; readonly end: number }
  | { readonly kind: 'missing-leaves'; readonly found: number; readonly size: number }

export type LogVerdict =
  | { readonly ok: true; readonly size: number; readonly root: Uint8Array; readonly rootsHeld: number }
  | { readonly ok: false; readonly fault: LogFault }

export interface LogToVerify {
  readonly size: number
  /** leaf hashes computed afresh from the entries, in order */
  readonly leafHashes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  /** the stored tiles; null when the log keeps none and only roots can be compared */
  readonly tiles: TileReader | null
  /** every root to hold the log to, by rising size; sizes beyond `size` are a fault of missing leaves */
  readonly knownRoots: readonly KnownRoot[]
}

/**
 * Recomputes a whole log and names the first thing that does not fit: the leaf whose entry no longer hashes to the
 * stored leaf hash, the tile whose hash is not that of the tile below, or, when leaves and tiles were changed
 * together, the run of leaves between the last known root that holds and the first that does not.
 * Memory: one tile a level.
 */
export async function verifyLog(hasher: TreeHasher, log: LogToVerify): Promise<LogVerdict> {
  if (log.knownRoots.some((known, i) => i > 0 && known.size < log.knownRoots[i - 1]!.size)) {
    throw new Error('BUG: known roots must come by rising size')
  }
  const walk = new LogWalk(hasher, log)
  for await (const leaf of log.leafHashes) {
    if (walk.count === log.size) break
    const fault = await walk.add(leaf)
    if (fault !== null) return { ok: false, fault }
  }
  const fault = await walk.finish()
  if (fault !== null) return { ok: false, fault }
  return { ok: true, size: log.size, root: walk.root(), rootsHeld: walk.rootsHeld }
}

class LogWalk {
  count = 0
  rootsHeld = 0
  readonly #hasher: TreeHasher
  readonly #log: LogToVerify
  readonly #range: CompactRange
  readonly #levels: Uint8Array[][] = []
  #lastGoodSize = 0

  constructor(hasher: TreeHasher, log: LogToVerify) {
    this.#hasher = hasher
    this.#log = log
    this.#range = new CompactRange(hasher)
  }

  root(): Uint8Array {
    return this.#range.root()
  }

  async add(leaf: Uint8Array): Promise<LogFault | null> {
    if (this.count === 0) {
      const fault = this.#checkRoots()
      if (fault !== null) return fault
    }
    this.#range.append(leaf)
    this.count += 1
    const tileFault = await this.#push(0, leaf)
    return tileFault ?? this.#checkRoots()
  }

  async finish(): Promise<LogFault | null> {
    const { size, knownRoots } = this.#log
    if (this.count < size) return { kind: 'missing-leaves', found: this.count, size }
    const rootFault = this.#checkRoots()
    if (rootFault !== null) return rootFault
    for (const [level, hashes] of this.#levels.entries()) {
      const fault = hashes.length === 0 ? null : await this.#compare(level, hashes)
      if (fault !== null) return fault
    }
    const beyond = knownRoots[this.rootsHeld]
    return beyond === undefined ? null : { kind: 'missing-leaves', found: this.count, size: beyond.size }
  }

  #checkRoots(): LogFault | null {
    for (;;) {
      const known = this.#log.knownRoots[this.rootsHeld]
      if (known === undefined || known.size !== this.count) return null
      if (!sameHash(known.root, this.#range.root())) {
        return { kind: 'root', size: known.size, begin: this.#lastGoodSize, end: known.size }
      }
      this.#lastGoodSize = known.size
      this.rootsHeld += 1
    }
  }

  async #push(level: number, hash: Uint8Array): Promise<LogFault | null> {
    if (this.#log.tiles === null) return null
    const hashes = (this.#levels[level] ??= [])
    hashes.push(hash)
    if (hashes.length < TILE_WIDTH) return null
    const fault = await this.#compare(level, hashes)
    if (fault !== null) return fault
    const range = new CompactRange(this.#hasher)
    for (const entry of hashes) range.append(entry)
    this.#levels[level] = []
    return this.#push(level + 1, range.root())
  }

  async #compare(level: number, hashes: readonly Uint8Array[]): Promise<LogFault | null> {
    const index = Math.ceil(hashesAtLevel(this.count, level) / TILE_WIDTH) - 1
    const tile = tileAt(this.count, level, index)
    if (tile === null || tile.width !== hashes.length)
      throw new Error(`BUG: level ${level} holds ${hashes.length} hashes`)
    const [bytes] = await this.#log.tiles!.readTiles([tile])
    const path = tilePath(tile)
    if (bytes === null || bytes === undefined) return { kind: 'tile-missing', tile: path }
    if (bytes.length !== tile.width * HASH_BYTES)
      return { kind: 'tile-length', tile: path, bytes: bytes.length }
    const wrong = hashes.findIndex(
      (hash, i) => !sameHash(hash, bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
    )
    return wrong < 0 ? null : faultAt(tile, wrong)
  }
}

function faultAt(tile: Tile, hash: number): LogFault {
  const path = tilePath(tile)
  const index = tile.index * TILE_WIDTH + hash
  if (tile.level === 0) return { kind: 'leaf', index, tile: path }
  const span = TILE_WIDTH ** tile.level
  return { kind: 'tile', tile: path, hash, begin: index * span, end: (index + 1) * span }
}
