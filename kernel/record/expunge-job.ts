import { Type } from 'typebox'
import { defineJob, JobCancelled, type JobDeclaration } from '../jobs/job.ts'
import { DUE_MAX, expungeDue, type DestroyEvidence } from './expunge.ts'

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
