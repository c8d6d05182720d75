import type { Db } from '../node/db.ts'

/** How many records of one kind left for one nation, under one agreement. */
export interface LeftRow {
  readonly peer: string
  readonly type: string
  readonly agreement: string
  readonly agreementVersion: number
  readonly purpose: string
  readonly today: number
  readonly month: number
  /** Held there now; the others were recalled. */
  readonly held: number
}

/** What a label would have let leave, and no agreement did. */
export interface StayedRow {
  readonly peer: string
  readonly type: string
  readonly reason: string
  readonly records: number
}

const DAY_MS = 86_400_000
const ROWS_MAX = 500

/** What left the country in the last day and thirty days, and what stayed and why; counts, no content. */
export async function readLeft(
  db: Db,
  at: Date,
): Promise<{ readonly left: readonly LeftRow[]; readonly stayed: readonly StayedRow[] }> {
  const ago = (days: number): Date => new Date(at.getTime() - days * DAY_MS)
  const left = await db.query<LeftRow>(
    `SELECT peer, type, agreement, agreement_version AS "agreementVersion", purpose,
       (count(*) FILTER (WHERE sent_at > $1))::int AS today, (count(*) FILTER (WHERE sent_at > $2))::int AS month,
       (count(*) FILTER (WHERE state = 'held'))::int AS held
     FROM basinet.network_share GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5 LIMIT $3`,
    [ago(1), ago(30), ROWS_MAX],
  )
  const stayed = await db.query<StayedRow>(
    `SELECT peer, type, reasons[1] AS reason, count(*)::int AS records FROM basinet.network_withheld
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT $1`,
    [ROWS_MAX],
  )
  return { left: left.rows, stayed: stayed.rows }
}
