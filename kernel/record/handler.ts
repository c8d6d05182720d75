import type { Static, TObject } from 'typebox'
import type { CommandDeclaration } from '../contract/command.ts'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import type { Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import type { Tx } from '../store/store.ts'
import type { ListQuery, Page } from './list.ts'

/** What a handler may do: read and write records inside the command's transaction, nothing outside it. */
export interface CommandContext<B> {
  readonly subject: Subject
  /** Trusted time of the command. */
  readonly at: Date
  /** The record acted on; null for a command that creates. */
  readonly record: StoredRecord<B> | null
  readonly reason: string | null
  /** The second person, where the command needed one. */
  readonly approver: string | null
  readonly tx: Tx
  newId(decl: RecordDeclaration): string
  labelFor(decl: RecordDeclaration, change?: Partial<Label>): Label
  create<D extends TObject>(
    decl: RecordDeclaration<D>,
    body: Static<D>,
    options?: { id?: string; label?: Label; supersedes?: string },
  ): Promise<Result<StoredRecord<Static<D>>>>
  amend<D extends TObject>(
    decl: RecordDeclaration<D>,
    id: string,
    expectedRev: number,
    body: Static<D>,
    label?: Label,
  ): Promise<Result<StoredRecord<Static<D>>>>
  get<D extends TObject>(decl: RecordDeclaration<D>, id: string): Promise<StoredRecord<Static<D>> | null>
  list<D extends TObject>(decl: RecordDeclaration<D>, query: ListQuery): Promise<Result<Page<Static<D>>>>
}

/** The record a command made or changed, and what else the caller should see. */
export interface Outcome {
  readonly record: StoredRecord
  readonly output?: unknown
}

export type Handler<I extends TObject, B> = (
  ctx: CommandContext<B>,
  input: Static<I>,
) => Promise<Result<Outcome>>

/** A declaration bound to its handler; the types are checked by `handle` and erased here. */
export interface Binding {
  readonly command: CommandDeclaration
  readonly record: RecordDeclaration
  run(ctx: CommandContext<unknown>, input: unknown): Promise<Result<Outcome>>
}

/** Binds a command to its handler. The input has been checked against the command's schema before. */
export function handle<I extends TObject, D extends TObject>(
  command: CommandDeclaration<I>,
  record: RecordDeclaration<D>,
  handler: Handler<I, Static<D>>,
): Binding {
  if (command.record !== record.type) throw new Error(`BUG: ${command.name} is bound to ${record.type}`)
  return {
    command: command,
    record: record,
    run: (ctx, input) => handler(ctx as CommandContext<Static<D>>, input as Static<I>),
  }
}
