import { receiveCopy, type RecordCopy } from '@basinet/kernel/copies'
import type { RecordDeclaration } from '@basinet/kernel/contract'
import { isBody } from '../agreements/index.ts'
import type { Received, SqlTx, Taken } from '../streams/index.ts'
import type { Envelope } from '../wire/index.ts'
import { fillMasked } from './fill-masked.ts'
import type { Parts } from './parts.ts'

/** Failures that another version of this node may mend. */
const LATER = new Set(['copy.version'])

/**
 * Takes a partner's record as a copy under its owner's label. One that its owner has recalled meanwhile is refused, whichever
 * came first.
 */
export async function takeCopy(parts: Parts, tx: SqlTx, { from, envelope }: Received): Promise<Taken> {
  const decl = parts.core.registry.record(envelope.type)
  if (decl === undefined) return { kind: 'parked', reason: 'type' }
  const { record, agreement, label } = envelope
  if (record === null || agreement === null) return { kind: 'refused', reason: 'message.shape' }
  const copy = copyOf(decl, envelope, record)
  if (copy === null || label.leaseUntil === null) return { kind: 'refused', reason: 'message.shape' }
  if (await isRecalled(tx, label.owner, envelope.type, record)) return { kind: 'refused', reason: 'recalled' }
  const taken = await receiveCopy(tx.db, parts.me, decl, copy)
  if (!taken.ok) return { kind: LATER.has(taken.error.code) ? 'parked' : 'refused', reason: taken.error.code }
  if (taken.value === 'inserted' || taken.value === 'updated')
    await tx.db.client.query(
      `INSERT INTO basinet.network_copy (type, record, owner, sender, rev, agreement, agreement_version, lease_until, erase_by,
         received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (record, type) DO UPDATE SET sender = excluded.sender, rev = excluded.rev, agreement = excluded.agreement,
         agreement_version = excluded.agreement_version, lease_until = excluded.lease_until, erase_by = excluded.erase_by,
         paused = false`,
      [
        decl.type,
        record.id,
        label.owner,
        from,
        record.rev,
        agreement.id,
        agreement.version,
        new Date(label.leaseUntil),
        label.eraseBy,
        tx.db.at,
      ],
    )
  tx.audit({
    kind: 'network.received',
    at: tx.db.at,
    actor: `network:${from}`,
    purpose: envelope.purpose,
    outcome: 'done',
    type: decl.type,
    record: record.id,
    rev: record.rev,
    details: { from, owner: label.owner, agreement, envelope: envelope.id, taken: taken.value },
  })
  return { kind: 'applied' }
}

async function isRecalled(
  tx: SqlTx,
  owner: string,
  type: string,
  record: { readonly id: string; readonly rev: number },
): Promise<boolean> {
  const { rowCount } = await tx.db.client.query(
    'SELECT FROM basinet.network_recall WHERE record = $1 AND type = $2 AND owner = $3 AND up_to_rev >= $4 LIMIT 1',
    [record.id, type, owner, record.rev],
  )
  return (rowCount ?? 0) > 0
}

function copyOf(
  decl: RecordDeclaration,
  { content, label, type, version, supersedes }: Envelope,
  record: { readonly id: string; readonly rev: number },
): RecordCopy | null {
  if (!isBody(content) || !isBody(content['body'])) return null
  const { createdAt, createdBy, updatedAt, updatedBy } = content
  for (const text of [createdAt, createdBy, updatedAt, updatedBy])
    if (typeof text !== 'string' || text.length > 100) return null
  for (const time of [createdAt, updatedAt]) if (Number.isNaN(Date.parse(time as string))) return null
  return {
    ...record,
    type,
    version,
    label,
    body: fillMasked(decl, content['body']),
    createdAt: createdAt as string,
    createdBy: createdBy as string,
    updatedAt: updatedAt as string,
    updatedBy: updatedBy as string,
    supersedes,
  }
}
