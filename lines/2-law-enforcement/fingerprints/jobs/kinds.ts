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

/** Reads a card's prints, then looks for duplicates and among the unsolved marks. */
export const ENCODE: Kind = { kind: 'fingerprint.encode', input: payload, attemptsMax: 3 }
/** Puts the locked analysis of an examination into the file of unsolved marks. */
export const FILE: Kind = { kind: 'fingerprint.file', input: payload, attemptsMax: 3 }
export const SEARCH: Kind = { kind: 'fingerprint.search', input: payload, attemptsMax: 3 }
export const BATCH: Kind = { kind: 'fingerprint.batch', input: payload, attemptsMax: 20 }

/** Prints of fingers that nobody has, for a demonstration. */
export const DEMONSTRATE: Kind = { kind: 'fingerprint.demonstrate', input: payload, attemptsMax: 1 }

/** Queues it in the command's transaction. */
export async function enqueue(
  ctx: Pick<CommandContext<unknown>, 'tx' | 'subject'>,
  kind: Kind,
  id: string,
): Promise<void> {
  const job = {
    ...kind,
    run: () => Promise.reject(new Error('BUG: a queued job is run by its worker')),
  }
  await enqueueJob(ctx.tx, job, { id, purpose: ctx.subject.purpose }, ctx.subject.person)
}
