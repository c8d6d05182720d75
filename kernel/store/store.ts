import { AsyncLocalStorage } from 'node:async_hooks'
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
  /**
   * Runs `work` in one transaction as `subject`; commits when it returns, rolls back when it throws. Called inside `work`, it is a
   * transaction of its own on a connection of the reserve; a third inside that one is a bug.
   */
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
/**
 * Connections for what is looked up inside a transaction as somebody else: who waits for one holds one already. Out of one pool,
 * as many commands as it has connections would wait for one another until they time out. Closed again when idle.
 */
const RESERVE_MAX = 4
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

/** What a transaction's work runs in; `open` until its connection is back in the pool. */
interface Frame {
  readonly inner: boolean
  open: boolean
}

export function openStore(options: StoreOptions): Store {
  const pool = openPool(options, options.poolMax ?? POOL_MAX)
  const reserve = openPool(options, RESERVE_MAX)
  const frames = new AsyncLocalStorage<Frame>()
  return {
    pool,
    close: async () => void (await Promise.all([pool.end(), reserve.end()])),
    run: (subject, txOptions, work) => {
      const outer = frames.getStore()
      const inner = outer?.open === true
      if (inner && outer.inner) throw new Error('BUG: a third transaction inside a second')
      const frame = { inner, open: true }
      const framed: typeof work = (tx) => frames.run(frame, () => work(tx))
      return runAs(inner ? reserve : pool, options.subjectKey, subject, txOptions, framed).finally(
        () => (frame.open = false),
      )
    },
  }
}

function openPool(options: StoreOptions, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max,
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
  return pool
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
