import pg from 'pg'
import { SUPERUSER } from './create.ts'

const CONNECT_TIMEOUT_MS = 5_000

/**
 * The host is the percent-encoded socket directory: `new URL()` can take it apart and put it together again.
 * Port and sslmode are spelled out because the client would take them from PGPORT and PGSSLMODE of the environment.
 */
export function socketUrl(socketDir: string, password: string, database: string): string {
  const host = encodeURIComponent(socketDir)
  const login = `${SUPERUSER}:${encodeURIComponent(password)}`
  return `postgresql://${login}@${host}:5432/${encodeURIComponent(database)}?sslmode=disable`
}

export type Probe =
  | { readonly kind: 'up'; readonly version: string }
  /** The server is there and refuses us for good: another password, another database. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing listens, or it is not accepting connections yet. */
  | { readonly kind: 'down'; readonly reason: string }

/** SQLSTATE class 57P: starting up, shutting down, in recovery; 53300: all connections taken. */
const NOT_YET = /^(57P0|53300)/

/** One connection as superuser, closed again. Proves that the password opens the server behind the socket. */
export async function probe(adminUrl: string): Promise<Probe> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  // A server that ends between two of our messages raises this event besides the rejection that is handled below.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return { kind: 'up', version: rows[0]?.server_version.split(' ')[0] ?? 'unknown' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const refused = error instanceof pg.DatabaseError && !NOT_YET.test(error.code ?? '')
    return { kind: refused ? 'refused' : 'down', reason }
  } finally {
    await client.end()
  }
}
