import { randomUUID } from 'node:crypto'
import type { Tx } from '../store/store.ts'
import type { JobDeclaration } from './job.ts'

export interface JobView {
  readonly id: string
  readonly kind: string
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly note: string | null
  readonly createdBy: string
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly result: unknown
  readonly error: string | null
}

interface JobRow {
  readonly id: string
  readonly kind: string
  readonly state: JobView['state']
  readonly done: string
  readonly total: string | null
  readonly note: string | null
  readonly created_by: string
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly result: unknown
  readonly error: string | null
}

/** Queues a job in the caller's transaction: it runs only if that commits. The transaction's subject is the asker. */
export async function enqueueJob(
  tx: Tx,
  job: JobDeclaration,
  payload: Record<string, unknown>,
  person: string,
  runAt: Date = tx.at,
): Promise<string> {
  const id = randomUUID()
  await tx.client.query(
    'INSERT INTO basinet.job (id, kind, payload, attempts_max, run_at, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, job.kind, JSON.stringify(payload), job.attemptsMax, runAt, person, tx.at],
  )
  return id
}

const LIST_MAX = 200

/** Own jobs, newest first; all of them for who holds the read right `job`. */
export async function listJobs(tx: Tx): Promise<JobView[]> {
  const { rows } = await tx.client.query<JobRow>(
    `SELECT * FROM basinet.job ORDER BY created_at DESC LIMIT ${LIST_MAX}`,
  )
  return rows.map(jobView)
}

/** False when there is no such job still to be cancelled, or it is not the asker's. */
export async function cancelJob(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ cancelled: boolean }>(
    'SELECT basinet.job_cancel($1) AS cancelled',
    [id],
  )
  return rows[0]?.cancelled ?? false
}

function jobView(row: JobRow): JobView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    done: Number(row.done),
    total: row.total === null ? null : Number(row.total),
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    result: row.result,
    error: row.error,
  }
}
