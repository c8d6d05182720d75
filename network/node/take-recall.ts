import { destroyCopy, sealCopy } from '@basinet/kernel/copies'
import { signKeys } from '../register/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import { tell, type Parts } from './parts.ts'
import {
  openReceipt,
  openRecall,
  recallHash,
  signReceipt,
  type Recall,
  type RecallReceipt,
} from './recall-statement.ts'
import { endShare, holdersOf } from './shares.ts'
import { sameBytes } from '../wire/index.ts'

const refused = (reason: string): Taken => ({ kind: 'refused', reason })
const APPLIED: Taken = { kind: 'applied' }

/**
 * Obeys an owner's recall: the tombstone first, because the recall may have overtaken its record; then the copy, archives and
 * queues; then whoever was handed the copy from here is told, and the owner gets the signed receipt.
 */
export async function takeRecall(parts: Parts, tx: SqlTx, received: Received): Promise<Taken> {
  const { me, state, signer, newId } = parts
  const signed = received.envelope.content
  if (!(signed instanceof Uint8Array)) return refused('message.shape')
  const opened = openRecall(signed, signKeys(state().register, tx.db.at.getTime()))
  if (!opened.ok) return refused(opened.error.code)
  const recall = opened.value
  if (recall.owner === me) return refused('recall.own')
  const { id, owner, type, record, upToRev, scope, reason, at, deadline } = recall
  await tx.db.client.query(
    `INSERT INTO basinet.network_recall (id, owner, type, record, up_to_rev, scope, reason, at, deadline, statement)
     SELECT CASE WHEN EXISTS (SELECT FROM basinet.network_recall WHERE id = $1) THEN $11 ELSE $1 END::uuid,
       $2, $3, $4, $5, $6, $7, $8, $9, $10
     WHERE NOT EXISTS (SELECT FROM basinet.network_recall WHERE statement = $10 AND record = $4)`,
    // Ids are their senders' choice: one that was used before must not keep this order from being remembered.
    [id, owner, type, record, upToRev, scope, reason, new Date(at), new Date(deadline), signed, newId()],
  )
  const done = await obey(tx, recall)
  const onward = (await holdersOf(tx.db.client, type, record)).filter((h) => h.owner === owner)
  const told = onward.map((h) => h.peer).filter((peer) => peer !== owner && peer !== received.from)
  for (const peer of told) await endShare(tx.db.client, { type, record, peer })
  await tell(parts, tx, { type: 'network.recall', to: told, lane: 0, content: signed })
  const outcome = done ? 'done' : 'not-held'
  const stated = { recall: id, order: recallHash(signed), by: me, owner, outcome, onward: told } as const
  const receipt = signReceipt({ ...stated, at: tx.db.at.getTime() }, signer())
  await tell(parts, tx, { type: 'network.recall-receipt', to: [owner], lane: 0, content: receipt })
  tx.audit({
    kind: 'network.recalled',
    at: tx.db.at,
    actor: `network:${owner}`,
    outcome: 'done',
    type,
    record,
    rev: upToRev,
    details: { recall: id, scope, outcome, onward: told },
  })
  // What was destroyed goes on the list that a restore of an older backup takes out again.
  if (done && scope === 'destroy')
    tx.audit({
      kind: 'record.expunged',
      at: tx.db.at,
      actor: `network:${owner}`,
      outcome: 'done',
      type,
      record,
    })
  return APPLIED
}

/** A copy that is newer than the order was given again after it, and stays. */
async function obey(tx: SqlTx, { owner, type, record, upToRev, scope }: Recall): Promise<boolean> {
  const { rows } = await tx.db.client.query<{ rev: number; lease_until: Date }>(
    'SELECT rev, lease_until FROM basinet.network_copy WHERE record = $1 AND type = $2 AND owner = $3',
    [record, type, owner],
  )
  const copy = rows[0]
  if (copy !== undefined && copy.rev > upToRev) return false
  if (await isOfAnother(tx, owner, record)) return false
  await tx.withdrawOut({ record }, 'recalled')
  await tx.withdrawIn({ record }, 'recalled')
  const target = { type, id: record, owner }
  if (scope === 'seal') return copy !== undefined && (await sealCopy(tx.db, target, copy.lease_until))
  await tx.db.client.query(
    'DELETE FROM basinet.network_copy WHERE record = $1 AND type = $2 AND owner = $3',
    [record, type, owner],
  )
  return destroyCopy(tx.db, target)
}

/** A nation recalls what is its own: queues and archives of another's record, and of this node's own, are not its to empty. */
async function isOfAnother(tx: SqlTx, owner: string, record: string): Promise<boolean> {
  const { rows } = await tx.db.client.query<{ other: boolean }>(
    `SELECT EXISTS (SELECT FROM basinet.network_share WHERE record = $1 AND owner <> $2)
       OR EXISTS (SELECT FROM basinet.network_copy WHERE record = $1 AND owner <> $2) AS other`,
    [record, owner],
  )
  return rows[0]?.other === true
}

/** Keeps a holder's receipt for one of our recalls; one that was handed the copy onward joins the board by it. */
export async function takeReceipt(parts: Parts, tx: SqlTx, received: Received): Promise<Taken> {
  const signed = received.envelope.content
  if (!(signed instanceof Uint8Array)) return refused('message.shape')
  const opened = openReceipt(signed, signKeys(parts.state().register, tx.db.at.getTime()))
  if (!opened.ok) return refused(opened.error.code)
  const receipt = opened.value
  if (receipt.by !== received.from || receipt.owner !== parts.me) return refused('recall.receipt')
  const { rows } = await tx.db.client.query<{ type: string; record: string; statement: Buffer }>(
    'SELECT type, record, statement FROM basinet.network_recall WHERE id = $1 AND owner = $2',
    [receipt.recall, parts.me],
  )
  const recall = rows[0]
  if (recall === undefined || !sameBytes(recallHash(new Uint8Array(recall.statement)), receipt.order))
    return refused('recall.unknown')
  await keepReceipt(tx, receipt, signed)
  tx.audit({
    kind: 'network.receipt',
    at: tx.db.at,
    actor: `network:${receipt.by}`,
    outcome: 'done',
    type: recall.type,
    record: recall.record,
    details: { recall: receipt.recall, outcome: receipt.outcome, onward: receipt.onward },
  })
  return APPLIED
}

async function keepReceipt(tx: SqlTx, receipt: RecallReceipt, signed: Uint8Array): Promise<void> {
  await tx.db.client.query(
    `INSERT INTO basinet.network_recall_due (recall, peer, state, receipt, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (recall, peer) DO UPDATE SET state = excluded.state, receipt = excluded.receipt, at = excluded.at
       WHERE basinet.network_recall_due.state = 'outstanding'`,
    [receipt.recall, receipt.by, receipt.outcome, signed, tx.db.at],
  )
  for (const peer of receipt.onward)
    await tx.db.client.query(
      `INSERT INTO basinet.network_recall_due (recall, peer, state, at) VALUES ($1, $2, 'outstanding', $3)
       ON CONFLICT DO NOTHING`,
      [receipt.recall, peer, tx.db.at],
    )
}
