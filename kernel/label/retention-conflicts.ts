import type { RecordDeclaration } from '../contract/record.ts'
import { recordTable } from '../record/table-name.ts'
import type { Tx } from '../store/store.ts'

export interface RetentionConflict {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly keepUntil: string
  readonly eraseBy: string
}

const SHOWN_MAX = 200

/** Records of these types that must be kept longer than they may be: for a person to settle with `<type>.relabel`. */
export async function retentionConflicts(
  tx: Tx,
  decls: readonly RecordDeclaration[],
): Promise<RetentionConflict[]> {
  const found: RetentionConflict[] = []
  for (const decl of decls) {
    const { rows } = await tx.client.query<{ id: string; title: string; keep_until: Date; erase_by: Date }>(
      `SELECT id, title, keep_until, erase_by FROM ${recordTable(decl.type)} WHERE keep_until > erase_by
       ORDER BY erase_by LIMIT ${SHOWN_MAX}`,
    )
    for (const row of rows)
      found.push({
        type: decl.type,
        id: row.id,
        title: row.title,
        keepUntil: row.keep_until.toISOString(),
        eraseBy: row.erase_by.toISOString(),
      })
  }
  return found
}
