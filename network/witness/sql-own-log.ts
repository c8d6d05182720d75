import type { Tile, TileReader } from '@basinet/transparency-log'
import { HASH_BYTES } from '@basinet/transparency-log'
import type { Tx } from '@basinet/kernel/store'
import type { WitnessRunner } from './sql-store.ts'

export interface OwnHead {
  readonly size: number
  readonly note: string
  readonly atMs: number
}

/** Newest checkpoint of the own log; null before the first. */
export async function readOwnHead(db: Tx['client']): Promise<OwnHead | null> {
  const { rows } = await db.query<{ size: string; note: string; at: Date }>(
    'SELECT size, note, at FROM basinet.checkpoint ORDER BY size DESC LIMIT 1',
  )
  const row = rows[0]
  return row === undefined ? null : { size: Number(row.size), note: row.note, atMs: row.at.getTime() }
}

/** Tiles of the own log out of the node's database; one that has grown since serves its first `width` hashes. */
export function sqlOwnTiles(run: WitnessRunner): TileReader {
  return {
    readTiles: (wanted: readonly Tile[]) =>
      wanted.length === 0
        ? Promise.resolve([])
        : run(async (db) => {
            const { rows } = await db.query<{ level: number; idx: string; hashes: Buffer }>(
              `SELECT t.level, t.idx, t.hashes FROM unnest($1::smallint[], $2::bigint[]) AS w (level, idx)
               JOIN basinet.audit_tile t USING (level, idx)`,
              [wanted.map((t) => t.level), wanted.map((t) => t.index)],
            )
            const held = new Map(rows.map((r) => [`${r.level}/${r.idx}`, r.hashes]))
            return wanted.map(({ level, index, width }) => {
              const hashes = held.get(`${level}/${index}`)
              const bytes = width * HASH_BYTES
              return hashes === undefined || hashes.length < bytes
                ? null
                : new Uint8Array(hashes.subarray(0, bytes))
            })
          }),
  }
}
