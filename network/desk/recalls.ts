import type { Db } from '../node/db.ts'

/** One holder's part of a recall. */
export interface RecallDue {
  readonly peer: string
  readonly state: 'outstanding' | 'done' | 'not-held' | 'held'
  /** When it was told, or when its receipt came. */
  readonly at: string
  /** The holder's signed receipt, base64; null while it is outstanding. */
  readonly receipt: string | null
}

export interface RecallRow {
  readonly id: string
  readonly type: string
  readonly record: string
  readonly scope: 'destroy' | 'seal'
  readonly reason: string
  readonly at: string
  readonly deadline: string
  readonly due: readonly RecallDue[]
}

const RECALLS_MAX = 200

/** Own recalls, those that somebody still owes first, the oldest of them on top. */
export async function readRecalls(db: Db, me: string): Promise<RecallRow[]> {
  const { rows } = await db.query<RecallRow>(
    `SELECT r.id, r.type, r.record, r.scope, r.reason, to_json(r.at)#>>'{}' AS at, to_json(r.deadline)#>>'{}' AS deadline,
       coalesce(json_agg(json_build_object('peer', d.peer, 'state', d.state, 'at', d.at,
         'receipt', translate(encode(d.receipt, 'base64'), E'\\n', '')) ORDER BY d.peer) FILTER (WHERE d.peer IS NOT NULL), '[]') AS due
     FROM basinet.network_recall r LEFT JOIN basinet.network_recall_due d ON d.recall = r.id
     WHERE r.owner = $1 GROUP BY r.id
     ORDER BY bool_or(d.state = 'outstanding') DESC NULLS LAST,
       CASE WHEN bool_or(d.state = 'outstanding') THEN r.at END, r.at DESC LIMIT $2`,
    [me, RECALLS_MAX],
  )
  return rows
}
