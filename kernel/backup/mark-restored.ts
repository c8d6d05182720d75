import { withAdmin } from './admin-client.ts'

/**
 * Leaves word for the network: partners may know more of this node's streams than the set does, and nothing gets a number
 * before they have said how far they are.
 */
export function markRestored(adminUrl: string, at: Date): Promise<void> {
  return withAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('basinet.network_fact') IS NOT NULL AS there`,
    )
    if (rows[0]?.there !== true) return
    await client.query(
      `INSERT INTO basinet.network_fact (name, value) VALUES ('restored', to_jsonb($1::timestamptz))
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [at],
    )
    // Witnesses may hold leaves of the log that the set does not: none gets a number before they were asked.
    await client.query(
      `INSERT INTO basinet.lease AS l (name, holder, fence, until)
       SELECT 'sequencer', 'restored', 1, 'infinity'
       WHERE EXISTS (SELECT FROM basinet.network_statement WHERE kind = 'founding')
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = l.fence + 1, until = excluded.until`,
    )
  })
}
