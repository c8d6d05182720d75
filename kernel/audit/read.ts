import {
  formatTlogProof,
  inclusionProof,
  sha256,
  tileNodeReader,
  treeHasher,
} from '@basinet/transparency-log'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'
import { tileReader } from './tile-store.ts'

export interface AuditItem {
  readonly seq: number
  readonly leaf: string
  readonly event: Record<string, unknown>
  /** Null where erased, or where the reader may see the event but not this content. */
  readonly details: unknown
}

export interface AuditQuery {
  readonly before?: number
  readonly kind?: string
  readonly actor?: string
  readonly record?: string
  readonly limit?: number
}

const PAGE_MAX = 500
const PAGE_DEFAULT = 100

/** Newest first. Row-level security shows nothing to who may not read the log; and details only to whom basinet.detail_open lets. */
export async function readAudit(
  tx: Tx,
  query: AuditQuery,
): Promise<{ items: AuditItem[]; next: number | null }> {
  const where: string[] = []
  const values: unknown[] = []
  const add = (sql: string, value: unknown): void =>
    void where.push(sql.replace('?', `$${values.push(value)}`))
  if (query.before !== undefined) add('l.seq < ?', query.before)
  if (query.kind !== undefined) add('l.kind = ?', query.kind)
  if (query.actor !== undefined) add('l.actor = ?', query.actor)
  if (query.record !== undefined) add('l.record_id = ?', query.record)
  const limit = Math.min(query.limit ?? PAGE_DEFAULT, PAGE_MAX)
  const { rows } = await tx.client.query<{
    seq: string
    event: string
    leaf: Buffer
    details: string | null
  }>(
    `SELECT l.seq, l.event, l.leaf, d.details FROM basinet.audit_leaf l
     LEFT JOIN basinet.audit_detail d ON d.id = (l.event::json->>'detailId')::uuid
     ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY l.seq DESC LIMIT ${limit + 1}`,
    values,
  )
  const items = rows.slice(0, limit).map((row) => ({
    seq: Number(row.seq),
    leaf: row.leaf.toString('hex'),
    event: JSON.parse(row.event) as Record<string, unknown>,
    details: row.details === null ? null : (JSON.parse(row.details) as unknown),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null }
}

export interface AuditHead {
  readonly size: number
  readonly root: string
  readonly at: string
  readonly note: string
  readonly unsequenced: number
}

/** The newest checkpoint, and how many events wait for their number; null before the first checkpoint. */
export async function readHead(tx: Tx): Promise<AuditHead | null> {
  const { rows } = await tx.client.query<{ size: string; root: Buffer; at: Date; note: string }>(
    'SELECT * FROM basinet.checkpoint ORDER BY size DESC LIMIT 1',
  )
  const pending = await tx.client.query<{ audit: string }>('SELECT audit FROM basinet.pending_counts()')
  const head = rows[0]
  if (head === undefined) return null
  return {
    size: Number(head.size),
    root: head.root.toString('hex'),
    at: head.at.toISOString(),
    note: head.note,
    unsequenced: Number(pending.rows[0]?.audit ?? 0),
  }
}

const hasher = treeHasher(sha256)

/** A C2SP tlog-proof of one leaf against the newest checkpoint. Errors: `audit.absent`, `audit.unproven` (no checkpoint yet). */
export async function proveLeaf(tx: Tx, seq: number): Promise<Result<string>> {
  const head = await readHead(tx)
  const { rows } = await tx.client.query<{ event: string }>(
    'SELECT event FROM basinet.audit_leaf WHERE seq = $1',
    [seq],
  )
  const leaf = rows[0]
  if (leaf === undefined) return fail('audit.absent', `no leaf ${seq}`, 'seq')
  if (head === null || head.size <= seq)
    return fail('audit.unproven', 'the next checkpoint will cover this leaf; try again in a moment')
  const reader = tileNodeReader(hasher, tileReader(tx), head.size)
  const hashes = await inclusionProof(hasher, reader, seq, head.size)
  if (!hashes.ok) return fail('audit.broken', hashes.error.message)
  return ok(
    formatTlogProof({
      extra: new TextEncoder().encode(leaf.event),
      index: seq,
      hashes: hashes.value,
      checkpoint: head.note,
    }),
  )
}

/** Number of a leaf by its hash, or null while it has none. */
export async function seqOfLeaf(tx: Tx, leaf: string): Promise<number | null> {
  const { rows } = await tx.client.query<{ seq: string }>(
    'SELECT seq FROM basinet.audit_leaf WHERE leaf = $1 LIMIT 1',
    [Buffer.from(leaf, 'hex')],
  )
  return rows[0] === undefined ? null : Number(rows[0].seq)
}
