import { nodeSubject, sealedSubject, type Core } from '../record/core.ts'
import { checkValue } from '../record/row.ts'
import type { Tx } from '../store/store.ts'
import { JobCancelled, type JobDeclaration } from './job.ts'

export interface Workers {
  stop(): Promise<void>
}

export interface WorkerOptions {
  readonly core: Core
  readonly jobs: readonly JobDeclaration[]
  /** Names this process. */
  readonly name: string
  /** Jobs run at once in this process. */
  readonly slots: number
  readonly onError: (error: unknown, kind: string) => void
}

const LEASE_SECONDS = 30
const LOOK_EVERY_MS = 500
const RETRY_SECONDS = 10
/** Progress is written at most this often; calls in between only look at what is known. */
const PROGRESS_EVERY_MS = 500

interface Taken {
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  readonly created_by: string
}

/** Drains the job queue until stopped; any number of processes may do so on one database. */
export function startWorkers(options: WorkerOptions): Workers {
  let stopped = false
  const stopping = new AbortController()
  const slots = Array.from({ length: options.slots }, (_, i) => slot(`${options.name}/${i}`))

  async function slot(me: string): Promise<void> {
    while (!stopped) {
      let ran = false
      try {
        ran = await takeOne(options, me)
      } catch (error) {
        options.onError(error, 'worker')
      }
      if (!ran) await pause(LOOK_EVERY_MS, stopping.signal)
    }
  }
  return {
    async stop() {
      stopped = true
      stopping.abort()
      await Promise.all(slots)
    },
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done()
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true })
  })
}

function asNode<T>(core: Core, work: (tx: Tx) => Promise<T>): Promise<T> {
  return core.store.run(sealedSubject(core, nodeSubject(core.nation), core.now()), {}, work)
}

async function takeOne(options: WorkerOptions, me: string): Promise<boolean> {
  const kinds = options.jobs.map((j) => j.kind)
  const job = await asNode(options.core, async (tx) => {
    await tx.client.query('SELECT basinet.job_sweep()')
    const { rows } = await tx.client.query<Taken>(
      'SELECT id, kind, payload, created_by FROM basinet.job_take($1, $2, $3)',
      [me, kinds, LEASE_SECONDS],
    )
    return rows[0] ?? null
  })
  if (job === null) return false
  const declaration = options.jobs.find((j) => j.kind === job.kind)
  if (declaration === undefined) throw new Error(`BUG: took a job of kind ${job.kind}`)
  await runOne(options, declaration, job, me)
  return true
}

async function runOne(
  options: WorkerOptions,
  declaration: JobDeclaration,
  job: Taken,
  me: string,
): Promise<void> {
  const { core } = options
  const finish = (outcome: string, answer: unknown, words: string | null): Promise<unknown> =>
    asNode(core, (tx) =>
      tx.client.query('SELECT basinet.job_finish($1, $2, $3, $4, $5, $6)', [
        job.id,
        me,
        outcome,
        answer === undefined ? null : JSON.stringify(answer),
        words,
        RETRY_SECONDS,
      ]),
    )
  const input = checkValue<never>(declaration.input, job.payload, 'job.payload')
  if (!input.ok) {
    await finish('failed', undefined, input.error.message)
    return
  }
  const progress = reporter(core, job.id, me)
  const beat = setInterval(
    () => void progress.renew().catch((error: unknown) => options.onError(error, job.kind)),
    (LEASE_SECONDS * 1000) / 3,
  )
  try {
    const answer = await declaration.run(
      { core, askedBy: job.created_by, progress: progress.say },
      input.value,
    )
    await progress.flush()
    await finish('done', answer, null)
  } catch (error) {
    if (error instanceof JobCancelled) await finish('cancelled', undefined, null)
    else {
      options.onError(error, job.kind)
      await finish('failed', undefined, `${declaration.kind} ended with an error; see the node's log`)
    }
  } finally {
    clearInterval(beat)
  }
}

/** Batches progress so that a job may report every step. */
function reporter(core: Core, id: string, me: string) {
  let state = { done: 0, total: null as number | null, note: null as string | null }
  let writtenAt = 0
  let goOn = true
  const write = async (): Promise<boolean> => {
    writtenAt = Date.now()
    const { rows } = await asNode(core, (tx) =>
      tx.client.query<{ go_on: boolean | null }>(
        'SELECT basinet.job_progress($1, $2, $3, $4, $5, $6) AS go_on',
        [id, me, state.done, state.total, state.note, LEASE_SECONDS],
      ),
    )
    goOn = rows[0]?.go_on ?? false
    return goOn
  }
  return {
    say: (done: number, total: number | null, note?: string): Promise<boolean> => {
      state = { done, total, note: note ?? null }
      return Date.now() - writtenAt < PROGRESS_EVERY_MS ? Promise.resolve(goOn) : write()
    },
    renew: write,
    flush: write,
  }
}
