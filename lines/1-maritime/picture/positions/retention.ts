import { nationNumber } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'

/**
 * How long points are kept: no law gives one period, so the nation sets its own. `keepAllHours` every report;
 * after that one a vessel in `thinToSeconds`; after `dropAfterDays` none.
 */
export interface PositionPolicy {
  readonly keepAllHours: number
  readonly thinToSeconds: number
  readonly dropAfterDays: number
}

export interface UpkeepOutcome {
  readonly made: number
  readonly thinned: number
  readonly dropped: number
  /** A reader held a partition: tried again at the next round. */
  readonly postponed: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Partitions ready before they are needed, so that a database busy elsewhere does not stop the ingest at the hour. */
const AHEAD_HOURS = 6
/** Hours thinned in one round: thinning reads whole partitions. */
const THIN_MAX = 4
const LOCK_NOT_AVAILABLE = '55P03'

export type Run = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** What the nation has set (nation-parameter `picture.…`), and the node's own for what it has not. */
export async function policyOfNation(tx: Tx, own: PositionPolicy): Promise<PositionPolicy> {
  return {
    keepAllHours: (await nationNumber(tx, 'picture.keep-all-hours')) ?? own.keepAllHours,
    thinToSeconds: (await nationNumber(tx, 'picture.thin-to-seconds')) ?? own.thinToSeconds,
    // Nothing is dropped within its first day, whatever was typed.
    dropAfterDays: Math.max(1, (await nationNumber(tx, 'picture.drop-after-days')) ?? own.dropAfterDays),
  }
}

/** One round: makes partitions ahead, thins, drops, forgets vessels not heard within the retention. Call every few minutes. */
export async function keepPositions(run: Run, policy: PositionPolicy, now: Date): Promise<UpkeepOutcome> {
  const made = await run(async (tx) => {
    const { rows } = await tx.client.query<{ n: number }>('SELECT basinet.position_ahead($1, $2) AS n', [
      new Date(now.getTime() - HOUR_MS),
      AHEAD_HOURS + 1,
    ])
    return rows[0]?.n ?? 0
  })
  const before = new Date(now.getTime() - policy.dropAfterDays * DAY_MS)
  const dropped = await patiently(run, async (tx) => {
    const { rows } = await tx.client.query<{ n: number }>('SELECT basinet.position_drop($1) AS n', [before])
    return rows[0]?.n ?? 0
  })
  await run((tx) => tx.client.query('SELECT basinet.vessel_forget($1)', [before]))
  const due = await hoursToThin(run, policy, now)
  let thinned = 0
  let postponed = dropped === null ? 1 : 0
  for (const hour of due) {
    const kept = await patiently(run, async (tx) => {
      // Rewriting an hour at full rate takes longer than an ordinary statement may.
      await tx.client.query("SET LOCAL statement_timeout = '10min'")
      await tx.client.query('SELECT basinet.position_thin($1, $2)', [hour, policy.thinToSeconds])
      return 1
    })
    if (kept === null) postponed++
    else thinned++
  }
  return { made, thinned, dropped: dropped ?? 0, postponed }
}

/** Null when a reader held what was to be exchanged. */
async function patiently(run: Run, work: (tx: Tx) => Promise<number>): Promise<number | null> {
  try {
    return await run(work)
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return null
    throw error
  }
}

async function hoursToThin(run: Run, policy: PositionPolicy, now: Date): Promise<Date[]> {
  const before = new Date(now.getTime() - policy.keepAllHours * HOUR_MS)
  const { rows } = await run((tx) =>
    tx.client.query<{ hour: Date }>(
      `SELECT hour FROM basinet.position_part WHERE hour + interval '1 hour' <= $1 AND keep_seconds < $2
       ORDER BY hour LIMIT ${THIN_MAX}`,
      [before, policy.thinToSeconds],
    ),
  )
  return rows.map((r) => r.hour)
}
