import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { REALMS } from '../contract/record.ts'
import type { Tx } from '../store/store.ts'
import { historyTable, recordTable } from './table-name.ts'

/** Name of the node's fact that says up to which leaf of the audit log expunged content is gone from the disk. */
const FACT = 'expunged-erased'
/** A table in use is tried this often, and each time waited for so long; longer would make commands wait behind us. */
const TRIES_MAX = 5
const LOCK_WAIT_MS = 5000
const BUSY = '55P03'
/** A transaction from before the expungement still sees its rows, and a rewrite then keeps them. The node's own end within 30 s. */
const READERS_WAIT_MS = 120_000
const LOOK_EVERY_MS = 500

/** Expungements whose content may still lie in dead rows and in the write-ahead log. */
export interface Unerased {
  /** Number of the newest one in the audit log. */
  readonly through: string
  readonly types: readonly string[]
  /** When the oldest one was made. */
  readonly since: Date
}

/** How far the content is gone: `left` where the write-ahead log is the database server's own to clear (managed, without rights). */
export interface Erased {
  readonly tables: number
  readonly wal: 'removed' | 'left'
}

/** Asked as the node. */
export async function unerased(tx: Tx): Promise<Unerased | null> {
  const { rows } = await tx.client.query<{ through: string | null; types: string[]; since: Date }>(
    `SELECT max(seq)::text AS through, array_agg(DISTINCT event::json->>'type') AS types,
       min((event::json->>'at')::timestamptz) AS since
     FROM basinet.audit_leaf WHERE kind = 'record.expunged' AND event::json->>'type' IS NOT NULL
       AND seq > coalesce((SELECT (value->>'through')::bigint FROM basinet.node_fact WHERE name = $1), -1)`,
    [FACT],
  )
  const row = rows[0]
  if (row === undefined || row.through === null) return null
  return { through: row.through, types: row.types, since: row.since }
}

/**
 * Writes anew every table that held something of what was expunged, with its indexes and statistics, and lets go of the
 * write-ahead log that tells of it (DESIGN 4, stage b). Each table is locked meanwhile. Throws when a table stays in use, when a
 * reader from before stays, or when something (a replication slot, an archive) holds the log back; it may then be done again.
 */
export async function eraseFromDisk(
  adminUrl: string,
  what: Unerased,
  say: (done: number, total: number, table: string) => Promise<void>,
): Promise<Erased> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'basinet-erase' })
  // A lost connection fails the query under way; without a listener it would end the process besides.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await olderReadersGone(client)
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MS}`)
    const tables = await tablesOf(client, what.types)
    for (const [i, table] of tables.entries()) {
      await say(i, tables.length, table)
      await rewrite(client, table)
    }
    const wal = await dropWal(client)
    await client.query(
      `INSERT INTO basinet.node_fact (name, value) VALUES ($1, jsonb_build_object('through', $2::text))
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [FACT, what.through],
    )
    return { tables: tables.length, wal }
  } finally {
    await client.end()
  }
}

/** Tables beside a record's own that an expungement takes something from, and the planner's samples of all their columns. */
const SHARED = [
  ...REALMS.map((realm) => `basinet.search_${realm}`),
  ...['link', 'audit_detail', 'command_result', 'pending_change', 'change', 'job', 'evidence_file'].map(
    (name) => `basinet.${name}`,
  ),
]
const TAKEN_ALONG = [
  'file',
  ...REALMS.map((realm) => (realm === 'general' ? 'approval' : `approval-${realm}`)),
]
const SAMPLES = 'pg_catalog.pg_statistic'

/** Tables of capabilities whose rows go with a record by foreign key: templates of prints, images, candidates. */
const HANGING = `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_catalog.pg_constraint
  WHERE contype = 'f' AND confdeltype = 'c' AND confrelid = ANY ($1::text[]::regclass[])`

async function tablesOf(client: pg.Client, types: readonly string[]): Promise<string[]> {
  const own = [...new Set([...types, ...TAKEN_ALONG])].flatMap((type) => [
    recordTable(type),
    historyTable(type),
  ])
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NOT NULL',
    [[...own, ...SHARED]],
  )
  const found = rows.map((row) => row.name)
  const { rows: hanging } = await client.query<{ name: string }>(HANGING, [found])
  return [...new Set([...found, ...hanging.map((row) => row.name)]), SAMPLES]
}

async function rewrite(client: pg.Client, table: string): Promise<void> {
  // The samples are taken anew first: a common value of a column stands in them word for word.
  const options = table === SAMPLES ? 'FULL' : 'FULL, ANALYZE'
  for (let tried = 1; ; tried++) {
    try {
      await client.query(`VACUUM (${options}) ${table}`)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== BUSY || tried === TRIES_MAX) throw error
    }
  }
}

async function olderReadersGone(client: pg.Client): Promise<void> {
  const { rows: rights } = await client.query<{ sees: boolean; mark: string }>(
    `SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees, pg_current_xact_id()::xid::text AS mark`,
  )
  if (rights[0]?.sees !== true)
    throw new Error('the login of DATABASE_ADMIN_URL cannot see who reads: GRANT pg_monitor to it')
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND greatest(age(backend_xmin), age(backend_xid)) > age($1::xid)
       UNION ALL SELECT FROM pg_prepared_xacts WHERE database = current_database() AND age(transaction) > age($1::xid)
       UNION ALL SELECT FROM pg_replication_slots WHERE age(xmin) > age($1::xid)`,
      [rights[0].mark],
    )
    if (rowCount === 0) return
    if (waited >= READERS_WAIT_MS)
      throw new Error('a transaction from before the expungement is still open; it is tried again later')
    await setTimeout(LOOK_EVERY_MS)
  }
}

/**
 * Segments are deleted, not renamed for use again with their old bytes in them, only under `wal_recycle = off`
 * (PostgreSQL 18 documentation, 19.5.1), as the embedded database has it.
 */
async function dropWal(client: pg.Client): Promise<Erased['wal']> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT current_setting('wal_recycle') = 'off' AND pg_has_role(current_user, 'pg_checkpoint', 'USAGE')
       AND has_function_privilege('pg_catalog.pg_switch_wal()', 'EXECUTE')
       AND has_function_privilege('pg_catalog.pg_ls_waldir()', 'EXECUTE') AS may`,
  )
  if (rows[0]?.may !== true) return 'left'
  const { rows: last } = await client.query<{ name: string }>(
    'SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS name',
  )
  await client.query('SELECT pg_switch_wal()')
  for (let tried = 1; ; tried++) {
    await client.query('CHECKPOINT')
    const { rowCount } = await client.query(
      `SELECT FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND substr(name, 9) <= substr($1, 9)`,
      [last[0]?.name],
    )
    if (rowCount === 0) return 'removed'
    if (tried === TRIES_MAX)
      throw new Error('the write-ahead log is held back by a replication slot, an archive or wal_keep_size')
    await setTimeout(LOOK_EVERY_MS)
  }
}
