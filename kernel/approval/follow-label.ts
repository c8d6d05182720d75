import { isDeepStrictEqual } from 'node:util'
import { combineLabels, NO_COMMON_PURPOSE } from '../contract/label-algebra.ts'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { ok, type Result } from '../contract/result.ts'
import { listRecords } from '../record/list.ts'
import { updateRecord, type Author } from '../record/write.ts'
import type { Tx } from '../store/store.ts'
import { APPROVALS } from './contract.ts'

/** Approvals of one record looked at in one change of its label; a record is not put before a second person more often. */
const APPROVALS_MAX = 500

/**
 * An approval quotes the input it was asked with, so who may no longer read the record may not read its approvals either.
 * They take on the stricter of both labels and are never loosened with the record: what was said at a higher class stays there.
 */
export async function approvalsFollow(
  tx: Tx,
  author: Author,
  decl: RecordDeclaration,
  record: StoredRecord,
): Promise<Result<null>> {
  const approvals = APPROVALS[decl.realm].record as unknown as RecordDeclaration
  const filters = [{ name: 'recordId', op: 'eq', value: record.id }] as const
  const found = await listRecords<{ recordType: string }>(tx, approvals, { filters, limit: APPROVALS_MAX })
  if (!found.ok) return found
  for (const approval of found.value.items) {
    const label = stricter(approval.label, record.label)
    if (approval.body.recordType !== decl.type || isDeepStrictEqual(label, approval.label)) continue
    const body = approval.body
    const followed = await updateRecord(tx, approvals, author, approval.id, approval.rev, { body, label })
    if (!followed.ok) return followed
  }
  const seen = found.value.items.map((approval) => approval.id)
  await narrowUnseen(tx, approvals.type, decl.type, record.id, seen)
  return ok(null)
}

/** What follows a record and lies out of the giver's sight is narrowed with it by the database, which tells nothing of it. */
export async function narrowUnseen(
  tx: Tx,
  follower: string,
  type: string,
  id: string,
  seen: readonly string[],
): Promise<void> {
  await tx.client.query('SELECT basinet.narrow_unseen($1, $2, $3, $4)', [follower, type, id, seen])
}

/** Who may read it; how long it is kept and held is the approval's own. Where no purpose is shared, the record's count. */
function stricter(own: Label, record: Label): Label {
  const { keepUntil, eraseBy, holds } = own
  const both = combineLabels(own.owner, [own, record])
  const purposes = both.purposes.includes(NO_COMMON_PURPOSE) ? record.purposes : both.purposes
  return { ...both, purposes, keepUntil, eraseBy, holds }
}
