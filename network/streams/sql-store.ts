import { sealedSubject, type Core } from '@basinet/kernel/record'
import { networkSubject } from '@basinet/kernel/copies'
import { appendAudits, type AuditDraft } from '@basinet/kernel/audit'
import type { Tx } from '@basinet/kernel/store'
import { SqlIncoming } from './sql-incoming.ts'
import { SqlOutgoing } from './sql-outgoing.ts'
import { DiskFull, type StreamStore, type StreamTx } from './store.ts'

/** One node writes its streams at a time, whichever of its processes it is. */
const STREAMS_LOCK = 7_201_013
/** disk_full (PostgreSQL appendix A). */
const DISK_FULL = '53100'

/** One transaction on the streams in PostgreSQL; `db` is the kernel's own, so that effects go in with the frames. */
export class SqlTx extends SqlOutgoing implements StreamTx {
  readonly db: Tx
  readonly #in: SqlIncoming
  readonly #audit: AuditDraft[] = []

  constructor(db: Tx) {
    super(db.client)
    this.db = db
    this.#in = new SqlIncoming(db.client)
  }

  inStream: StreamTx['inStream'] = (from, lane) => this.#in.inStream(from, lane)
  saveInStream: StreamTx['saveInStream'] = (stream) => this.#in.saveInStream(stream)
  inStreams: StreamTx['inStreams'] = () => this.#in.inStreams()
  putInFrames: StreamTx['putInFrames'] = (from, lane, frames) => this.#in.putInFrames(from, lane, frames)
  inFrames: StreamTx['inFrames'] = (from, lane, first, limit) => this.#in.inFrames(from, lane, first, limit)
  inFramesIn: StreamTx['inFramesIn'] = (from, lane, state, limit) =>
    this.#in.inFramesIn(from, lane, state, limit)
  keepInEnvelopes: StreamTx['keepInEnvelopes'] = (envelopes) => this.#in.keepInEnvelopes(envelopes)
  inEnvelope: StreamTx['inEnvelope'] = (hash) => this.#in.inEnvelope(hash)
  withdrawIn: StreamTx['withdrawIn'] = (selection, reason) => this.#in.withdrawIn(selection, reason)
  seen: StreamTx['seen'] = (from, ids) => this.#in.seen(from, ids)
  markSeen: StreamTx['markSeen'] = (from, ids) => this.#in.markSeen(from, ids)

  /** Written with the others of this transaction at its end: one statement for a batch of hundreds. */
  audit(draft: AuditDraft): void {
    this.#audit.push(draft)
  }

  async flushAudit(nation: string): Promise<void> {
    if (this.#audit.length > 0) await appendAudits(this.db, nation, this.#audit.splice(0))
  }
}

/** The streams of a node in its own database. Committed is on disk. */
export class SqlStore implements StreamStore<SqlTx> {
  readonly #core: Core
  #turn: Promise<unknown> = Promise.resolve()

  constructor(core: Core) {
    this.#core = core
  }

  /** A transaction that waits for its turn holds no connection meanwhile. */
  transact<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => this.#run(work))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async #run<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
    const { nation, store, now } = this.#core
    try {
      return await store.run(sealedSubject(this.#core, networkSubject(nation), now()), {}, async (db) => {
        await db.client.query('SELECT pg_advisory_xact_lock($1)', [STREAMS_LOCK])
        const tx = new SqlTx(db)
        const value = await work(tx)
        await tx.flushQueue()
        await tx.flushAudit(nation)
        return value
      })
    } catch (error) {
      if ((error as { code?: string }).code === DISK_FULL)
        throw new DiskFull('the disk is full', { cause: error })
      throw error
    }
  }
}
