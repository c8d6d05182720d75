import { fail, ok, type Result } from './result.ts'
import { TILE_WIDTH } from './tile.ts'

/** C2SP tlog-tiles: each entry of a bundle follows its length as a big-endian uint16. */
export const ENTRY_BYTES_MAX = 0xffff

export function formatEntryBundle(entries: readonly Uint8Array[]): Result<Uint8Array> {
  if (entries.length < 1 || entries.length > TILE_WIDTH) {
    return fail('bundle.count', `a bundle has 1 to ${TILE_WIDTH} entries, not ${entries.length}`)
  }
  const large = entries.findIndex((entry) => entry.length > ENTRY_BYTES_MAX)
  if (large >= 0) return fail('bundle.entry-size', `entry ${large} exceeds ${ENTRY_BYTES_MAX} bytes`)
  const bytes = new Uint8Array(entries.reduce((total, entry) => total + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    bytes[at] = entry.length >>> 8
    bytes[at + 1] = entry.length
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return ok(bytes)
}

/** @param width entries that the path of the bundle promises */
export function parseEntryBundle(bytes: Uint8Array, width: number): Result<Uint8Array[]> {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (entries.length === width) return fail('bundle.count', `byte ${at}: more than ${width} entries`)
    if (at + 2 > bytes.length)
      return fail('bundle.truncated', `byte ${at}: a length of two bytes is cut short`)
    const length = (bytes[at]! << 8) | bytes[at + 1]!
    if (at + 2 + length > bytes.length) {
      return fail('bundle.truncated', `byte ${at}: entry ${entries.length} of ${length} bytes is cut short`)
    }
    entries.push(bytes.slice(at + 2, at + 2 + length))
    at += 2 + length
  }
  if (entries.length !== width)
    return fail('bundle.count', `expected ${width} entries, found ${entries.length}`)
  return ok(entries)
}
