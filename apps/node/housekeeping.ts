import { sweepIdentity } from '@basinet/kernel/identity'
import { destroyLater, sweepUnkeptJob } from '@basinet/kernel/files'
import { enqueueJob, type JobDeclaration } from '@basinet/kernel/jobs'
import {
  eraseExpungedJob,
  expungeDueJob,
  nodeSubject,
  sealedSubject,
  unerasedOf,
} from '@basinet/kernel/record'
import type { OpenNode } from './open-node.ts'

const EVERY_MS = 3_600_000
const FIRST_AFTER_MS = 60_000

/** A live subscriber that was away longer reads afresh, in milliseconds (7 days). */
const CHANGES_KEPT_MS = 7 * 86_400_000
/** Forgotten in one transaction, and how many of those an hour. */
const FORGET_AT_ONCE = 5000
const FORGET_ROUNDS_MAX = 200

/** What was expunged is gone from the disk within 24 h (DESIGN 4); the rest of the day is for tries that fail. */
const ERASE_AFTER_MS = 6 * 3_600_000

/** While this holds, no other process asks for the same round, in seconds. */
const ROUND_SECONDS = 3000

/**
 * What is cleared away on a schedule: uploads past their time, chunks of destroyed files, ended sessions. Every process may do
 * it. Records past their day of erasure and uploads that no record kept are jobs, asked for by one of them.
 */
export function startHousekeeping(node: OpenNode): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const sweep = async (): Promise<void> => {
    try {
      await node.evidence.sweep()
      await sweepIdentity(node.core)
      await askFor(node, 'sweep-unkept', sweepUnkeptJob())
      await askFor(node, 'expunge-due', expungeDueJob(destroyLater(() => node.evidence)))
      await askToErase(node)
      await forgetChanges(node)
    } catch (error) {
      node.log.warn({ err: error }, 'housekeeping was interrupted')
    }
  }
  const run = (): void => void (running = sweep())
  const first = setTimeout(run, FIRST_AFTER_MS)
  const timer = setInterval(run, EVERY_MS)
  return {
    async stop() {
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}

/** The job shows how far it is and what it did; one process asks for it an hour. */
async function askFor(node: OpenNode, round: string, job: JobDeclaration): Promise<void> {
  const subject = nodeSubject(node.file.nation)
  await node.store.run(sealedSubject(node.core, subject, node.core.now()), {}, async (tx) => {
    const { rows } = await tx.client.query<{ fence: string | null }>(
      'SELECT basinet.lease_take($1, $2, $3) AS fence',
      [round, node.process, ROUND_SECONDS],
    )
    if ((rows[0]?.fence ?? null) === null) return
    await enqueueJob(tx, job, {}, subject.person)
  })
}

/** Tables are locked while they are written anew, so several expungements are taken together. */
async function askToErase(node: OpenNode): Promise<void> {
  const what = await unerasedOf(node.core)
  if (what === null || node.core.now().getTime() - what.since.getTime() < ERASE_AFTER_MS) return
  await askFor(node, 'erase-expunged', eraseExpungedJob(node.database.adminUrl))
}

/** Changes that newer ones have overtaken are needed by nobody who was here within the week. */
async function forgetChanges(node: OpenNode): Promise<void> {
  const subject = nodeSubject(node.file.nation)
  for (let round = 0; round < FORGET_ROUNDS_MAX; round++) {
    const at = node.core.now()
    const forgotten = await node.store.run(sealedSubject(node.core, subject, at), {}, async (tx) => {
      const { rows } = await tx.client.query<{ gone: number }>(
        'SELECT basinet.change_prune($1, $2) AS gone',
        [new Date(at.getTime() - CHANGES_KEPT_MS), FORGET_AT_ONCE],
      )
      return rows[0]?.gone ?? 0
    })
    if (forgotten < FORGET_AT_ONCE) return
  }
}
