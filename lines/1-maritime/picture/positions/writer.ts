import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import type { PoolClient } from 'pg'
import type { Tx } from '@basinet/kernel/store'
import { createCopyRows, type CopyRows } from './copy-rows.ts'

/** From this many points waiting on, sources that can wait are asked to … */
const PENDING_ASK = 300_000
/** … and from this many on, points are refused and counted. The span between takes in what was under way when asked. */
const PENDING_MAX = 400_000
/** Points of one transaction: its locks and its work stay short however far behind the database is. */
const BATCH_MAX = 50_000
/** Hours one flush may spread over. */
const HOURS_MAX = 48
const FLUSH_MS = 400
const RETRY_MS = 1000
const HOUR_MS = 3_600_000

export interface WriterOptions {
  /** Runs in a transaction of the picture's service. */
  readonly run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The process that lost its lease writes nothing more. */
  readonly lease: { readonly name: string; readonly fence: bigint }
  /** In the same transaction, after the points: how far the feeds were read. Called when the batch is taken. */
  readonly alongside: () => (client: PoolClient, at: Date) => Promise<void>
  readonly onError: (error: unknown) => void
  /** The lease was lost. */
  readonly onFenced: () => void
}

export interface PositionWriter {
  /** Same values as CopyRows.add. False: not kept, because the database does not keep up. */
  add(...values: Parameters<CopyRows['add']>): boolean
  /** Call between two chunks of a source: a batch ends only there, so that its cursors tell exactly what is in it. */
  settle(): void
  readonly pending: number
  readonly written: number
  readonly refused: number
  /** Resolves when a full buffer has room again; undefined when there is room now. */
  room(): Promise<void> | undefined
  /** Writes what is there, now; rejects when that fails. */
  flush(): Promise<void>
  /** Writes what is left and ends; rejects when that fails. */
  stop(): Promise<void>
}

interface Batch {
  readonly hours: Map<number, CopyRows>
  readonly count: number
  readonly alongside: (client: PoolClient, at: Date) => Promise<void>
}

/** SQLSTATE of `basinet.fence_check` for a superseded holder. */
const FENCED = '55000'
const UNDEFINED_TABLE = '42P01'

export function createPositionWriter(options: WriterOptions): PositionWriter {
  return new BatchWriter(options)
}

class BatchWriter implements PositionWriter {
  written = 0
  refused = 0
  readonly #options: WriterOptions
  readonly #timer: NodeJS.Timeout
  readonly #waiting: (() => void)[] = []
  /** Batches that are complete, oldest first; one that could not be written goes back to the front as it was. */
  readonly #sealed: Batch[] = []
  #hours = new Map<number, CopyRows>()
  #filling = 0
  #sealedRows = 0
  #round: Promise<void> | null = null
  #fenced = false
  #notBefore = 0

  constructor(options: WriterOptions) {
    this.#options = options
    this.#timer = setInterval(() => {
      if (this.#fenced || this.#round !== null || performance.now() < this.#notBefore) return
      this.flush().catch(options.onError)
    }, FLUSH_MS)
  }

  get pending(): number {
    return this.#filling + this.#sealedRows
  }

  add(...values: Parameters<CopyRows['add']>): boolean {
    const hour = Math.floor(values[0] / HOUR_MS)
    let rows = this.#hours.get(hour)
    if (this.pending >= PENDING_MAX || (rows === undefined && this.#hours.size >= HOURS_MAX)) {
      this.refused++
      return false
    }
    if (rows === undefined) {
      rows = createCopyRows()
      this.#hours.set(hour, rows)
    }
    rows.add(...values)
    this.#filling++
    return true
  }

  room(): Promise<void> | undefined {
    if (this.pending < PENDING_ASK && this.#hours.size < HOURS_MAX) return undefined
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  settle(): void {
    if (this.#filling >= BATCH_MAX || this.#hours.size >= HOURS_MAX) this.#seal()
  }

  flush(): Promise<void> {
    this.#round ??= this.#drain().finally(() => {
      this.#round = null
    })
    return this.#round
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    if (this.#round !== null) await this.#round.catch(this.#options.onError)
    try {
      while (!this.#fenced && this.pending > 0) await this.flush()
    } finally {
      this.#release()
    }
  }

  /** Everything that is there now, batch by batch. */
  async #drain(): Promise<void> {
    if (this.#filling > 0) this.#seal()
    for (let batch = this.#sealed.shift(); batch !== undefined; batch = this.#sealed.shift()) {
      try {
        await writeBatch(this.#options, batch)
      } catch (error) {
        this.#sealed.unshift(batch)
        this.#notBefore = performance.now() + RETRY_MS
        if ((error as { code?: string }).code === FENCED) {
          this.#fenced = true
          this.#options.onFenced()
        }
        throw error
      }
      this.written += batch.count
      this.#sealedRows -= batch.count
      if (this.pending < PENDING_ASK) this.#release()
    }
  }

  #seal(): void {
    this.#sealed.push({ hours: this.#hours, count: this.#filling, alongside: this.#options.alongside() })
    this.#sealedRows += this.#filling
    this.#hours = new Map()
    this.#filling = 0
  }

  #release(): void {
    for (const done of this.#waiting.splice(0)) done()
  }
}

async function writeBatch(options: WriterOptions, batch: Batch): Promise<void> {
  try {
    await copyBatch(options, batch)
  } catch (error) {
    if ((error as { code?: string }).code !== UNDEFINED_TABLE) throw error
    // Partitions are made ahead; a recording, or a node that slept, brings hours nobody expected.
    await options.run(async ({ client }) => {
      for (const hour of batch.hours.keys())
        await client.query('SELECT basinet.position_ahead($1, 1)', [new Date(hour * HOUR_MS)])
    })
    await copyBatch(options, batch)
  }
}

function copyBatch(options: WriterOptions, batch: Batch): Promise<void> {
  return options.run(async ({ client, at }) => {
    // Points only: a crash may lose the last fraction of a second of them, never an acknowledged command.
    await client.query('SET LOCAL synchronous_commit = off')
    for (const [hour, rows] of batch.hours) {
      const sink = client.query(copyFrom(`COPY basinet.${partitionName(hour)} FROM STDIN (FORMAT binary)`))
      await pipeline(Readable.from([rows.bytes()], { objectMode: false }), sink)
    }
    await batch.alongside(client, at)
    // Last, because it locks the lease's row: a renewal must not wait for the copying.
    await client.query('SELECT basinet.fence_check($1, $2)', [
      options.lease.name,
      options.lease.fence.toString(),
    ])
  })
}

/** As basinet.position_part_name has it. */
function partitionName(hour: number): string {
  return `position_${new Date(hour * HOUR_MS).toISOString().slice(0, 13).replaceAll(/\D/g, '')}`
}
