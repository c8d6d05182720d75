import { ok, type Result } from '@basinet/kernel/contract'
import { standing } from '../register/index.ts'
import type { Db } from '../node/db.ts'
import { loadState } from '../node/state.ts'

/** One partner as the desk shows it: counts and states, no content. */
export interface DeskPartner {
  readonly nation: string
  readonly cut: boolean
  /** Envelopes that have not left. */
  readonly waiting: number
  /** Records of here that it holds, and of its own held here. */
  readonly heldThere: number
  readonly heldHere: number
  readonly recallsOutstanding: number
  readonly oldestRecallAt: string | null
}

export interface Desk {
  readonly nation: string
  readonly network: string
  readonly register: 'current' | 'degraded'
  readonly agreements: number
  readonly partners: readonly DeskPartner[]
}

/** Null while the node has joined no network. */
export async function readDesk(db: Db, me: string, at: Date): Promise<Result<Desk | null>> {
  const loaded = await loadState(db, me, at.getTime())
  if (!loaded.ok || loaded.value === null) return loaded.ok ? ok(null) : loaded
  const { register, agreements, peers, cut } = loaded.value
  const waiting = await countBy(db, 'SELECT peer AS of, count(*) AS n FROM basinet.frame_pending GROUP BY 1')
  const there = await countBy(
    db,
    `SELECT peer AS of, count(*) AS n FROM basinet.network_share WHERE state = 'held' GROUP BY 1`,
  )
  const here = await countBy(db, 'SELECT owner AS of, count(*) AS n FROM basinet.network_copy GROUP BY 1')
  const { rows } = await db.query<{ of: string; n: string; oldest: Date }>(
    `SELECT d.peer AS of, count(*) AS n, min(r.at) AS oldest FROM basinet.network_recall_due d
     JOIN basinet.network_recall r ON r.id = d.recall WHERE d.state = 'outstanding' AND r.owner = $1 GROUP BY 1`,
    [me],
  )
  return ok({
    nation: me,
    network: register.founding.value.network,
    register: standing(register, at.getTime()).kind,
    agreements: agreements.filter((a) => a.active).length,
    partners: peers.map(({ nation }) => {
      const recalls = rows.find((r) => r.of === nation)
      return {
        nation,
        cut: cut.has(nation),
        waiting: waiting.get(nation) ?? 0,
        heldThere: there.get(nation) ?? 0,
        heldHere: here.get(nation) ?? 0,
        recallsOutstanding: Number(recalls?.n ?? 0),
        oldestRecallAt: recalls?.oldest.toISOString() ?? null,
      }
    }),
  })
}

async function countBy(db: Db, sql: string): Promise<Map<string, number>> {
  const { rows } = await db.query<{ of: string; n: string }>(sql)
  return new Map(rows.map((r) => [r.of, Number(r.n)]))
}

/** Cuts or restores links by a person's word; which. "all" names every partner. */
export async function cutLinks(
  db: Db,
  me: string,
  peer: string,
  cut: boolean,
  reason: string,
  at: Date,
): Promise<string[]> {
  const loaded = await loadState(db, me, at.getTime())
  const state = loaded.ok ? loaded.value : null
  const peers = (state?.peers ?? []).map((p) => p.nation).filter((n) => peer === 'all' || n === peer)
  for (const nation of peers)
    await db.query(
      `INSERT INTO basinet.network_link AS l (peer, cut, reason, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (peer) DO UPDATE SET cut = excluded.cut, reason = excluded.reason, at = excluded.at, changes = l.changes + 1`,
      [nation, cut, reason, at],
    )
  return peers
}
