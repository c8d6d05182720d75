import type pg from 'pg'
import { appendAudit } from '../audit/append.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'
import { qualified } from './catalogue.ts'
import type { Expungement } from './expunged-list.ts'

/** Tables that may hold something of a record, by their names. */
const OF_RECORDS = `c.relnamespace = 'basinet'::regnamespace AND c.relkind = 'r' AND (c.relname ~ '^(r|h|search)_'
  OR c.relname IN ('audit_detail', 'command_result', 'job', 'link', 'pending_change', 'change'))`

/** What a replay did. */
export interface Replayed {
  /** Records of the list that the set still had. */
  readonly records: number
  /** Evidence whose content must not be put back. */
  readonly evidence: readonly string[]
}

/**
 * While rows are loaded of which some go again in the same transaction, the tables of records are kept out of the write-ahead
 * log (`UNLOGGED`); then what is left is written anew (`LOGGED`). So neither the log nor a dead row keeps a word of what was expunged.
 */
export async function setLogging(client: pg.ClientBase, how: 'UNLOGGED' | 'LOGGED'): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE ${OF_RECORDS} AND c.relpersistence <> $1 ORDER BY c.relname`,
    [how === 'UNLOGGED' ? 'u' : 'p'],
  )
  for (const { name } of rows)
    await client.query(`ALTER TABLE ${qualified(client, 'basinet', name)} SET ${how}`)
}

/** Writes the tables of records anew, without their dead rows. Locks each meanwhile. */
export async function rewriteRecords(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE ${OF_RECORDS} ORDER BY c.relname`,
  )
  for (const { name } of rows) await client.query(`VACUUM (FULL) ${qualified(client, 'basinet', name)}`)
}

/**
 * Expunges again what a list says, in the transaction that loads a set, and appends `record.expunged` for each record that was
 * there or that the set's log does not know to be gone. Errors: `backup.older` where the set has no means for it.
 */
export async function replayExpunged(
  tx: Tx,
  nation: string,
  entries: readonly Expungement[],
): Promise<Result<Replayed>> {
  if (entries.length === 0) return ok({ records: 0, evidence: [] })
  const { rows } = await tx.client.query<{ there: boolean }>(
    `SELECT to_regprocedure('basinet.expunge_whole(text, uuid)') IS NOT NULL AS there`,
  )
  if (rows[0]?.there !== true)
    return fail(
      'backup.older',
      'the set is of a version that cannot replay expungements: restore a newer set',
    )
  const evidence: string[] = []
  let records = 0
  for (const entry of entries) {
    const gone = await expungeAgain(tx, nation, entry)
    if (gone === null) continue
    records += 1
    evidence.push(...gone)
  }
  return ok({ records, evidence: [...new Set(evidence)] })
}

/** The evidence that went with it; null where nothing of the record was there. A log that does not know that it is gone learns it. */
async function expungeAgain(
  tx: Tx,
  nation: string,
  { type, record, leaf, at: first }: Expungement,
): Promise<string[] | null> {
  const { rows: known } = await tx.client.query<{ table: boolean; gone: boolean }>(
    `SELECT to_regclass('basinet.r_' || replace($1, '-', '_')) IS NOT NULL AS table,
       EXISTS (SELECT FROM basinet.audit_leaf WHERE kind = 'record.expunged' AND record_id = $2)
       OR EXISTS (SELECT FROM basinet.pending_audit WHERE event::json->>'kind' = 'record.expunged'
         AND event::json->>'record' = $2) AS gone`,
    [type, record],
  )
  // A type that this set does not know has no record in it.
  if (known[0]?.table !== true) return null
  const { rows } = await tx.client.query<{ answer: { revisions: number; evidence: string[] } }>(
    'SELECT basinet.expunge_whole($1, $2) AS answer',
    [type, record],
  )
  const answer = rows[0]?.answer ?? { revisions: 0, evidence: [] }
  if (answer.revisions === 0 && known[0].gone) return null
  await appendAudit(tx, nation, {
    kind: 'record.expunged',
    at: tx.at,
    actor: `node:${nation}`,
    type,
    record,
    outcome: 'done',
    count: answer.revisions,
    details: { authority: 'restore', leaf, at: first },
  })
  return answer.revisions === 0 ? null : answer.evidence
}
