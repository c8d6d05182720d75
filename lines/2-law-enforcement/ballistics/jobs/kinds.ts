import { Type, type Static, type TObject } from 'typebox'
import { enqueueJob } from '@basinet/kernel/jobs'
import type { CommandContext } from '@basinet/kernel/record'

/** Ids, and the purpose under which the asker acted: the job does it with the asker's rights of its own moment. */
const payload = Type.Object(
  { id: Type.String({ format: 'uuid' }), purpose: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
)
export type Payload = Static<typeof payload>

interface Kind {
  readonly kind: string
  readonly input: TObject
  readonly attemptsMax: number
}
export const READ: Kind = { kind: 'ballistics.read', input: payload, attemptsMax: 3 }
/** One surface among all that its asker may read. */
export const SEARCH: Kind = { kind: 'ballistics.search', input: payload, attemptsMax: 3 }
export const LOOK: Kind = { kind: 'ballistics.look', input: payload, attemptsMax: 3 }
/** Specimens and surfaces that nobody fired, for a demonstration. */
export const DEMONSTRATE: Kind = { kind: 'ballistics.demonstrate', input: payload, attemptsMax: 1 }
export const COMPARE: Kind = { kind: 'ballistics.compare', input: payload, attemptsMax: 3 }

/** Queues it in the command's transaction. */
export async function enqueue(
  ctx: Pick<CommandContext<unknown>, 'tx' | 'subject'>,
  kind: Kind,
  id: string,
): Promise<void> {
  const job = { ...kind, run: () => Promise.reject(new Error('BUG: a queued job is run by its worker')) }
  await enqueueJob(ctx.tx, job, { id, purpose: ctx.subject.purpose }, ctx.subject.person)
}
