import pg from 'pg'

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
