import pg from 'pg'
import { appendAudit } from '../audit/append.ts'
import type { AuditDraft } from '../audit/event.ts'

/**
 * Adds an event to the log of a node that is stopped, by the migration login. It gets its number when the node runs.
 * @param nation the node whose log it is
 */
export async function noteEvent(
  adminUrl: string,
  nation: string,
  draft: Omit<AuditDraft, 'actor' | 'outcome'>,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1, application_name: 'basinet-note' })
  pool.on('error', () => undefined)
  try {
    const client = await pool.connect()
    try {
      client.on('error', () => undefined)
      await client.query('BEGIN')
      const event = { ...draft, actor: `node:${nation}`, outcome: 'done' as const }
      await appendAudit({ client, at: draft.at }, nation, event)
      await client.query('COMMIT')
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}
