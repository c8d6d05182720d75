import type { Tx } from '../store/store.ts'
import { sealEvent, type AuditDraft, type AuditRow } from './event.ts'

/** Adds one event to the caller's transaction; the leaf is final, its number comes after commit. Returns the leaf hash in hex. */
export async function appendAudit(tx: Tx, node: string, draft: AuditDraft): Promise<string> {
  const row = sealEvent(node, draft)
  await insertAuditRows(tx, [row])
  return row.leaf.toString('hex')
}

/** Several events in one go, in this order. */
export function appendAudits(tx: Tx, node: string, drafts: readonly AuditDraft[]): Promise<void> {
  return insertAuditRows(
    tx,
    drafts.map((draft) => sealEvent(node, draft)),
  )
}

export async function insertAuditRows(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  const detailed = rows.filter((r) => r.detailId !== null)
  if (detailed.length > 0) {
    await tx.client.query(
      `INSERT INTO basinet.audit_detail (id, salt, details, kind, realm, type, record)
       SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
      [
        detailed.map((r) => r.detailId),
        detailed.map((r) => r.salt),
        detailed.map((r) => r.details),
        detailed.map((r) => r.about.kind),
        detailed.map((r) => r.about.realm ?? 'general'),
        detailed.map((r) => r.about.type ?? null),
        detailed.map((r) => r.about.record ?? null),
      ],
    )
  }
  await tx.client.query(
    'INSERT INTO basinet.pending_audit (event, leaf) SELECT * FROM unnest($1::text[], $2::bytea[])',
    [rows.map((r) => r.event), rows.map((r) => r.leaf)],
  )
}
