import { appendAudit } from '../audit/append.ts'
import { CommandEnvelope } from '../contract/command.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { REALMS, type BodyOf, type StoredRecord } from '../contract/record.ts'
import type { Registry } from '../record/registry.ts'
import { handle, type Binding, type CommandContext, type Outcome } from '../record/handler.ts'
import { checkValue } from '../record/row.ts'
import { whyNot } from '../record/permission.ts'
import { STEP_UP_NEEDED } from '../record/step-up.ts'
import { APPROVALS, type RealmApproval } from './contract.ts'

type Approval = BodyOf<RealmApproval['record']>

/** Two different people, and the second one of those the command names. */
function mayDecide(ctx: CommandContext<Approval>, record: StoredRecord<Approval>): Result<null> {
  if (record.body.maker === ctx.subject.person)
    return fail('command.denied.same-person', 'the maker cannot be the checker')
  if (!record.body.by.some((role) => ctx.subject.roles.includes(role))) {
    return fail('command.denied.role', `this is for: ${record.body.by.join(', ')}`)
  }
  return ok(null)
}

async function decide(
  approval: RealmApproval['record'],
  ctx: CommandContext<Approval>,
  state: Approval['state'],
  remark: string | null,
): Promise<Result<StoredRecord<Approval>>> {
  const { id } = ctx.record as StoredRecord<Approval>
  // Read again: when what was approved has changed the record's label, the approval has followed it.
  const record = await ctx.get(approval, id)
  if (record === null) return fail('record.absent', `no ${approval.type} ${id}`)
  return ctx.amend(approval, id, record.rev, {
    ...record.body,
    state,
    checker: ctx.subject.person,
    remark,
  })
}

/** Builds the maker's command context inside the checker's transaction. */
type MakerContext = (
  ctx: CommandContext<Approval>,
  binding: Binding,
  maker: string,
  target: StoredRecord | null,
  reason: string | null,
) => CommandContext<unknown>

/** Whether the maker may still give the command. */
type Entitled = (
  ctx: CommandContext<Approval>,
  binding: Binding,
  maker: string,
  target: StoredRecord | null,
) => Promise<Result<null>>

/** Approving a grave command is as grave as giving it: whether the second person must prove again who it is. */
type Stale = (ctx: CommandContext<Approval>, binding: Binding) => boolean

/** Handlers of the approval capability, the same in each realm. */
export function approvalBindings(parts: ApprovalParts): Binding[] {
  return REALMS.flatMap((realm) => realmBindings(APPROVALS[realm], parts))
}

interface ApprovalParts {
  readonly registry: () => Registry
  readonly context: MakerContext
  readonly stale: Stale
  readonly entitled: Entitled
}

function realmBindings(kind: RealmApproval, parts: ApprovalParts): Binding[] {
  return [
    handle(kind.approve, kind.record, async (ctx, input) => {
      const record = ctx.record as StoredRecord<Approval>
      const may = mayDecide(ctx, record)
      if (!may.ok) return may
      const output =
        record.body.kind === 'maker-checker' ? await runApproved(parts, ctx, record) : ok(undefined)
      if (!output.ok) return output
      const decided = await decide(kind.record, ctx, 'approved', input.remark ?? null)
      return decided.ok ? ok<Outcome>({ record: decided.value, output: output.value }) : decided
    }),
    handle(kind.refuse, kind.record, async (ctx, input) => {
      const may = mayDecide(ctx, ctx.record as StoredRecord<Approval>)
      if (!may.ok) return may
      const decided = await decide(kind.record, ctx, 'refused', input.remark ?? ctx.reason)
      return decided.ok ? ok<Outcome>({ record: decided.value }) : decided
    }),
  ]
}

async function runApproved(
  parts: ApprovalParts,
  ctx: CommandContext<Approval>,
  record: StoredRecord<Approval>,
): Promise<Result<unknown>> {
  const binding = parts.registry().binding(record.body.command)
  if (binding === undefined)
    return fail('command.unknown', `no command "${record.body.command}" in this version`)
  if (parts.stale(ctx, binding)) return { ok: false, error: STEP_UP_NEEDED }
  const envelope = checkValue<CommandEnvelope>(CommandEnvelope, record.body.envelope, 'command.input')
  if (!envelope.ok) return envelope
  const input = checkValue<unknown>(binding.command.input, envelope.value.input, 'command.input')
  if (!input.ok) return input
  const target = record.body.recordId === null ? null : await ctx.get(binding.record, record.body.recordId)
  if (record.body.recordId !== null && target === null)
    return fail('record.absent', `no ${binding.record.type} ${record.body.recordId}`)
  if (target !== null && target.rev !== envelope.value.expectedRev)
    return fail('record.stale', 'the record changed since the maker asked')
  if (target !== null) {
    const stuck = whyNot({ ...binding.command, who: ctx.subject.roles, purposes: [] }, ctx.subject, {
      decl: binding.record,
      record: target,
    })
    if (stuck !== null) return fail(stuck.code, stuck.message)
  }
  const entitled = await parts.entitled(ctx, binding, record.body.maker, target)
  if (!entitled.ok) return entitled
  const done = await binding.run(
    parts.context(ctx, binding, record.body.maker, target, envelope.value.reason ?? null),
    input.value,
  )
  if (!done.ok) return done
  await logRun(ctx, binding, record, envelope.value, done.value.record)
  return ok({
    recordId: done.value.record.id,
    type: done.value.record.type,
    rev: done.value.record.rev,
    output: done.value.output,
  })
}

/** The command under the record it changed, as if it had needed nobody else; what an expungement said goes with its record. */
async function logRun(
  ctx: CommandContext<Approval>,
  { command, record: decl }: Binding,
  approval: StoredRecord<Approval>,
  { input, reason }: CommandEnvelope,
  changed: StoredRecord,
): Promise<void> {
  const kept = (await ctx.get(decl, changed.id)) !== null
  await appendAudit(ctx.tx, ctx.subject.nation, {
    kind: 'command.done',
    at: ctx.at,
    actor: approval.body.maker,
    command: command.name,
    type: changed.type,
    record: changed.id,
    rev: changed.rev,
    realm: decl.realm,
    outcome: 'done',
    // What it was asked with goes with a record that it expunged; who approved stands in the approval.
    ...(kept
      ? { details: { approval: approval.id, approver: ctx.subject.person, input, reason: reason ?? null } }
      : {}),
  })
}
