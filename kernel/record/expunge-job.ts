import { Type } from 'typebox'
import { defineJob, JobCancelled, type JobDeclaration } from '../jobs/job.ts'
import { appendAudit } from '../audit/append.ts'
import { nodeSubject, sealedSubject, type Core } from './core.ts'
import { DUE_MAX, expungeDue, type DestroyEvidence } from './expunge.ts'
import { eraseFromDisk, unerased, type Unerased } from './expunge-disk.ts'

/** Rounds of one run over one type: what is left is taken by the next run, an hour later. */
const ROUNDS_MAX = 50
const ATTEMPTS_MAX = 3

/** Expunges what is past its day of erasure, in every type; each record is an audit event of its own. */
export function expungeDueJob(destroy: DestroyEvidence): JobDeclaration {
  return defineJob({
    kind: 'record.expunge-due',
    input: Type.Object({}, { additionalProperties: false }),
    attemptsMax: ATTEMPTS_MAX,
    run: async (ctx) => {
      const { core } = ctx
      const types = core.registry.records()
      let expunged = 0
      for (const [i, decl] of types.entries()) {
        for (let round = 0; round < ROUNDS_MAX; round++) {
          const gone = await expungeDue(core, decl, destroy)
          expunged += gone
          if (!(await ctx.progress(i, types.length, decl.type))) throw new JobCancelled()
          // A round that took less than it looked for has seen all; what is left is held by a file of it.
          if (gone < DUE_MAX) break
        }
      }
      return { expunged }
    },
  })
}

/** What was expunged and may still lie on the disk, or null. */
export function unerasedOf(core: Core): Promise<Unerased | null> {
  const node = sealedSubject(core, nodeSubject(core.nation), core.now())
  return core.store.run(node, { readOnly: true }, unerased)
}

/** Takes what was expunged off the disk too, and says so in the audit log: the receipt of stage b. */
export function eraseExpungedJob(adminUrl: string): JobDeclaration {
  return defineJob({
    kind: 'record.erase-expunged',
    input: Type.Object({}, { additionalProperties: false }),
    attemptsMax: ATTEMPTS_MAX,
    run: async (ctx) => {
      const { core } = ctx
      const what = await unerasedOf(core)
      if (what === null) return { tables: 0 }
      const erased = await eraseFromDisk(adminUrl, what, async (done, total, table) => {
        if (!(await ctx.progress(done, total, table))) throw new JobCancelled()
      })
      const node = nodeSubject(core.nation)
      await core.store.run(sealedSubject(core, node, core.now()), {}, (tx) =>
        appendAudit(tx, core.nation, {
          kind: 'record.erased',
          at: tx.at,
          actor: node.person,
          outcome: 'done',
          details: { through: what.through, types: what.types, ...erased },
        }),
      )
      return erased
    },
  })
}
