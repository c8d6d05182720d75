import type { CommandDeclaration } from '../contract/command.ts'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { handle, type Binding, type CommandContext, type Outcome } from '../record/handler.ts'
import { labelRow } from '../record/row.ts'
import { recordTable } from '../record/table-name.ts'
import type { Tx } from '../store/store.ts'
import { changedLabel, checkRestriction } from './label-change.ts'
import { labelPredicate } from './label-table.ts'
import {
  relabelDeclarations,
  RelabelInput,
  WidenInput,
  type RelabelDeclarations,
  type RelabelRoles,
} from './relabel-contract.ts'

/** Declarations and handlers together, for a capability whose contract needs no face of its own. */
export function relabelCommands(
  decl: RecordDeclaration,
  roles: RelabelRoles,
): { readonly commands: CommandDeclaration[]; readonly bindings: Binding[] } {
  const declared = relabelDeclarations(decl, roles)
  return { commands: [declared.restrict, declared.relabel], bindings: relabelBindings(decl, declared) }
}

/** Gives the records that belong to this one the same label, in the same transaction. */
export type RelabelCascade = (
  ctx: CommandContext<unknown>,
  record: StoredRecord,
  label: Label,
) => Promise<Result<null>>

/** Handlers for the commands a contract has declared with `relabelDeclarations`. */
export function relabelBindings(
  decl: RecordDeclaration,
  declared: RelabelDeclarations,
  cascade: RelabelCascade = () => Promise.resolve(ok(null)),
): Binding[] {
  return [
    handle(declared.restrict as CommandDeclaration<typeof RelabelInput>, decl, async (ctx, input) => {
      const record = ctx.record as StoredRecord
      const label = changedLabel(record.label, input.change)
      const alone = checkRestriction(record.label, label)
      return alone.ok ? setLabel(ctx, decl, record, label, cascade) : alone
    }),
    handle(declared.relabel as CommandDeclaration<typeof WidenInput>, decl, async (ctx, input) => {
      const record = ctx.record as StoredRecord
      return setLabel(ctx, decl, record, changedLabel(record.label, input.change), cascade)
    }),
  ]
}

async function setLabel(
  ctx: CommandContext<unknown>,
  decl: RecordDeclaration,
  record: StoredRecord,
  label: Label,
  cascade: RelabelCascade,
): Promise<Result<Outcome>> {
  if (!(await readableWith(ctx.tx, decl, label)))
    return fail(
      'label.out-of-reach',
      'you could not read the record under this label; someone who could must give it',
      'change',
    )
  const amended = await ctx.amend(decl, record.id, record.rev, record.body as never, label)
  if (!amended.ok) return amended
  const followed = await cascade(ctx, amended.value, label)
  return followed.ok ? ok({ record: amended.value }) : followed
}

/** Asked of the database itself: PostgreSQL refuses an update whose new row the writer could not read, as a bare error. */
async function readableWith(tx: Tx, decl: RecordDeclaration, label: Label): Promise<boolean> {
  const { rows } = await tx.client.query<{ readable: boolean }>(
    `SELECT ${labelPredicate('r')} AS readable FROM jsonb_populate_record(NULL::${recordTable(decl.type)}, $1::jsonb) r`,
    [JSON.stringify(labelRow(label))],
  )
  return rows[0]?.readable === true
}
