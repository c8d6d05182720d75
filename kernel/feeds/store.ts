import type { PoolClient } from 'pg'
import type { BodyOf, StoredRecord } from '../contract/record.ts'
import { listRecords } from '../record/list.ts'
import type { Tx } from '../store/store.ts'
import { feed, type FeedHealth } from './contract.ts'
import { FEEDS_MAX } from './feed-set.ts'
import type { FeedConfig } from './running-feed.ts'
import type { FileCursor } from './transport/transport.ts'

/** A health row older than this was left by a process that is gone. */
export const HEALTH_STALE_MS = 10_000

export async function putFeedHealth(
  tx: Tx,
  holder: string,
  now: Date,
  health: readonly FeedHealth[],
): Promise<void> {
  if (health.length === 0) return
  await tx.client.query('SELECT basinet.feed_health_put($1, $2, $3, $4)', [
    holder,
    now,
    health.map((h) => h.id),
    health.map((h) => JSON.stringify(h)),
  ])
}

/** In the transaction that stores what was read: see migration 0002. */
export async function putFeedCursors(
  client: PoolClient,
  now: Date,
  cursors: readonly { readonly id: string; readonly cursor: FileCursor }[],
): Promise<void> {
  if (cursors.length === 0) return
  await client.query('SELECT basinet.feed_cursor_put($1, $2, $3, $4)', [
    now,
    cursors.map((c) => c.id),
    cursors.map((c) => c.cursor.inode),
    cursors.map((c) => c.cursor.offset),
  ])
}

export async function readFeedCursors(tx: Tx): Promise<Map<string, FileCursor>> {
  const { rows } = await tx.client.query<{ id: string; inode: string; byte_offset: string }>(
    'SELECT id, inode, byte_offset FROM basinet.feed_cursor',
  )
  return new Map(rows.map((r) => [r.id, { inode: Number(r.inode), offset: Number(r.byte_offset) }]))
}

type FeedRecord = StoredRecord<BodyOf<typeof feed>>

/** Feeds that are not retired, as the subject of the transaction may read them. */
async function readFeeds(tx: Tx): Promise<FeedRecord[]> {
  const page = await listRecords<FeedRecord['body']>(tx, feed, {
    filters: [{ name: 'state', op: 'in', value: ['active', 'suspended'] }],
    sort: 'name',
    limit: FEEDS_MAX,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}

/** Active feeds of one content. */
export async function readFeedConfigs(tx: Tx, content: string): Promise<FeedConfig[]> {
  const feeds = await readFeeds(tx)
  return feeds
    .filter((f) => f.body.state === 'active' && f.body.content === content)
    .map((f) => ({ ...f.body, id: f.id }))
}

/** Every feed with its health; one that no living process runs is down and says so. */
export async function readFeedHealth(tx: Tx): Promise<FeedHealth[]> {
  const feeds = await readFeeds(tx)
  const { rows } = await tx.client.query<{ id: string; at: Date; body: FeedHealth }>(
    'SELECT id, at, body FROM basinet.feed_health WHERE id = ANY ($1)',
    [feeds.map((f) => f.id)],
  )
  const known = new Map(rows.map((r) => [r.id, r]))
  return feeds.map((record) => {
    const row = known.get(record.id)
    const stale = row === undefined || tx.at.getTime() - row.at.getTime() > HEALTH_STALE_MS
    if (record.body.state === 'suspended') return idle(record, row?.body, 'suspended', tx.at)
    return stale ? idle(record, row?.body, 'no process runs it', tx.at) : row.body
  })
}

function idle(record: FeedRecord, last: FeedHealth | undefined, reason: string, at: Date): FeedHealth {
  const body = record.body
  return {
    id: record.id,
    name: body.name,
    station: body.station,
    content: body.content,
    kind: body.transport.kind,
    address: last?.address ?? body.transport.kind,
    state: 'down',
    reason,
    ratePerS: 0,
    bytesPerS: 0,
    lagMs: null,
    errorRate: 0,
    lastAt: last?.lastAt ?? null,
    gaps: last?.gaps ?? [],
    messages: last?.messages ?? 0,
    errors: last?.errors ?? 0,
    duplicates: last?.duplicates ?? 0,
    clockErrors: last?.clockErrors ?? 0,
    lostBytes: last?.lostBytes ?? 0,
    reconnects: last?.reconnects ?? 0,
    streams: 0,
    at: at.getTime(),
  }
}
