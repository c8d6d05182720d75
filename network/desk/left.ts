import { loadState } from '../node/state.ts'
import { toHex } from '../wire/index.ts'
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
  /** Records of these that somebody there opened, and how many people did, as the partner signed; people are counted, not named. */
  readonly opened: number
  readonly readers: number
  /** Of the agreement's text, and what it is called; null where it is not known any more. */
  readonly hash: string | null
  readonly title: string | null
}

/** What a label would have let leave, and no agreement did. */
export interface StayedRow {
  readonly peer: string
  readonly type: string
  readonly reason: string
  readonly records: number
}

/** What was taken back from one nation, and how far that got. */
export interface BackRow {
  readonly peer: string
  /** It says: unreachable there, was never there, or its law holds it. */
  readonly done: number
  readonly notHeld: number
  readonly held: number
  readonly outstanding: number
  /** Outstanding past its deadline. */
  readonly overdue: number
  readonly oldestAt: string | null
}

/** What partners gave us. */
export interface CameRow {
  readonly owner: string
  readonly type: string
  readonly today: number
  readonly month: number
  readonly held: number
}

export interface Left {
  readonly at: string
  readonly left: readonly LeftRow[]
  readonly stayed: readonly StayedRow[]
  readonly back: readonly BackRow[]
  readonly came: readonly CameRow[]
}

const DAY_MS = 86_400_000
const ROWS_MAX = 500

/** What left the country in the last day and thirty days, what came back or in, and what stayed and why; counts, no content. */
export async function readLeft(db: Db, me: string, at: Date): Promise<Left> {
  const ago = (days: number): Date => new Date(at.getTime() - days * DAY_MS)
  const left = await db.query<Omit<LeftRow, 'hash' | 'title'>>(
    `WITH rows AS (
       SELECT peer, type, agreement, agreement_version AS "agreementVersion", purpose,
         (count(*) FILTER (WHERE sent_at > $1))::int AS today, (count(*) FILTER (WHERE sent_at > $2))::int AS month,
         (count(*) FILTER (WHERE state = 'held'))::int AS held
       FROM basinet.network_share GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5 LIMIT $3
     ), looks AS (
       SELECT s.peer, s.type, s.agreement, s.agreement_version AS "agreementVersion", s.purpose,
         count(DISTINCT s.record)::int AS opened, count(DISTINCT o.reader)::int AS readers
       FROM basinet.network_opened o JOIN basinet.network_share s USING (record, type, peer) GROUP BY 1, 2, 3, 4, 5
     )
     SELECT rows.*, coalesce(opened, 0) AS opened, coalesce(readers, 0) AS readers
     FROM rows LEFT JOIN looks USING (peer, type, agreement, "agreementVersion", purpose) ORDER BY 1, 2, 3, 4, 5`,
    [ago(1), ago(30), ROWS_MAX],
  )
  const stayed = await db.query<StayedRow>(
    `SELECT peer, type, reasons[1] AS reason, count(*)::int AS records FROM basinet.network_withheld
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT $1`,
    [ROWS_MAX],
  )
  const back = await db.query<BackRow>(
    `SELECT d.peer, (count(*) FILTER (WHERE d.state = 'done'))::int AS done,
       (count(*) FILTER (WHERE d.state = 'not-held'))::int AS "notHeld", (count(*) FILTER (WHERE d.state = 'held'))::int AS held,
       (count(*) FILTER (WHERE d.state = 'outstanding'))::int AS outstanding,
       (count(*) FILTER (WHERE d.state = 'outstanding' AND r.deadline < $2))::int AS overdue,
       to_json(min(r.at) FILTER (WHERE d.state = 'outstanding'))#>>'{}' AS "oldestAt"
     FROM basinet.network_recall_due d JOIN basinet.network_recall r ON r.id = d.recall
     WHERE r.owner = $1 GROUP BY 1 ORDER BY 1`,
    [me, at],
  )
  const came = await db.query<CameRow>(
    `SELECT owner, type, (count(*) FILTER (WHERE received_at > $1))::int AS today,
       (count(*) FILTER (WHERE received_at > $2))::int AS month, count(*)::int AS held
     FROM basinet.network_copy GROUP BY 1, 2 ORDER BY 1, 2 LIMIT $3`,
    [ago(1), ago(30), ROWS_MAX],
  )
  const texts = await textsOf(db, me, at)
  return {
    at: at.toISOString(),
    left: left.rows.map((row) => ({
      ...row,
      ...(texts.get(`${row.agreement}@${row.agreementVersion}`) ?? { hash: null, title: null }),
    })),
    stayed: stayed.rows,
    back: back.rows,
    came: came.rows,
  }
}

async function textsOf(
  db: Db,
  me: string,
  at: Date,
): Promise<ReadonlyMap<string, { readonly hash: string; readonly title: string }>> {
  const loaded = await loadState(db, me, at.getTime())
  const held = loaded.ok ? (loaded.value?.agreements ?? []) : []
  return new Map(
    held.map(({ agreement: { text, hash } }) => [
      `${text.id}@${text.version}`,
      { hash: toHex(hash), title: text.title },
    ]),
  )
}
