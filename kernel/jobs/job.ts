import type { Static, TObject } from 'typebox'
import type { Core } from '../record/core.ts'

/** What a running job may use. */
export interface JobContext {
  readonly core: Core
  /** Who asked for it. */
  readonly askedBy: string
  /** Says how far it is and renews the lease. False: stop now, somebody cancelled it. Cheap to call often. */
  progress(done: number, total: number | null, note?: string): Promise<boolean>
}

export interface JobDeclaration<I extends TObject = TObject> {
  readonly kind: string
  /** Ids and settings only: a job's payload is no place for content. */
  readonly input: I
  readonly attemptsMax: number
  readonly run: (ctx: JobContext, input: Static<I>) => Promise<unknown>
}

export function defineJob<I extends TObject>(input: JobDeclaration<I>): JobDeclaration {
  if (!/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(input.kind)) throw new Error(`BUG: job kind "${input.kind}"`)
  return input
}

/** Thrown inside `run` by code that saw `progress` answer false. */
export class JobCancelled extends Error {
  constructor() {
    super('cancelled')
  }
}
