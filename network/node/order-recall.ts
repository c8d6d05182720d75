import type { SqlTx } from '../streams/index.ts'
import { tell, type Parts } from './parts.ts'
import { signRecall, type RecallScope } from './recall-statement.ts'
import { endShare } from './shares.ts'

/** House rule: a recall that a live partner has not answered in a day is looked into by people. */
const DEADLINE_MS = 86_400_000

export interface RecallOrder {
  readonly type: string
  readonly record: string
  readonly upToRev: number
  readonly scope: RecallScope
  readonly reason: string
  /** Nations told: every one that was given the record. */
  readonly holders: readonly string[]
}

/**
 * Recalls copies of an own record: what has not left yet is taken out of the queues, every holder gets the signed order before
 * anything else, and stays on the board until its signed receipt is here.
 */
export async function orderRecall(parts: Parts, tx: SqlTx, order: RecallOrder): Promise<void> {
  const { me, signer, newId } = parts
  const at = tx.db.at
  const { type, record, upToRev, scope, reason, holders } = order
  const id = newId()
  const deadline = new Date(at.getTime() + DEADLINE_MS)
  const stated = { id, owner: me, type, record, upToRev, scope, reason }
  const signed = signRecall({ ...stated, at: at.getTime(), deadline: deadline.getTime() }, signer())
  await parts.exchange.withdraw(tx, { record }, 'recalled')
  await tx.db.client.query(
    `INSERT INTO basinet.network_recall (id, owner, type, record, up_to_rev, scope, reason, at, deadline, statement)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, me, type, record, upToRev, scope, reason, at, deadline, signed],
  )
  for (const peer of holders) {
    await tx.db.client.query(
      `INSERT INTO basinet.network_recall_due (recall, peer, state, at) VALUES ($1, $2, 'outstanding', $3)`,
      [id, peer, at],
    )
    await endShare(tx.db.client, { type, record, peer })
  }
  await tell(parts, tx, { type: 'network.recall', to: holders, lane: 0, content: signed })
  tx.audit({
    kind: 'network.recalled',
    at,
    actor: `network:${me}`,
    outcome: 'done',
    type,
    record,
    rev: upToRev,
    details: { recall: id, scope, reason, holders },
  })
}
