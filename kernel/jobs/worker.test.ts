import { Type } from 'typebox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sealedSubject } from '../record/core.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { defineJob, JobCancelled } from './job.ts'
import { cancelJob, enqueueJob, listJobs, type JobView } from './queue.ts'
import { startWorkers } from './worker.ts'

let db: TestStore
const anna = testSubject()
const Count = Type.Object({ to: Type.Integer() })

beforeAll(async () => {
  db = await openTestStore()
})
afterAll(async () => {
  await db.close()
})

const as = <T>(work: Parameters<typeof db.store.run<T>>[2]) =>
  db.store.run(sealedSubject(db.core, anna, new Date()), {}, work)

async function until(id: string, done: (job: JobView) => boolean): Promise<JobView> {
  for (let i = 0; i < 200; i++) {
    const job = (await db.read(anna, listJobs)).find((j) => j.id === id)
    if (job !== undefined && done(job)) return job
    await new Promise((go) => setTimeout(go, 50))
  }
  throw new Error('the job did not get there')
}

const counting = defineJob({
  kind: 'test.count',
  input: Count,
  attemptsMax: 3,
  run: async (ctx, input) => {
    for (let i = 1; i <= input.to; i++) {
      if (!(await ctx.progress(i, input.to))) throw new JobCancelled()
      await new Promise((go) => setTimeout(go, 5))
    }
    return { counted: input.to }
  },
})

it('runs what was committed once, by one of two workers, and shows its progress', async () => {
  const names: string[] = []
  const workers = ['a', 'b'].map((name) =>
    startWorkers({ core: db.core, jobs: [counting], name, slots: 2, onError: (e) => names.push(String(e)) }),
  )
  const ids = await as((tx) =>
    Promise.all(Array.from({ length: 6 }, () => enqueueJob(tx, counting, { to: 20 }, anna.person))),
  )
  const jobs = await Promise.all(ids.map((id) => until(id, (j) => j.state === 'done')))
  expect(jobs.map((j) => [j.result, j.done, j.total])).toEqual(
    Array.from({ length: 6 }, () => [{ counted: 20 }, 20, 20]),
  )
  const attempts = await db.admin.query('SELECT sum(attempts)::int AS n FROM basinet.job')
  expect(attempts.rows[0]).toEqual({ n: 6 })
  expect(names).toEqual([])
  await Promise.all(workers.map((w) => w.stop()))
})

it('is cancelled by its asker and by nobody else', async () => {
  const worker = startWorkers({
    core: db.core,
    jobs: [counting],
    name: 'c',
    slots: 1,
    onError: () => undefined,
  })
  const id = await as((tx) => enqueueJob(tx, counting, { to: 100_000 }, anna.person))
  await until(id, (j) => j.state === 'running')
  expect(
    await db.store.run(sealedSubject(db.core, testSubject(), new Date()), {}, (tx) => cancelJob(tx, id)),
  ).toBe(false)
  expect(await as((tx) => cancelJob(tx, id))).toBe(true)
  expect((await until(id, (j) => j.state !== 'running')).state).toBe('cancelled')
  await worker.stop()
})

it('is taken again when its worker died, and fails when no attempt is left', async () => {
  const id = await as((tx) => enqueueJob(tx, counting, { to: 3 }, anna.person))
  const dead =
    "UPDATE basinet.job SET state = 'running', worker = 'dead', lease_until = now() - interval '1 second', attempts = $2 WHERE id = $1"
  await db.admin.query(dead, [id, 1])
  const worker = startWorkers({
    core: db.core,
    jobs: [counting],
    name: 'd',
    slots: 1,
    onError: () => undefined,
  })
  expect((await until(id, (j) => j.state === 'done')).result).toEqual({ counted: 3 })
  const lost = await as((tx) =>
    enqueueJob(tx, counting, { to: 3 }, anna.person, new Date(Date.now() + 3_600_000)),
  )
  await db.admin.query(dead, [lost, 3])
  expect((await until(lost, (j) => j.state === 'failed')).error).toMatch(/no attempt is left/)
  await worker.stop()
})
