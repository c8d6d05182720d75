import type { Tile, TileReader } from '@basinet/transparency-log'
import type { Tx } from '../store/store.ts'

/** Tiles out of the database; a stored tile that has grown since serves its first `width` hashes. */
export function tileReader(tx: Tx): TileReader {
  return {
    async readTiles(tiles) {
      const { rows } = await tx.client.query<{ level: number; idx: string; hashes: Buffer }>(
        `SELECT t.level, t.idx, t.hashes FROM unnest($1::smallint[], $2::bigint[]) AS w (level, idx)
         JOIN basinet.audit_tile t USING (level, idx)`,
        [tiles.map((t) => t.level), tiles.map((t) => t.index)],
      )
      const byPlace = new Map(rows.map((r) => [`${r.level}/${r.idx}`, r.hashes]))
      return tiles.map((tile) => cut(byPlace.get(`${tile.level}/${tile.index}`), tile))
    },
  }
}

const HASH_BYTES = 32

function cut(hashes: Buffer | undefined, tile: Tile): Uint8Array | null {
  const bytes = tile.width * HASH_BYTES
  return hashes === undefined || hashes.length < bytes ? null : hashes.subarray(0, bytes)
}
