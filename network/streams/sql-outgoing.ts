import type { Tx } from '@basinet/kernel/store'
import { STREAM_START, toHex, type Gone, type Lane } from '../wire/index.ts'
import { CREDIT_START } from './lanes.ts'
import { selectionSql } from './selection-sql.ts'
import {
  FRAME_BYTES,
  type EnvelopeMeta,
  type OutEnvelope,
  type OutFrame,
  type OutStream,
  type Pending,
  type Selection,
} from './store.ts'

interface StreamRow {
  readonly peer: string
  readonly lane: Lane
  readonly seq: string
  readonly hash: Buffer
  readonly acked: string
  readonly credit: string
  readonly receipt_at: string
  readonly resync: boolean
  readonly base_seq: string
  readonly base_hash: Buffer
}
const bytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer)

interface Unwritten {
  readonly envelopes: Map<string, OutEnvelope>
  readonly pending: (Pick<Pending, 'envelope' | 'at'> & { readonly to: string; readonly lane: Lane })[]
}

/** The outbox of a node's streams in PostgreSQL. */
export class SqlOutgoing {
  readonly #client: Tx['client']
  /** Queued in this transaction and not written yet. */
  readonly #unwritten: Unwritten = { envelopes: new Map(), pending: [] }

  constructor(client: Tx['client']) {
    this.#client = client
  }

  async outStream(to: string, lane: Lane): Promise<OutStream> {
    const { rows } = await this.#client.query<StreamRow>(
      'SELECT * FROM basinet.stream_out WHERE peer = $1 AND lane = $2',
      [to, lane],
    )
    const start = { seq: 0, hash: STREAM_START, baseSeq: 0, baseHash: STREAM_START }
    const fresh = { to, lane, ...start, acked: 0, credit: CREDIT_START, receiptAt: 0, resync: false }
    return rows[0] === undefined ? fresh : streamOf(rows[0])
  }

  async saveOutStream(s: OutStream): Promise<void> {
    await this.#client.query(
      `INSERT INTO basinet.stream_out (peer, lane, seq, hash, acked, credit, receipt_at, resync, base_seq, base_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (peer, lane) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, acked = excluded.acked,
         credit = excluded.credit, receipt_at = excluded.receipt_at, resync = excluded.resync, base_seq = excluded.base_seq,
         base_hash = excluded.base_hash`,
      [s.to, s.lane, s.seq, s.hash, s.acked, s.credit, s.receiptAt, s.resync, s.baseSeq, s.baseHash],
    )
  }

  async outStreams(): Promise<OutStream[]> {
    const { rows } = await this.#client.query<StreamRow>(
      'SELECT * FROM basinet.stream_out ORDER BY peer, lane',
    )
    return rows.map(streamOf)
  }

  /** Written with the others of this transaction before somebody looks, or at its end: one statement for a page of them. */
  async putOutEnvelope(envelope: OutEnvelope): Promise<void> {
    this.#unwritten.envelopes.set(toHex(envelope.hash), envelope)
  }

  /** Writes what is queued. */
  async flushQueue(): Promise<void> {
    const envelopes = [...this.#unwritten.envelopes.values()]
    const pending = this.#unwritten.pending.splice(0)
    this.#unwritten.envelopes.clear()
    if (envelopes.length > 0)
      await this.#client.query(
        `INSERT INTO basinet.envelope_out (hash, sealed, gone, meta, record, agreement, created)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::jsonb[], $5::uuid[], $6::uuid[], $7::bigint[])
         ON CONFLICT (hash) DO UPDATE SET sealed = excluded.sealed, gone = excluded.gone`,
        [
          envelopes.map((e) => e.hash),
          envelopes.map((e) => e.sealed),
          envelopes.map((e) => e.gone),
          envelopes.map((e) => JSON.stringify(e.meta)),
          envelopes.map((e) => e.meta.record?.id ?? null),
          envelopes.map((e) => e.meta.agreement?.id ?? null),
          envelopes.map((e) => e.meta.created),
        ],
      )
    if (pending.length > 0)
      await this.#client.query(
        `INSERT INTO basinet.frame_pending (peer, lane, envelope, at)
         SELECT peer, lane, envelope, at FROM unnest($1::text[], $2::smallint[], $3::bytea[], $4::bigint[])
           WITH ORDINALITY t(peer, lane, envelope, at, n) ORDER BY n`,
        [
          pending.map((p) => p.to),
          pending.map((p) => p.lane),
          pending.map((p) => p.envelope),
          pending.map((p) => p.at),
        ],
      )
  }

  async outEnvelopes(hashes: readonly Uint8Array[]): Promise<OutEnvelope[]> {
    await this.flushQueue()
    const { rows } = await this.#client.query<{
      hash: Buffer
      sealed: Buffer | null
      gone: Gone | null
      meta: EnvelopeMeta
    }>('SELECT hash, sealed, gone, meta FROM basinet.envelope_out WHERE hash = ANY ($1)', [hashes])
    return rows.map((row) => ({
      hash: bytes(row.hash),
      sealed: row.sealed === null ? null : bytes(row.sealed),
      gone: row.gone,
      meta: row.meta,
    }))
  }

  async withdrawOut(selection: Selection, gone: Gone): Promise<number> {
    const where = selectionSql(selection)
    if (where === null) return 0
    await this.flushQueue()
    const { rowCount } = await this.#client.query(
      `WITH taken AS (
         UPDATE basinet.envelope_out SET sealed = NULL, gone = $1 WHERE sealed IS NOT NULL AND ${where.sql} RETURNING hash
       ), unqueued AS (DELETE FROM basinet.frame_pending p USING taken WHERE p.envelope = taken.hash)
       SELECT FROM taken`,
      [gone, ...where.values],
    )
    return rowCount ?? 0
  }

  async forgetDelivered(before: number, limit: number): Promise<number> {
    await this.flushQueue()
    const { rowCount } = await this.#client.query(
      `UPDATE basinet.envelope_out SET sealed = NULL, gone = 'expunged' WHERE hash IN (
         SELECT e.hash FROM basinet.envelope_out e WHERE e.sealed IS NOT NULL AND e.created < $1
           AND NOT EXISTS (SELECT FROM basinet.frame_pending p WHERE p.envelope = e.hash)
           AND NOT EXISTS (SELECT FROM basinet.frame_out f JOIN basinet.stream_out s USING (peer, lane)
             WHERE f.envelope = e.hash AND f.seq > s.acked)
         ORDER BY e.created LIMIT $2)`,
      [before, limit],
    )
    return rowCount ?? 0
  }

  async addPending(
    to: string,
    lane: Lane,
    envelope: Uint8Array,
    track: string | null,
    at: number,
  ): Promise<void> {
    if (track === null) {
      this.#unwritten.pending.push({ to, lane, envelope, at })
      return
    }
    await this.flushQueue()
    await this.#client.query(
      'DELETE FROM basinet.frame_pending WHERE peer = $1 AND lane = $2 AND track = $3',
      [to, lane, track],
    )
    await this.#client.query(
      'INSERT INTO basinet.frame_pending (peer, lane, envelope, track, at) VALUES ($1, $2, $3, $4, $5)',
      [to, lane, envelope, track, at],
    )
  }

  async pending(to: string, lane: Lane, limit: number, maxBytes?: number): Promise<Pending[]> {
    await this.flushQueue()
    const oldest =
      'SELECT id, envelope, track, at FROM basinet.frame_pending WHERE peer = $1 AND lane = $2 ORDER BY id LIMIT $3'
    const fitting = `SELECT id, envelope, track, at FROM (
        SELECT p.*, row_number() OVER w AS n, sum(coalesce(octet_length(e.sealed), 0) + ${FRAME_BYTES}) OVER w AS bytes
        FROM (${oldest}) p LEFT JOIN basinet.envelope_out e ON e.hash = p.envelope WINDOW w AS (ORDER BY p.id)
      ) t WHERE n = 1 OR bytes <= $4 ORDER BY id`
    const { rows } = await this.#client.query<{
      id: string
      envelope: Buffer
      track: string | null
      at: string
    }>(
      maxBytes === undefined ? oldest : fitting,
      maxBytes === undefined ? [to, lane, limit] : [to, lane, limit, maxBytes],
    )
    return rows.map((r) => ({
      id: Number(r.id),
      envelope: bytes(r.envelope),
      track: r.track,
      at: Number(r.at),
    }))
  }

  async dropPending(_to: string, _lane: Lane, ids: readonly number[]): Promise<void> {
    await this.#client.query('DELETE FROM basinet.frame_pending WHERE id = ANY ($1)', [ids])
  }

  async addOutFrames(to: string, lane: Lane, frames: readonly OutFrame[]): Promise<void> {
    if (frames.length === 0) return
    await this.#client.query(
      `INSERT INTO basinet.frame_out (peer, lane, seq, envelope, hash)
       SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::bytea[])`,
      [to, lane, frames.map((f) => f.seq), frames.map((f) => f.envelope), frames.map((f) => f.hash)],
    )
  }

  async outFrames(to: string, lane: Lane, first: number, limit: number): Promise<OutFrame[]> {
    const { rows } = await this.#client.query<{ seq: string; envelope: Buffer; hash: Buffer }>(
      `SELECT seq, envelope, hash FROM basinet.frame_out WHERE peer = $1 AND lane = $2 AND seq >= $3 AND seq < $3 + $4
       ORDER BY seq`,
      [to, lane, first, limit],
    )
    const frames = rows.map((r) => ({ seq: Number(r.seq), envelope: bytes(r.envelope), hash: bytes(r.hash) }))
    return unbroken(frames, first)
  }
}

/** Rows as far as their numbers follow one another from `first`. */
export function unbroken<T extends { readonly seq: number }>(rows: readonly T[], first: number): T[] {
  const gap = rows.findIndex((row, i) => row.seq !== first + i)
  return gap === -1 ? [...rows] : rows.slice(0, gap)
}

function streamOf(row: StreamRow): OutStream {
  return {
    to: row.peer,
    lane: row.lane,
    seq: Number(row.seq),
    hash: bytes(row.hash),
    acked: Number(row.acked),
    credit: Number(row.credit),
    receiptAt: Number(row.receipt_at),
    resync: row.resync,
    baseSeq: Number(row.base_seq),
    baseHash: bytes(row.base_hash),
  }
}
