import { Type } from 'typebox'
import { appendAudit } from '../audit/append.ts'
import { defineJob, JobCancelled, type JobDeclaration } from '../jobs/job.ts'
import { nodeSubject, sealedSubject, type Core } from '../record/core.ts'

/** A finished upload waits this long for the record that is to keep it, in hours. */
export const UNKEPT_HOURS = 24
/** Uploads taken in one transaction, and transactions of one run; the next run, an hour later, takes the rest. */
const AT_ONCE = 200
const ROUNDS_MAX = 50
const ATTEMPTS_MAX = 3
const HOUR_MS = 3_600_000

// Skipped are those that a command is just keeping: it holds the row until it commits.
const TAKE = `UPDATE basinet.evidence_file SET state = 'destroyed', wrapped_key = NULL WHERE id IN (
    SELECT id FROM basinet.evidence_file WHERE state = 'finished' AND NOT kept AND finished_at <= $1
    ORDER BY finished_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
  ) RETURNING id, opened_by, size_bytes`

interface Taken {
  readonly id: string
  readonly opened_by: string | null
  readonly size_bytes: string
}

/**
 * Destroys the keys of uploads that were finished and that no record has kept; their chunks go with the next sweep of the evidence
 * store. Every transaction that took any is one audit event.
 */
export function sweepUnkeptJob(): JobDeclaration {
  return defineJob({
    kind: 'file.sweep-unkept',
    input: Type.Object({}, { additionalProperties: false }),
    attemptsMax: ATTEMPTS_MAX,
    run: async (ctx) => {
      let swept = 0
      for (let round = 0; round < ROUNDS_MAX; round++) {
        const taken = await sweepOnce(ctx.core)
        swept += taken
        if (!(await ctx.progress(swept, null))) throw new JobCancelled()
        if (taken < AT_ONCE) break
      }
      return { swept }
    },
  })
}

async function sweepOnce(core: Core): Promise<number> {
  const node = nodeSubject(core.nation)
  const at = core.now()
  return core.store.run(sealedSubject(core, node, at), {}, async (tx) => {
    const before = new Date(at.getTime() - UNKEPT_HOURS * HOUR_MS)
    const { rows } = await tx.client.query<Taken>(TAKE, [before])
    if (rows.length === 0) return 0
    await appendAudit(tx, core.nation, {
      kind: 'evidence.destroyed',
      at,
      actor: node.person,
      outcome: 'done',
      details: {
        why: 'kept by no record',
        uploads: rows.map((row) => ({ id: row.id, by: row.opened_by, sizeBytes: Number(row.size_bytes) })),
      },
    })
    return rows.length
  })
}
