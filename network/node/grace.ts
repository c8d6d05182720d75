import { setLease } from '@basinet/kernel/copies'
import type { SqlTx } from '../streams/index.ts'
import type { Parts } from './parts.ts'
import { agreementOf } from './state.ts'

/** House rule: an owner whose signed receipt is older than this cannot be heard. A link that stands brings one every half minute. */
const CUT_OFF_MS = 86_400_000
/** Before a lease ends, so that no copy goes dark for the time between two looks. */
const AHEAD_MS = 60_000
const DAY_MS = 86_400_000
const ROUND_MAX = 1000

interface CopyRow {
  readonly type: string
  readonly record: string
  readonly owner: string
  readonly agreement: string
  readonly version: number
  readonly lease_until: Date
  readonly erase_by: Date | null
  readonly ordered: Date | null
}

/**
 * Keeps copies readable whose lease ends while their owner cannot be heard: for the agreement's days of grace, or as long as
 * the owner's standing order says, and never past their erasure. When the owner is heard again its own word counts: what it
 * has not renewed is readable no longer. How many copies changed.
 */
export async function graceCopies(parts: Parts, tx: SqlTx): Promise<number> {
  const at = tx.db.at.getTime()
  const silent = await silentOwners(tx, at)
  return (await takeGraceBack(tx, silent)) + (await giveGrace(parts, tx, silent, at))
}

/** Owners of copies here that have not been heard for a day; a receipt is signed, so that nobody else can speak for them. */
async function silentOwners(tx: SqlTx, at: number): Promise<readonly string[]> {
  const { rows } = await tx.db.client.query<{ owner: string }>(
    `SELECT c.owner FROM (SELECT DISTINCT owner FROM basinet.network_copy) c
     WHERE NOT EXISTS (SELECT FROM basinet.stream_out s WHERE s.peer = c.owner AND s.receipt_at > $1)`,
    [at - CUT_OFF_MS],
  )
  return rows.map((r) => r.owner)
}

async function takeGraceBack(tx: SqlTx, silent: readonly string[]): Promise<number> {
  const { rows } = await tx.db.client.query<CopyRow & { paused: boolean }>(
    `UPDATE basinet.network_copy SET graced = false WHERE (record, type) IN (
       SELECT record, type FROM basinet.network_copy WHERE graced AND owner <> ALL ($1) LIMIT ${ROUND_MAX})
     RETURNING type, record, owner, lease_until, paused`,
    [silent],
  )
  for (const { type, record, owner, lease_until, paused } of rows)
    if (!paused) await setLease(tx.db, { type, id: record, owner }, lease_until)
  return rows.length
}

async function giveGrace(parts: Parts, tx: SqlTx, silent: readonly string[], at: number): Promise<number> {
  if (silent.length === 0) return 0
  const { rows } = await tx.db.client.query<CopyRow>(
    `SELECT c.type, c.record, c.owner, c.agreement, c.agreement_version AS version, c.lease_until, c.erase_by, o.until AS ordered
     FROM basinet.network_copy c LEFT JOIN basinet.network_continuity o
       ON o.owner = c.owner AND o.agreement = c.agreement AND o.version = c.agreement_version
     WHERE NOT c.paused AND NOT c.graced AND c.lease_until < $1 AND c.owner = ANY ($2)
     ORDER BY c.lease_until DESC LIMIT ${ROUND_MAX}`,
    [new Date(at + AHEAD_MS), silent],
  )
  const given = new Map<string, number>()
  for (const row of rows) {
    const until = graceUntil(parts, row)
    if (until <= Math.max(at, row.lease_until.getTime())) continue
    const { type, record, owner } = row
    await setLease(tx.db, { type, id: record, owner }, new Date(until))
    await tx.db.client.query(
      'UPDATE basinet.network_copy SET graced = true WHERE record = $1 AND type = $2',
      [record, type],
    )
    given.set(owner, (given.get(owner) ?? 0) + 1)
  }
  for (const [owner, copies] of given)
    tx.audit({
      kind: 'network.changed',
      at: tx.db.at,
      actor: `network:${parts.me}`,
      outcome: 'done',
      details: { grace: owner, copies },
    })
  return [...given.values()].reduce((a, b) => a + b, 0)
}

function graceUntil(parts: Parts, row: CopyRow): number {
  const held = agreementOf(parts.state(), { id: row.agreement, version: row.version })
  if (held === null || !held.active) return 0
  const { graceDays, validUntil } = held.agreement.text
  const longest = Math.max(row.lease_until.getTime() + graceDays * DAY_MS, row.ordered?.getTime() ?? 0)
  return Math.min(longest, row.erase_by?.getTime() ?? Infinity, validUntil ?? Infinity)
}
