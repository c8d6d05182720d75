import { defineJob, type JobDeclaration } from '@basinet/kernel/jobs'
import { demonstrateJob } from '../demo/demonstrate.ts'
import type { JobParts } from './asker.ts'
import { batchJob } from './batch.ts'
import { encodeCardJob } from './encode.ts'
import { BATCH, DEMONSTRATE, ENCODE, FILE, SEARCH, type Payload } from './kinds.ts'
import { fileMarkJob, searchMarkJob } from './search.ts'

/** The work behind the commands, for whichever process takes it. */
export function fingerprintJobs(parts: JobParts): JobDeclaration[] {
  return [
    defineJob({ ...ENCODE, run: (ctx, input) => encodeCardJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...FILE, run: (ctx, input) => fileMarkJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...SEARCH, run: (ctx, input) => searchMarkJob(parts, ctx.askedBy, input as Payload) }),
    defineJob({ ...BATCH, run: (ctx, input) => batchJob(parts, ctx, input as Payload) }),
    defineJob({ ...DEMONSTRATE, run: (ctx, input) => demonstrateJob(parts, ctx, input as Payload) }),
  ]
}
