import pg, { type PoolClient } from 'pg'
import { REALMS, type Realm } from '../contract/record.ts'
import { sealSubject, type SealedSubject } from './subject-seal.ts'
import { connectionSpent, StandbyServer } from './unavailable.ts'

/** A transaction that has entered as a subject. */
export interface Tx {
  readonly client: PoolClient
  readonly at: Date
}

export interface TxOptions {
  readonly realm?: Realm
  readonly isolation?: 'serializable' | 'read committed'
  readonly readOnly?: boolean
}

export interface Store {
  /** Runs `work` in one transaction as `subject`; commits when it returns, rolls back when it throws. */
  run<T>(subject: SealedSubject, options: TxOptions, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The pool of the application's login, for LISTEN and bulk ingest. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface StoreOptions {
  readonly url: string
  readonly subjectKey: Buffer
  readonly poolMax?: number
  /** Called when an idle connection breaks; without a listener node-postgres would end the process. */
  readonly onError: (error: Error) => void
}

const POOL_MAX = 20
const STATEMENT_TIMEOUT_MS = 30_000
const IDLE_IN_TX_TIMEOUT_MS = 30_000
/** A server that vanished, or a pool that stays empty, is answered instead of waited for without end. */
const CONNECT_TIMEOUT_MS = 30_000

/** Thrown by `run` when a work function wants the transaction undone without that being a bug. */
export class Rollback extends Error {
  readonly outcome: unknown
  constructor(outcome: unknown) {
    super('rollback')
    this.outcome = outcome
  }
}

export function openStore(options: StoreOptions): Store {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax ?? POOL_MAX,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TX_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    verify: (client, done) => void refuseStandby(client, done),
    application_name: 'basinet',
  })
  // The pool's end does not wait until the server has let go: one that is shut down after it breaks connections nobody needs.
  pool.on('error', (error) => {
    if (!pool.ending) options.onError(error)
  })
  // The pool listens to idle connections only. One that breaks while it is held between two statements raises an event that
  // nobody hears, which ends the process; its holder learns of the break from the next statement.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    pool,
    close: () => pool.end(),
    run: (subject, txOptions, work) => runAs(pool, options.subjectKey, subject, txOptions, work),
  }
}

/** After a fail-over an address may lead to the old primary for a moment: a pool must not keep such a connection. */
async function refuseStandby(client: PoolClient, done: (error?: Error) => void): Promise<void> {
  try {
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby')
    done(rows[0]?.standby === true ? new StandbyServer() : undefined)
  } catch (error) {
    done(error as Error)
  }
}

async function runAs<T>(
  pool: pg.Pool,
  key: Buffer,
  subject: SealedSubject,
  options: TxOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    const { raw, seal } = sealSubject(subject, await begin(client, options), key)
    await client.query({ name: 'enter', text: 'SELECT basinet.enter($1, $2)', values: [raw, seal] })
    const value = await work({ client, at: new Date(subject.at) })
    await client.query('COMMIT')
    return value
  } catch (error) {
    broken = !(await rollback(client)) || connectionSpent(error)
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Begins, and answers with the name of the transaction that a subject is sealed for, in one turn. The role is stepped into for
 * the transaction only: the login itself holds no right on any table.
 */
async function begin(client: PoolClient, options: TxOptions): Promise<string> {
  const realm = options.realm ?? 'general'
  if (!REALMS.includes(realm)) throw new Error(`BUG: realm "${realm}"`)
  const role = realm === 'general' ? 'basinet_app' : `basinet_realm_${realm}`
  const isolation = options.isolation === 'serializable' ? 'SERIALIZABLE' : 'READ COMMITTED'
  const mode = options.readOnly === true ? ' READ ONLY' : ''
  const answers = (await client.query(
    `BEGIN ISOLATION LEVEL ${isolation}${mode}; SET LOCAL ROLE ${role}; SELECT basinet.this_transaction() AS name`,
  )) as unknown as readonly pg.QueryResult<{ name: string }>[]
  const name = answers.at(-1)?.rows[0]?.name
  if (name === undefined) throw new Error('BUG: a transaction has a name')
  return name
}

/** False when the connection itself is gone and must not go back to the pool. */
async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK')
    return true
  } catch (error) {
    return error instanceof Error && /already|no transaction/i.test(error.message)
  }
}
