import pg from 'pg'
import type { Tx } from '../store/store.ts'

/** Runs `work` on one connection of the migration login and closes it. */
export async function withAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'basinet-backup' })
  // A lost connection fails the query that is under way; without a listener it would end the process besides.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Runs `work` with a connection of the migration login as the kernel's functions take one. Where that login would not see
 * every row, a query fails; `at` is the moment it is done at.
 */
export async function asAdmin<T>(url: string, at: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'basinet-backup' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const client = await pool.connect()
    try {
      await client.query('SET row_security = off')
      return await work({ client, at })
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}
