import type pg from 'pg'
import { setTimeout as delay } from 'node:timers/promises'

/** A backend ends a moment after its client: a node that has just been stopped is not one that runs. */
const LOOKS = 20
const BETWEEN_MS = 100

/** Connections of the application's login that stay open: a node that runs has some. */
export async function nodeConnections(client: pg.ClientBase, login: string): Promise<number> {
  let open = 0
  for (let look = 0; look < LOOKS; look++) {
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usename = $1',
      [login],
    )
    open = rows[0]?.n ?? 0
    if (open === 0) return 0
    await delay(BETWEEN_MS)
  }
  return open
}
