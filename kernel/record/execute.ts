import { createHash, randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { appendAudit } from '../audit/append.ts'
import type { AuditDraft } from '../audit/event.ts'
import { CommandEnvelope, type CommandReceipt } from '../contract/command.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { StoredRecord } from '../contract/record.ts'
import type { Subject } from '../contract/subject.ts'
import { Rollback, type Tx } from '../store/store.ts'
import { requestApproval } from '../approval/request.ts'
import { commandContext } from './context.ts'
import { sealedSubject, type Core } from './core.ts'
import type { Binding } from './handler.ts'
import { namesNobody } from './named-people.ts'
import { whyNot } from './permission.ts'
import { readRecord } from './read.ts'
import { checkValue } from './row.ts'
import { OutOfReach } from './write.ts'
import { needsStepUp, STEP_UP_NEEDED } from './step-up.ts'

/** Serialization failures are retried this often; then the caller is asked to try again. */
const TRIES_MAX = 10
/** The n-th retry waits a random time below this many milliseconds times 2^n, so that rivals do not meet again. */
const RETRY_STEP_MS = 2
/** 40001 serialization failure, 40P01 deadlock (PostgreSQL appendix A). */
const RETRIED = new Set(['40001', '40P01'])
const UNIQUE_VIOLATION = '23505'
const ID_CONSTRAINT = 'command_result_pkey'
const OUT_OF_REACH = fail(
  'label.out-of-reach',
  'a record, or one that follows it, would take a label under which you could not read it',
)
const ID_REUSED = fail('command.id-reused', 'this command id was used for another command', 'commandId')

/**
 * The only way to change a record. One SERIALIZABLE transaction holds the command id with its answer, the records, their
 * history and links, the change and the audit event; so a repeat of the same id gets the first answer and a crash loses
 * all or nothing. Errors: `command.unknown`, `command.input`, `command.denied.*`, `identity.step-up-needed`,
 * `command.reason`, `command.state`, `command.id-reused`, `command.busy`, `node.disk-full`, `label.out-of-reach`, `record.absent`, `record.stale`,
 * `person.unknown`, `person.inactive`,
 * and the handler's own. Throws when the database is lost on the way; whether it was done is then unknown until the same id is repeated.
 */
export async function executeCommand(
  core: Core,
  subject: Subject,
  name: string,
  envelope: unknown,
): Promise<Result<CommandReceipt>> {
  const full = core.refusal?.() ?? null
  if (full !== null) return { ok: false, error: full }
  const binding = core.registry.binding(name)
  if (binding === undefined) return fail('command.unknown', `no command "${name}"`)
  const checked = checkValue<CommandEnvelope>(CommandEnvelope, envelope, 'command.input')
  if (!checked.ok) return checked
  const input = checkValue<unknown>(binding.command.input, checked.value.input, 'command.input')
  if (!input.ok) return input
  const refused = whyNot(binding.command, subject, { decl: binding.record })
  if (refused !== null) return deny(core, subject, binding, checked.value, refused.code, refused.message)
  if (needsStepUp(core, subject, binding.command, core.now()))
    return deny(core, subject, binding, checked.value, STEP_UP_NEEDED.code, STEP_UP_NEEDED.message)
  if (binding.command.reason === 'required' && checked.value.reason === undefined) {
    return fail('command.reason', 'this command asks for a reason', 'reason')
  }
  const outcome = await runWithRetries(core, subject, binding, checked.value)
  if (!outcome.ok && /^command\.denied|^identity\.step-up-needed$/.test(outcome.error.code)) {
    return deny(core, subject, binding, checked.value, outcome.error.code, outcome.error.message)
  }
  return outcome
}

async function runWithRetries(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
): Promise<Result<CommandReceipt>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await core.store.run(
        sealedSubject(core, subject, core.now()),
        { isolation: 'serializable', realm: binding.record.realm },
        (tx) => attemptOnce(core, subject, binding, envelope, tx),
      )
    } catch (error) {
      const failed = error instanceof Rollback ? (error.outcome as Result<CommandReceipt>) : null
      const code = (error as { code?: string }).code ?? ''
      if (failed !== null || code === UNIQUE_VIOLATION) {
        const first = await firstAnswer(core, subject, binding, envelope)
        if (first !== null) return first
      }
      if (failed !== null) return failed
      // Somebody else's answer, which this person may not see, stands under the id.
      if ((error as { constraint?: string }).constraint === ID_CONSTRAINT) return ID_REUSED
      if (error instanceof OutOfReach) return OUT_OF_REACH
      if (!RETRIED.has(code)) throw error
      if (attempt >= TRIES_MAX) return fail('command.busy', 'others are writing the same records; try again')
      await setTimeout(randomInt(RETRY_STEP_MS * 2 ** attempt))
    }
  }
}

/**
 * The command id is inserted last and not looked up first: under SERIALIZABLE a look-up that finds nothing locks the index
 * page, and two hundred commands at once then abort one another (measured: 97 of 200 gave up after six tries).
 */
async function attemptOnce(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
  tx: Tx,
): Promise<Result<CommandReceipt>> {
  const target = await targetOf(core, subject, binding, envelope, tx)
  if (!target.ok) throw new Rollback(target)
  const nobody = await namesNobody(core, tx, binding.command.input, envelope.input)
  if (nobody !== null) throw new Rollback({ ok: false, error: nobody })
  if (binding.command.approval?.kind === 'maker-checker') {
    const pending = await requestApproval(core, subject, binding, envelope, target.value, tx)
    if (!pending.ok) throw new Rollback(pending)
    return finish(core, subject, binding, envelope, tx, target.value ?? pending.value, 'pending', {
      pendingApproval: pending.value.id,
    })
  }
  const ctx = commandContext(core, subject, binding, tx, target.value, envelope.reason ?? null, null)
  const done = await binding.run(ctx, envelope.input)
  if (!done.ok) throw new Rollback(done)
  if (binding.command.approval?.kind === 'review') {
    const review = await requestApproval(core, subject, binding, envelope, done.value.record, tx)
    if (!review.ok) throw new Rollback(review)
  }
  return finish(core, subject, binding, envelope, tx, done.value.record, 'done', {
    output: done.value.output,
  })
}

async function targetOf(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
  tx: Tx,
): Promise<Result<StoredRecord | null>> {
  const { command, record: decl } = binding
  if (command.kind === 'create') return ok(null)
  if (envelope.recordId === undefined) return fail('command.input', 'recordId is expected', 'recordId')
  if (envelope.expectedRev === undefined)
    return fail('command.input', 'expectedRev is expected', 'expectedRev')
  const record = await readRecord(tx, decl, envelope.recordId)
  if (record === null) return fail('record.absent', `no ${decl.type} ${envelope.recordId}`)
  if (record.label.owner !== core.nation)
    return fail('command.denied.owner', `only ${record.label.owner} may change this record`)
  const decision = core.policy.decide({
    subject,
    action: 'act',
    type: decl.type,
    realm: decl.realm,
    types: core.registry.typesOf(subject.roles),
    label: record.label,
    at: tx.at,
  })
  if (!decision.allowed) return fail('command.denied.label', 'the label does not allow it')
  if (record.rev !== envelope.expectedRev) {
    return fail(
      'record.stale',
      `revision ${record.rev} is there, ${envelope.expectedRev} was expected`,
      'expectedRev',
    )
  }
  const stuck = whyNot(command, subject, { decl, record })
  return stuck === null ? ok(record) : fail(stuck.code, stuck.message)
}

async function finish(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
  tx: Tx,
  record: StoredRecord,
  outcome: 'done' | 'pending',
  extra: { pendingApproval?: string; output?: unknown },
): Promise<Result<CommandReceipt>> {
  const leaf = await appendAudit(tx, core.nation, {
    ...draft(subject, binding, envelope, tx.at),
    kind: outcome === 'done' ? 'command.done' : 'command.pending',
    type: record.type,
    record: record.id,
    rev: record.rev,
    outcome,
    details: { input: envelope.input, reason: envelope.reason ?? null },
  })
  const receipt: CommandReceipt = {
    commandId: envelope.commandId,
    recordId: record.id,
    type: record.type,
    rev: record.rev,
    leaf,
    at: tx.at.toISOString(),
    ...(extra.pendingApproval === undefined ? {} : { pendingApproval: extra.pendingApproval }),
    ...(extra.output === undefined ? {} : { output: extra.output }),
  }
  await tx.client.query(
    'INSERT INTO basinet.command_result (command_id, person, name, input_hash, receipt, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      envelope.commandId,
      subject.person,
      binding.command.name,
      inputHash(envelope),
      JSON.stringify(receipt),
      tx.at,
    ],
  )
  return ok(receipt)
}

function inputHash(envelope: CommandEnvelope): Buffer {
  const { commandId: _, ...rest } = envelope
  return createHash('sha256').update(JSON.stringify(rest)).digest()
}

/** The answer already given under this command id, where this person gave it. */
async function firstAnswer(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
): Promise<Result<CommandReceipt> | null> {
  const { rows } = await core.store.run(sealedSubject(core, subject, core.now()), { readOnly: true }, (tx) =>
    tx.client.query<{ name: string; input_hash: Buffer; receipt: CommandReceipt }>(
      'SELECT name, input_hash, receipt FROM basinet.command_result WHERE command_id = $1',
      [envelope.commandId],
    ),
  )
  const first = rows[0]
  if (first === undefined) return null
  if (first.name !== binding.command.name || !first.input_hash.equals(inputHash(envelope))) {
    return ID_REUSED
  }
  return ok(first.receipt)
}

function draft(
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
  at: Date,
): Omit<AuditDraft, 'kind' | 'outcome'> {
  return {
    at,
    actor: subject.person,
    session: subject.session,
    purpose: subject.purpose,
    command: binding.command.name,
    type: binding.record.type,
    realm: binding.record.realm,
    ...(envelope.recordId === undefined ? {} : { record: envelope.recordId }),
  }
}

async function deny(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
  code: string,
  message: string,
): Promise<Result<CommandReceipt>> {
  await core.audit.write({
    ...draft(subject, binding, envelope, core.now()),
    kind: 'command.denied',
    outcome: 'denied',
    details: { code },
  })
  return fail(code, message)
}
