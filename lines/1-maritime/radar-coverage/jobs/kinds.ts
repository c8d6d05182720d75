import { Type, type Static } from 'typebox'
import { enqueueJob } from '@basinet/kernel/jobs'
import type { CommandContext } from '@basinet/kernel/record'

/** The study, and the purpose under which it was asked: it is made with the asker's rights of its own moment. */
const payload = Type.Object(
  { id: Type.String({ format: 'uuid' }), purpose: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
)
export type Payload = Static<typeof payload>

export const STUDY = { kind: 'radar-coverage.study', input: payload, attemptsMax: 3 }

/** Queues the study in the command's transaction. */
export async function enqueueStudy(
  ctx: Pick<CommandContext<unknown>, 'tx' | 'subject'>,
  id: string,
): Promise<void> {
  const job = { ...STUDY, run: () => Promise.reject(new Error('BUG: a queued job is run by its worker')) }
  await enqueueJob(ctx.tx, job, { id, purpose: ctx.subject.purpose }, ctx.subject.person)
}
