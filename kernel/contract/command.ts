import { Type, type Static, type TObject } from 'typebox'

/**
 * A second person's part. `maker-checker`: the command waits as a pending approval until a different person holding
 * one of `by` approves; the handler runs then. `review`: it runs now, and a second person must review within `withinHours`.
 */
export interface Approval {
  readonly kind: 'maker-checker' | 'review'
  readonly by: readonly string[]
  readonly withinHours?: number
}

export interface CommandDeclaration<I extends TObject = TObject> {
  /** `<record type>.<verb>` */
  readonly name: string
  readonly record: string
  /** create makes a record; act changes an existing one and needs its id and revision. */
  readonly kind: 'create' | 'act'
  readonly input: I
  /** Roles that may give it. */
  readonly who: readonly string[]
  /** Purposes under which it may be given; empty means any. */
  readonly purposes: readonly string[]
  /** States of the record it is allowed in; empty means any. The server enforces it, the console reads it. */
  readonly from: readonly string[]
  /** An amendment asks for a reason, which stays in the history. */
  readonly reason: 'required' | 'none'
  readonly approval: Approval | null
  /** Grave: on a service node a fresh proof of who it is comes first, from the giver and from the second person. */
  readonly stepUp: boolean
}

type Optional = 'purposes' | 'from' | 'reason' | 'approval' | 'stepUp'
export type CommandInput<I extends TObject> = Omit<CommandDeclaration<I>, Optional> &
  Partial<Pick<CommandDeclaration<I>, Optional>>

const NAME = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/

/** Declares the only way to change a record; the handler is bound to it on the server with `handle`. */
export function defineCommand<I extends TObject>(input: CommandInput<I>): CommandDeclaration<I> {
  if (!NAME.test(input.name) || !input.name.startsWith(`${input.record}.`))
    throw new Error(`BUG: command "${input.name}"`)
  if (input.who.length === 0) throw new Error(`BUG: command "${input.name}" may be given by nobody`)
  return { purposes: [], from: [], reason: 'none', approval: null, stepUp: false, ...input }
}

/** Body of `POST /api/v1/commands/{name}`. `commandId` is chosen by the client; a repeat gets the first answer. */
export const CommandEnvelope = Type.Object(
  {
    commandId: Type.String({ format: 'uuid' }),
    recordId: Type.Optional(Type.String({ format: 'uuid' })),
    expectedRev: Type.Optional(Type.Integer({ minimum: 1 })),
    reason: Type.Optional(Type.String({ minLength: 3, maxLength: 2000 })),
    input: Type.Object({}, { additionalProperties: true }),
  },
  { additionalProperties: false },
)
export type CommandEnvelope = Static<typeof CommandEnvelope>

/** What an accepted command answers; `leaf` is the hash of its audit leaf, the proof follows with the next checkpoint. */
export interface CommandReceipt {
  readonly commandId: string
  readonly recordId: string
  readonly type: string
  readonly rev: number
  readonly leaf: string
  readonly at: string
  /** Set when a second person must approve before it takes effect. */
  readonly pendingApproval?: string
  /** What the handler answers beside the record. */
  readonly output?: unknown
}
