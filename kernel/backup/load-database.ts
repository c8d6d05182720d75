import type pg from 'pg'
import { ok, type Result } from '../contract/result.ts'
import { asleep } from './asleep.ts'
import { listPartitions, listTables, qualified } from './catalogue.ts'
import { loadTable } from './copy-table.ts'
import type { Expungement } from './expunged-list.ts'
import type { OpenSet } from './open-set.ts'
import { replayExpunged, setLogging, type Replayed } from './replay-expunged.ts'

/** What has been expunged and must not come back with a set. */
interface ToReplay {
  readonly entries: readonly Expungement[]
  readonly at: Date
}

/**
 * Loads all rows of a set in one transaction, and takes out again what was expunged since: nobody ever sees it, and after a
 * failure the database is as it was.
 */
export async function loadDatabase(
  client: pg.PoolClient,
  set: OpenSet,
  replay: ToReplay,
): Promise<Result<Replayed>> {
  await client.query('BEGIN; SET LOCAL statement_timeout = 0')
  const replayed = await asleep(client, async () => {
    if (replay.entries.length > 0) await setLogging(client, 'UNLOGGED')
    const loaded = await loadAll(client, set)
    return loaded.ok ? replayInto(client, set, replay) : loaded
  })
  await client.query(replayed.ok ? 'COMMIT' : 'ROLLBACK')
  if (replayed.ok) await client.query('ANALYZE')
  return replayed
}

async function replayInto(client: pg.PoolClient, set: OpenSet, replay: ToReplay): Promise<Result<Replayed>> {
  const done = await replayExpunged({ client, at: replay.at }, set.manifest.nation, replay.entries)
  if (!done.ok || replay.entries.length === 0) return done
  await forgetEvidence(client, done.value.evidence)
  await setLogging(client, 'LOGGED')
  return done
}

async function loadAll(client: pg.ClientBase, set: OpenSet): Promise<Result<true>> {
  await makePartitions(client, set)
  // Migrations may have put rows of their own; those of the backup replace them.
  const names = (await listTables(client)).map((name) => qualified(client, name.schema, name.table))
  if (names.length > 0) await client.query(`TRUNCATE ${names.join(', ')} CASCADE`)
  for (const table of set.manifest.tables) {
    const loaded = await loadTable(client, table, set.path, set.part)
    if (!loaded.ok) return loaded
  }
  for (const { schema, sequence, last, called } of set.manifest.sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
      qualified(client, schema, sequence),
      last,
      called,
    ])
  }
  await forgetUnfinished(client, set)
  return ok(true)
}

async function makePartitions(client: pg.ClientBase, set: OpenSet): Promise<void> {
  const present = new Set(
    (await listPartitions(client)).map((name) => qualified(client, name.schema, name.table)),
  )
  for (const { schema, table, parentSchema, parent, bounds } of set.manifest.partitions) {
    const name = qualified(client, schema, table)
    if (present.has(name)) continue
    // The bounds are what this server's own catalogue printed, inside an authenticated manifest.
    await client.query(
      `CREATE TABLE ${name} PARTITION OF ${qualified(client, parentSchema, parent)} ${bounds}`,
    )
  }
}

/** Uploads under way are not in a backup, and what was destroyed during it stays destroyed. */
async function forgetUnfinished(client: pg.ClientBase, set: OpenSet): Promise<void> {
  const hasEvidence = set.manifest.tables.some(
    (table) => table.schema === 'basinet' && table.table === 'evidence_file',
  )
  if (!hasEvidence) return
  // Foreign keys are asleep in this transaction, so the chunk rows go by hand.
  await client.query(
    `WITH gone AS (DELETE FROM basinet.evidence_file WHERE state <> 'finished' RETURNING id)
     DELETE FROM basinet.evidence_chunk c USING gone WHERE c.file_id = gone.id`,
  )
  await forgetEvidence(client, set.manifest.evidence.destroyedMeanwhile)
}

/** Files whose content is not to come back, with their keys. */
export async function forgetEvidence(client: pg.ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await client.query(
    `WITH gone AS (DELETE FROM basinet.evidence_file WHERE id = ANY ($1::uuid[]) RETURNING id)
     DELETE FROM basinet.evidence_chunk c USING gone WHERE c.file_id = gone.id`,
    [ids],
  )
}
