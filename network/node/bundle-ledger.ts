import type { BundleLedger } from '../transports/index.ts'
import { asNetwork, type NetworkCore } from './db.ts'

/** Marks kept; far more than people carry sticks in the time that keys live. */
const MARKS_MAX = 10_000

/** What every process of the node remembers of bundles. Losing it loses no safety: a frame that is known has no effect a second time. */
export function bundleLedger(core: NetworkCore): BundleLedger {
  return {
    mark: (id) =>
      asNetwork(core, async (db) => {
        const { rows } = await db.query<{ messages: number; done: boolean }>(
          'SELECT messages, done FROM basinet.network_bundle_mark WHERE id = $1',
          [id],
        )
        return rows[0] ?? null
      }),
    setMark: (id, { messages, done }) =>
      asNetwork(core, async (db) => {
        await db.query(
          `INSERT INTO basinet.network_bundle_mark (id, messages, done) VALUES ($1, $2, $3)
           ON CONFLICT (id) DO UPDATE SET messages = excluded.messages, done = excluded.done`,
          [id, messages, done],
        )
        await db.query(
          `DELETE FROM basinet.network_bundle_mark WHERE id IN
             (SELECT id FROM basinet.network_bundle_mark ORDER BY at DESC OFFSET $1)`,
          [MARKS_MAX],
        )
      }),
    nextSerial: (to) =>
      asNetwork(core, async (db) => {
        const { rows } = await db.query<{ given: string }>(
          `INSERT INTO basinet.network_bundle_serial AS s (peer, given) VALUES ($1, 1)
           ON CONFLICT (peer) DO UPDATE SET given = s.given + 1 RETURNING given`,
          [to],
        )
        return Number(rows[0]?.given)
      }),
    lastTaken: (from) =>
      asNetwork(core, async (db) => {
        const { rows } = await db.query<{ taken: string }>(
          'SELECT taken FROM basinet.network_bundle_serial WHERE peer = $1',
          [from],
        )
        return Number(rows[0]?.taken ?? 0)
      }),
    setTaken: (from, serial) =>
      asNetwork(core, async (db) => {
        await db.query(
          `INSERT INTO basinet.network_bundle_serial AS s (peer, taken) VALUES ($1, $2)
           ON CONFLICT (peer) DO UPDATE SET taken = greatest(s.taken, excluded.taken)`,
          [from, serial],
        )
      }),
  }
}
