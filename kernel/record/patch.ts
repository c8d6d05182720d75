import type { Static, TObject } from 'typebox'
import type { RecordDeclaration } from '../contract/record.ts'
import { ok, type Result } from '../contract/result.ts'
import type { CommandContext, Outcome } from './handler.ts'

/** Writes some fields of the record a command acts on; what is not named stays. Throws BUG where the command makes a record. */
export async function patch<D extends TObject>(
  ctx: CommandContext<Static<D>>,
  decl: RecordDeclaration<D>,
  fields: Partial<Static<D>>,
): Promise<Result<Outcome>> {
  const { record } = ctx
  if (record === null) throw new Error('BUG: the command acts on no record')
  const made = await ctx.amend(decl, record.id, record.rev, {
    ...(record.body as object),
    ...fields,
  } as Static<D>)
  return made.ok ? ok({ record: made.value }) : made
}
