import { fail, ok, type Result } from './result.ts'
import { isSize } from './tree-math.ts'
import { HASH_BYTES } from './tree-hash.ts'

/** C2SP tlog-tiles: a tile spans 8 levels of the tree, so it is up to 256 hashes wide. */
export const TILE_HEIGHT = 8
export const TILE_WIDTH = 256
export const TILE_BYTES = TILE_WIDTH * HASH_BYTES
/** Highest tile level the specification lets a path name; trees of safe integers need 7. */
const TILE_LEVEL_MAX = 63

/** `width` hashes at tile level `level`; hash i is the subtree over leaves [(256·index + i)·256^level, …+256^level). */
export interface Tile {
  readonly level: number
  readonly index: number
  readonly width: number
}

/** Stored tile contents; `null` where the store has none. Batched so that a database answers in one query. */
export interface TileReader {
  readTiles(tiles: readonly Tile[]): Promise<readonly (Uint8Array | null)[]>
}

/** Path of a tile below the log's prefix, e.g. `tile/0/x001/x234/067.p/8`. */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${indexPath(tile.index)}${partialSuffix(tile.width)}`
}

/** Path of the bundle of entries under the level 0 tile of the same index and width. */
export function entriesPath(index: number, width: number): string {
  return `tile/entries/${indexPath(index)}${partialSuffix(width)}`
}

function indexPath(index: number): string {
  if (!isSize(index)) throw new Error(`BUG: tile index ${index}`)
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
}

function partialSuffix(width: number): string {
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw new Error(`BUG: tile width ${width}`)
  return width === TILE_WIDTH ? '' : `.p/${width}`
}

const TILE_PATH = /^tile\/(0|[1-9]\d?|entries)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Parses a path as served; `level` is `'entries'` for an entry bundle. */
export function parseTilePath(
  path: string,
): Result<{ level: number | 'entries'; index: number; width: number }> {
  const match = TILE_PATH.exec(path)
  if (match === null)
    return fail('tile.path', 'expected tile/<L>/<N>[.p/<W>] or tile/entries/<N>[.p/<W>]', 'path')
  const level = match[1] === 'entries' ? 'entries' : Number(match[1])
  if (level !== 'entries' && level > TILE_LEVEL_MAX) {
    return fail('tile.level', `tile level must be 0 to ${TILE_LEVEL_MAX}`, 'level')
  }
  const index = Number(match[2]!.replaceAll(/[x/]/g, ''))
  if (!isSize(index)) return fail('tile.index', 'tile index exceeds 2^53 - 1', 'index')
  // One index has one path: a leading x000 group is a second spelling and would defeat caches.
  if (indexPath(index) !== match[2])
    return fail('tile.index', 'tile index has needless leading groups', 'index')
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3])
  if (match[3] !== undefined && width >= TILE_WIDTH) {
    return fail('tile.width', 'a partial tile is 1 to 255 wide', 'width')
  }
  return ok({ level, index, width })
}

/** Hashes that exist at a tile level in a tree of `size` leaves: floor(size / 256^level). */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The tile at a position as it stands in a tree of `size` leaves, or null where that tree has none. */
export function tileAt(size: number, level: number, index: number): Tile | null {
  const width = Math.min(TILE_WIDTH, hashesAtLevel(size, level) - index * TILE_WIDTH)
  return width < 1 ? null : { level, index, width }
}

/** The partial tiles on the right edge of a tree, lowest level first: what is needed to go on appending. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAtLevel(size, level) > 0; level++) {
    const width = hashesAtLevel(size, level) % TILE_WIDTH
    if (width > 0) tiles.push({ level, index: Math.floor(hashesAtLevel(size, level) / TILE_WIDTH), width })
  }
  return tiles
}

/** Every tile of a tree, lowest level first, left to right. */
export function* allTiles(size: number): Generator<Tile> {
  for (let level = 0; hashesAtLevel(size, level) > 0; level++) {
    const count = Math.ceil(hashesAtLevel(size, level) / TILE_WIDTH)
    for (let index = 0; index < count; index++) yield tileAt(size, level, index)!
  }
}
