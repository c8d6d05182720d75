import { HASH_BYTES, type Tile, type TileWrite } from '@basinet/transparency-log'
import type { MirrorStore, WitnessedLog, WitnessStore } from './store.ts'

/** A witness's memory in the process, for simulations; a service keeps it in its database. */
export function memoryWitnessStore(): WitnessStore {
  const logs = new Map<string, WitnessedLog>()
  return {
    latest: (origin) => Promise.resolve(logs.get(origin) ?? null),
    replace(origin, before, next) {
      const same = (logs.get(origin) ?? null) === before
      if (same) logs.set(origin, next)
      return Promise.resolve(same)
    },
  }
}

export function memoryMirrorStore(): MirrorStore {
  const sizes = new Map<string, number>()
  const tiles = new Map<string, Uint8Array>()
  const place = (origin: string, tile: Tile): string => `${origin} ${tile.level}/${tile.index}`
  return {
    size: (origin) => Promise.resolve(sizes.get(origin) ?? 0),
    readTiles: (origin, wanted) =>
      Promise.resolve(
        wanted.map((tile) => {
          const held = tiles.get(place(origin, tile))
          const bytes = tile.width * HASH_BYTES
          return held === undefined || held.length < bytes ? null : held.slice(0, bytes)
        }),
      ),
    write(origin, from, writes: readonly TileWrite[], to) {
      if ((sizes.get(origin) ?? 0) !== from) return Promise.resolve(false)
      for (const { tile, bytes } of writes) tiles.set(place(origin, tile), bytes)
      sizes.set(origin, to)
      return Promise.resolve(true)
    },
  }
}
