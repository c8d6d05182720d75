import { defineJob, type JobDeclaration } from '@basinet/kernel/jobs'
import { demonstrateJob } from '../demo/demonstrate.ts'
import type { JobParts } from './asker.ts'
import { COMPARE, DEMONSTRATE, LOOK, READ, SEARCH, type Payload } from './kinds.ts'
import { searchJob } from './search.ts'
import { compareJob, lookJob, readJob } from './surfaces.ts'

/** The work behind the commands, for whichever process takes it. */
export function ballisticJobs(parts: JobParts): JobDeclaration[] {
  return [
    defineJob({ ...READ, run: (ctx, input) => readJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...LOOK, run: (ctx, input) => lookJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...COMPARE, run: (ctx, input) => compareJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...SEARCH, run: (ctx, input) => searchJob(parts, ctx, input as Payload) }),
    defineJob({ ...DEMONSTRATE, run: (ctx, input) => demonstrateJob(parts, ctx, input as Payload) }),
  ]
}
