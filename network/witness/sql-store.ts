import { HASH_BYTES, type Tile, type TileWrite } from '@basinet/transparency-log'
import type { Tx } from '@basinet/kernel/store'
import type { WitnessedLog, WitnessStore } from './store.ts'

/** Runs as the network inside the node, in one transaction that is on disk when it resolves. */
export type WitnessRunner = <T>(work: (db: Tx['client']) => Promise<T>) => Promise<T>

/** A witness's memory in the node's database, leaf hashes of others' logs with it. */
export function sqlWitnessStore(run: WitnessRunner): WitnessStore {
  return {
    latest: (origin) =>
      run(async (db) => {
        const { rows } = await db.query<{ size: string; root: Buffer; note: string }>(
          'SELECT size, root, note FROM basinet.witness_log WHERE origin = $1',
          [origin],
        )
        const row = rows[0]
        return row === undefined
          ? null
          : { size: Number(row.size), root: new Uint8Array(row.root), note: row.note }
      }),
    replace: (origin: string, before: WitnessedLog | null, next: WitnessedLog, tiles: readonly TileWrite[]) =>
      run(async (db) => {
        const values = [origin, next.size, next.root, next.note]
        const { rowCount } =
          before === null
            ? await db.query(
                'INSERT INTO basinet.witness_log (origin, size, root, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
                values,
              )
            : await db.query(
                'UPDATE basinet.witness_log SET size = $2, root = $3, note = $4 WHERE origin = $1 AND size = $5 AND note = $6',
                [...values, before.size, before.note],
              )
        if (rowCount !== 1) return false
        await writeLeaves(db, origin, next.size, tiles)
        return true
      }),
    held: (origin) =>
      run(async (db) => {
        const { rows } = await db.query<{ size: string }>(
          'SELECT size FROM basinet.mirror_log WHERE origin = $1',
          [origin],
        )
        return Number(rows[0]?.size ?? 0)
      }),
    readTiles: (origin, wanted) => run((db) => readTiles(db, origin, wanted)),
  }
}

async function writeLeaves(
  db: Tx['client'],
  origin: string,
  size: number,
  tiles: readonly TileWrite[],
): Promise<void> {
  await db.query(
    `INSERT INTO basinet.mirror_log (origin, size) VALUES ($1, $2) ON CONFLICT (origin) DO UPDATE SET size = excluded.size`,
    [origin, size],
  )
  await db.query(
    `INSERT INTO basinet.mirror_tile (origin, level, idx, hashes)
     SELECT $1, * FROM unnest($2::smallint[], $3::bigint[], $4::bytea[])
     ON CONFLICT (origin, level, idx) DO UPDATE SET hashes = excluded.hashes`,
    [origin, tiles.map((t) => t.tile.level), tiles.map((t) => t.tile.index), tiles.map((t) => t.bytes)],
  )
}

async function readTiles(
  db: Tx['client'],
  origin: string,
  wanted: readonly Tile[],
): Promise<(Uint8Array | null)[]> {
  if (wanted.length === 0) return []
  const { rows } = await db.query<{ level: number; idx: string; hashes: Buffer }>(
    `SELECT t.level, t.idx, t.hashes FROM basinet.mirror_tile t
     JOIN unnest($2::smallint[], $3::bigint[]) AS w (level, idx) USING (level, idx) WHERE t.origin = $1`,
    [origin, wanted.map((t) => t.level), wanted.map((t) => t.index)],
  )
  return wanted.map((tile) => {
    const held = rows.find((r) => r.level === tile.level && Number(r.idx) === tile.index)?.hashes
    const bytes = tile.width * HASH_BYTES
    return held === undefined || held.length < bytes ? null : new Uint8Array(held.subarray(0, bytes))
  })
}
