import type { Tx } from '@basinet/kernel/store'
import { STREAM_START, type Lane } from '../wire/index.ts'
import { selectionSql } from './selection-sql.ts'
import { unbroken } from './sql-outgoing.ts'
import type { InEnvelope, InFrame, InState, InStream, Selection } from './store.ts'

interface FrameRow {
  readonly seq: string
  readonly envelope: Buffer
  readonly hash: Buffer
  readonly state: InState
  readonly reason: string | null
}
interface StreamRow {
  readonly peer: string
  readonly lane: Lane
  readonly seq: string
  readonly hash: Buffer
  readonly head: Buffer | null
}
const bytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer)

/** The inbox of a node's streams in PostgreSQL. */
export class SqlIncoming {
  readonly #client: Tx['client']

  constructor(client: Tx['client']) {
    this.#client = client
  }

  async inStream(from: string, lane: Lane): Promise<InStream> {
    const { rows } = await this.#client.query<StreamRow>(
      'SELECT * FROM basinet.stream_in WHERE peer = $1 AND lane = $2',
      [from, lane],
    )
    return rows[0] === undefined ? { from, lane, seq: 0, hash: STREAM_START, head: null } : streamOf(rows[0])
  }

  async saveInStream(s: InStream): Promise<void> {
    await this.#client.query(
      `INSERT INTO basinet.stream_in (peer, lane, seq, hash, head) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (peer, lane) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, head = excluded.head`,
      [s.from, s.lane, s.seq, s.hash, s.head],
    )
  }

  async inStreams(): Promise<InStream[]> {
    const { rows } = await this.#client.query<StreamRow>(
      'SELECT * FROM basinet.stream_in ORDER BY peer, lane',
    )
    return rows.map(streamOf)
  }

  async putInFrames(from: string, lane: Lane, frames: readonly InFrame[]): Promise<void> {
    if (frames.length === 0) return
    await this.#client.query(
      `INSERT INTO basinet.frame_in (peer, lane, seq, envelope, hash, state, reason)
       SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::bytea[], $6::text[], $7::text[])
       ON CONFLICT (peer, lane, seq) DO UPDATE SET envelope = excluded.envelope, hash = excluded.hash,
         state = excluded.state, reason = excluded.reason`,
      [
        from,
        lane,
        frames.map((f) => f.seq),
        frames.map((f) => f.envelope),
        frames.map((f) => f.hash),
        frames.map((f) => f.state),
        frames.map((f) => f.reason),
      ],
    )
  }

  async inFrames(from: string, lane: Lane, first: number, limit: number): Promise<InFrame[]> {
    const { rows } = await this.#client.query<FrameRow>(
      'SELECT * FROM basinet.frame_in WHERE peer = $1 AND lane = $2 AND seq >= $3 AND seq < $3 + $4 ORDER BY seq',
      [from, lane, first, limit],
    )
    return unbroken(rows.map(frameOf), first)
  }

  async inFramesIn(from: string, lane: Lane, state: InState, limit: number): Promise<InFrame[]> {
    // Said twice, so that the planner sees that the index of open frames covers it.
    const { rows } = await this.#client.query<FrameRow>(
      `SELECT * FROM basinet.frame_in WHERE peer = $1 AND lane = $2 AND state = $3
         AND state IN ('missing', 'parked', 'failed') ORDER BY seq LIMIT $4`,
      [from, lane, state, limit],
    )
    return rows.map(frameOf)
  }

  async keepInEnvelopes(envelopes: readonly InEnvelope[]): Promise<void> {
    if (envelopes.length === 0) return
    // The same envelope twice in one batch would hit its own row.
    const each = [...new Map(envelopes.map((e) => [Buffer.from(e.hash).toString('hex'), e])).values()]
    await this.#client.query(
      `INSERT INTO basinet.envelope_in (hash, sealed, record, agreement)
       SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::uuid[], $4::uuid[])
       ON CONFLICT (hash) DO UPDATE SET sealed = excluded.sealed, record = excluded.record, agreement = excluded.agreement`,
      [
        each.map((e) => e.hash),
        each.map((e) => e.sealed),
        each.map((e) => e.record),
        each.map((e) => e.agreement),
      ],
    )
  }

  async inEnvelope(hash: Uint8Array): Promise<InEnvelope | null> {
    const { rows } = await this.#client.query<{
      hash: Buffer
      sealed: Buffer
      record: string | null
      agreement: string | null
    }>('SELECT * FROM basinet.envelope_in WHERE hash = $1', [hash])
    const row = rows[0]
    return row === undefined
      ? null
      : { hash: bytes(row.hash), sealed: bytes(row.sealed), record: row.record, agreement: row.agreement }
  }

  async withdrawIn(selection: Selection, reason: string): Promise<number> {
    const where = selectionSql(selection)
    if (where === null) return 0
    const { rowCount } = await this.#client.query(
      `WITH taken AS (DELETE FROM basinet.envelope_in WHERE ${where.sql} RETURNING hash),
       told AS (UPDATE basinet.frame_in f SET state = 'gone', reason = $1 FROM taken WHERE f.envelope = taken.hash)
       SELECT FROM taken`,
      [reason, ...where.values],
    )
    return rowCount ?? 0
  }

  async seen(from: string, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const { rows } = await this.#client.query<{ id: string }>(
      'SELECT id FROM basinet.envelope_seen WHERE peer = $1 AND id = ANY ($2)',
      [from, ids],
    )
    return new Set(rows.map((r) => r.id))
  }

  async markSeen(from: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#client.query(
      'INSERT INTO basinet.envelope_seen (peer, id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
      [from, ids],
    )
  }
}

function streamOf(row: StreamRow): InStream {
  const { peer, lane, seq, hash, head } = row
  return { from: peer, lane, seq: Number(seq), hash: bytes(hash), head: head === null ? null : bytes(head) }
}

function frameOf({ seq, envelope, hash, state, reason }: FrameRow): InFrame {
  return { seq: Number(seq), envelope: bytes(envelope), hash: bytes(hash), state, reason }
}
