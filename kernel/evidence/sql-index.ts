import type { Store } from '../store/store.ts'
import type { SealedSubject } from '../store/subject-seal.ts'
import type { EvidenceEntry, EvidenceIndex } from './evidence-index.ts'

/** What is needed of a database: one statement, one transaction. */
export interface SqlRunner {
  query(sql: string, params: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/** Runs each statement in a transaction that has entered as the node itself: nobody else sees these tables. */
export function asNodeRunner(store: Pick<Store, 'run'>, node: () => SealedSubject): SqlRunner {
  return { query: (sql, params) => store.run(node(), {}, (tx) => tx.client.query(sql, params)) }
}

const ENTRY = `SELECT id, state, opened_by, wrapped_key, size_bytes, offset_bytes, chunk_count, tail_index, tail_leaf_hash,
  tail_length, expires_at, encode(address, 'hex') AS address, finished_at FROM basinet.evidence_file WHERE id = $1`

const CREATE = 'SELECT basinet.evidence_open($1, $2, $3, $4, $5, $6, $7)::int AS n'

// The update's condition is re-checked after waiting for the row, so of two writers at one offset one moves nothing.
const PROGRESS = `WITH moved AS (
    UPDATE basinet.evidence_file SET offset_bytes = $3, chunk_count = chunk_count + cardinality($4::int[]),
      tail_index = $6, tail_leaf_hash = $7, tail_length = $8, expires_at = $9
    WHERE id = $1 AND state = 'uploading' AND offset_bytes = $2 RETURNING id
  ), added AS (
    INSERT INTO basinet.evidence_chunk (file_id, chunk_index, leaf_hash)
    SELECT moved.id, c.i, c.h FROM moved, unnest($4::int[], $5::bytea[]) AS c (i, h)
  ) SELECT count(*)::int AS n FROM moved`

const FINISH = `WITH before AS (
    SELECT id, offset_bytes, tail_index, tail_leaf_hash FROM basinet.evidence_file
    WHERE id = $1 AND state = 'uploading' AND offset_bytes = $2 FOR UPDATE
  ), last AS (
    INSERT INTO basinet.evidence_chunk (file_id, chunk_index, leaf_hash)
    SELECT id, tail_index, tail_leaf_hash FROM before WHERE tail_index IS NOT NULL
  ), done AS (
    UPDATE basinet.evidence_file f SET state = 'finished', size_bytes = f.offset_bytes, address = decode($3, 'hex'),
      finished_at = $4, chunk_count = f.chunk_count + (f.tail_index IS NOT NULL)::int,
      tail_index = NULL, tail_leaf_hash = NULL, tail_length = NULL
    FROM before WHERE f.id = before.id RETURNING f.id
  ) SELECT count(*)::int AS n FROM done`

const LEAVES = `SELECT leaf_hash FROM basinet.evidence_chunk
  WHERE file_id = $1 AND chunk_index >= $2 AND chunk_index < $3 ORDER BY chunk_index`

const DESTROY = `WITH gone AS (
    UPDATE basinet.evidence_file SET state = 'destroyed', wrapped_key = NULL
    WHERE id = $1 AND ($2::timestamptz IS NULL OR (state = 'uploading' AND expires_at <= $2)) RETURNING id
  ) SELECT count(*)::int AS n FROM gone`

const EXPIRED = `SELECT id FROM basinet.evidence_file WHERE state = 'uploading' AND expires_at <= $1
  ORDER BY expires_at LIMIT $2`

const DESTROYED = `SELECT id FROM basinet.evidence_file WHERE state = 'destroyed' ORDER BY expires_at LIMIT $1`

/** The bookkeeping in PostgreSQL; tables in `migrations`. */
export function sqlIndex(db: SqlRunner): EvidenceIndex {
  async function count(sql: string, params: unknown[]): Promise<boolean> {
    const { rows } = await db.query(sql, params)
    return rows[0]?.['n'] === 1
  }
  async function ids(sql: string, params: unknown[]): Promise<string[]> {
    const { rows } = await db.query(sql, params)
    return rows.map((row) => String(row['id']))
  }
  return {
    createUpload: ({ id, openedBy, wrappedKey, sizeBytes, expiresAt, now, openMax }) =>
      count(CREATE, [id, wrappedKey, sizeBytes, expiresAt, openedBy, now, openMax]),
    saveProgress({ id, expectedOffsetBytes, offsetBytes, chunks, tail, expiresAt }) {
      const indices = chunks.map((chunk) => chunk.index)
      const hashes = chunks.map((chunk) => Buffer.from(chunk.leafHash))
      const last = [
        tail?.index ?? null,
        tail === null ? null : Buffer.from(tail.leafHash),
        tail?.lengthBytes ?? null,
      ]
      return count(PROGRESS, [id, expectedOffsetBytes, offsetBytes, indices, hashes, ...last, expiresAt])
    },
    finish({ id, expectedOffsetBytes, address, finishedAt }) {
      return count(FINISH, [id, expectedOffsetBytes, address, finishedAt])
    },
    async get(id) {
      const { rows } = await db.query(ENTRY, [id])
      return rows[0] === undefined ? null : entryOf(rows[0])
    },
    async leafHashes(id, from, to) {
      const { rows } = await db.query(LEAVES, [id, from, to])
      return rows.map((row) => bytesOf(row['leaf_hash']))
    },
    destroyKey: (id, idleSince) => count(DESTROY, [id, idleSince ?? null]),
    async remove(id) {
      await db.query('DELETE FROM basinet.evidence_file WHERE id = $1', [id])
    },
    listExpired: (now, limit) => ids(EXPIRED, [now, limit]),
    listDestroyed: (limit) => ids(DESTROYED, [limit]),
  }
}

function entryOf(row: Record<string, unknown>): EvidenceEntry {
  const state = row['state']
  if (state !== 'uploading' && state !== 'finished' && state !== 'destroyed')
    throw new Error('BUG: evidence state')
  const tailIndex = row['tail_index']
  return {
    id: String(row['id']),
    state,
    openedBy: textOf(row['opened_by']),
    wrappedKey: textOf(row['wrapped_key']),
    // bigint columns arrive as text; sizes are bounded far below 2^53.
    sizeBytes: row['size_bytes'] === null ? null : Number(row['size_bytes']),
    offsetBytes: Number(row['offset_bytes']),
    chunkCount: Number(row['chunk_count']),
    tail:
      tailIndex === null
        ? null
        : {
            index: Number(tailIndex),
            leafHash: bytesOf(row['tail_leaf_hash']),
            lengthBytes: Number(row['tail_length']),
          },
    expiresAt: dateOf(row['expires_at']),
    address: textOf(row['address']),
    finishedAt: row['finished_at'] === null ? null : dateOf(row['finished_at']),
  }
}

function textOf(value: unknown): string | null {
  if (value !== null && typeof value !== 'string') throw new Error('BUG: expected text')
  return value
}

function bytesOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('BUG: expected bytea')
  return value
}

function dateOf(value: unknown): Date {
  if (!(value instanceof Date)) throw new Error('BUG: expected timestamptz')
  return value
}
