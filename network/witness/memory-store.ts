import { HASH_BYTES, type Tile } from '@basinet/transparency-log'
import type { WitnessedLog, WitnessStore } from './store.ts'

/** A witness's memory in the process, for simulations; a service keeps it in its database. */
export function memoryWitnessStore(): WitnessStore {
  const logs = new Map<string, WitnessedLog>()
  const tiles = new Map<string, Uint8Array>()
  const place = (origin: string, tile: Tile): string => `${origin} ${tile.level}/${tile.index}`
  return {
    latest: (origin) => Promise.resolve(logs.get(origin) ?? null),
    replace(origin, before, next, writes) {
      const same = (logs.get(origin) ?? null) === before
      if (same) {
        logs.set(origin, next)
        for (const { tile, bytes } of writes) tiles.set(place(origin, tile), bytes.slice())
      }
      return Promise.resolve(same)
    },
    held: (origin) => Promise.resolve(logs.get(origin)?.size ?? 0),
    readTiles: (origin, wanted) =>
      Promise.resolve(
        wanted.map((tile) => {
          const held = tiles.get(place(origin, tile))
          const bytes = tile.width * HASH_BYTES
          return held === undefined || held.length < bytes ? null : held.slice(0, bytes)
        }),
      ),
  }
}
