import { readRelease } from '@basinet/kernel/copies'
import type { RecordDeclaration } from '@basinet/kernel/contract'
import { isBody } from '../agreements/index.ts'
import type { LiveContent, LiveKind } from '../live/contract.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import type { Cbor, Envelope } from '../wire/index.ts'
import { findWay, realmTravels } from './flow.ts'
import type { Parts } from './parts.ts'
import { holdersOf } from './shares.ts'
import { isPartner } from './state.ts'

/** Records whose positions go in one transaction. */
const ROUND_MAX = 500
/** That a live release or its arrival is noted in the audit log: once a minute a record and partner. */
const NOTED_MS = 60_000
const NOTED_MAX = 10_000

/** Whether an envelope carries positions under a record, and not the record. */
export function isLive({ content, record }: Envelope): boolean {
  return record !== null && isBody(content) && 'live' in content
}

/** Notes once a minute that something was released or received live. */
export class LiveNotes {
  readonly #at = new Map<string, number>()

  due(key: string, at: number): boolean {
    if (at - (this.#at.get(key) ?? -Infinity) < NOTED_MS) return false
    if (this.#at.size >= NOTED_MAX) this.#at.clear()
    this.#at.set(key, at)
    return true
  }
}

/**
 * Queues what moves for every holder of its record, the newest only where a link is behind. Label, agreement and the person's release
 * are asked for each partner now, and again when it leaves.
 */
export async function sendLive(
  parts: Parts,
  tx: SqlTx,
  decl: RecordDeclaration,
  fresh: readonly LiveContent[],
  notes: LiveNotes,
): Promise<number> {
  let queued = 0
  for (const { record, content } of fresh.slice(0, ROUND_MAX)) {
    for (const { peer, owner } of await holdersOf(tx.db.client, decl.type, record)) {
      if (owner !== parts.me || !isPartner(parts.state(), peer)) continue
      const copy = await readRelease(tx.db, decl, record, peer)
      if (copy === null || !realmTravels(decl, copy.label)) continue
      const about = { type: decl.type, label: copy.label }
      const way = findWay(parts.state(), parts.me, about, peer, tx.db.at.getTime())
      if ('reasons' in way) continue
      if (way.humanRelease && !(await wasGiven(tx, decl.type, record, peer))) continue
      const agreement = { id: way.text.id, version: way.text.version }
      const sent = await parts.exchange.queue(tx, {
        id: parts.newId(),
        type: decl.type,
        version: decl.version,
        to: [peer],
        agreement,
        purpose: way.purpose,
        label: way.label,
        record: { id: record, rev: copy.rev },
        supersedes: null,
        content: { live: content as Cbor },
        lane: 2,
        track: record,
      })
      if (!sent.ok) continue
      queued += 1
      if (!notes.due(`${record}/${peer}`, tx.db.at.getTime())) continue
      tx.audit({
        kind: 'network.released',
        at: tx.db.at,
        actor: `network:${parts.me}`,
        purpose: way.purpose,
        outcome: 'done',
        type: decl.type,
        record,
        rev: copy.rev,
        details: { to: [peer], agreement, live: true },
      })
    }
  }
  return queued
}

async function wasGiven(tx: SqlTx, type: string, record: string, peer: string): Promise<boolean> {
  const { rows } = await tx.db.client.query<{ given: boolean }>(
    'SELECT basinet.network_given($1, $2, $3) AS given',
    [type, record, peer],
  )
  return rows[0]?.given === true
}

/** Takes what a partner sends live; what its owner has recalled, in whichever order it came, is refused. */
export async function takeLive(
  parts: Parts,
  tx: SqlTx,
  kinds: ReadonlyMap<string, LiveKind>,
  { from, envelope }: Received,
  notes: LiveNotes,
): Promise<Taken> {
  const { record, label, type, content, agreement, purpose } = envelope
  const kind = kinds.get(type)
  if (kind === undefined || record === null || !isBody(content)) return { kind: 'refused', reason: 'live' }
  const { rows } = await tx.db.client.query<{ recalled: boolean }>(
    `SELECT EXISTS (SELECT FROM basinet.network_recall WHERE owner = $1 AND type = $2 AND record = $3 AND up_to_rev >= $4)
       AS recalled`,
    [label.owner, type, record.id, record.rev],
  )
  if (rows[0]?.recalled === true) return { kind: 'refused', reason: 'recalled' }
  const arrived = { record: record.id, rev: record.rev, owner: label.owner, content: content['live'] }
  const taken = await kind.take(tx.db, arrived)
  if (!taken.ok) return { kind: 'refused', reason: taken.error.code }
  if (notes.due(`${record.id}/${from}`, tx.db.at.getTime()))
    tx.audit({
      kind: 'network.received',
      at: tx.db.at,
      actor: `network:${from}`,
      purpose,
      outcome: 'done',
      type,
      record: record.id,
      rev: record.rev,
      details: { from, owner: label.owner, agreement, live: true, by: parts.me },
    })
  return { kind: 'applied' }
}
