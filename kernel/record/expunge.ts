import { appendAudit } from '../audit/append.ts'
import type { CommandDeclaration } from '../contract/command.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'
import { nodeSubject, sealedSubject, type Core } from './core.ts'
import type { ExpungeInput } from './expunge-contract.ts'
import { handle, type Binding } from './handler.ts'

/** What went with a record. */
export interface Expunged {
  readonly revisions: number
  /** Audit events whose details and salt were erased; their leaves stay. */
  readonly details: number
  readonly files: number
  readonly approvals: number
  /** Evidence whose content is still to be destroyed, after this transaction has committed. */
  readonly evidence: readonly string[]
}

interface ExpungeAnswer extends Expunged {
  readonly outcome: 'done' | 'absent' | 'held' | 'kept'
}

/** Who asks, for the audit event that stays. */
export interface ExpungeBy {
  readonly node: string
  readonly person: string
  readonly authority: string
  readonly ordered: boolean
}

/**
 * Removes a record from every table: history, search, links, audit details, files, quoting approvals. The subject of the
 * transaction needs the right `expunge`. Errors: `record.absent`, `expunge.held`, `expunge.kept`.
 */
export async function expungeRecord(
  tx: Tx,
  decl: Pick<RecordDeclaration, 'type'>,
  id: string,
  by: ExpungeBy,
): Promise<Result<Expunged>> {
  const { rows } = await tx.client.query<{ answer: ExpungeAnswer }>(
    'SELECT basinet.expunge($1, $2, $3) AS answer',
    [decl.type, id, by.ordered],
  )
  const answer = rows[0]?.answer
  if (answer === undefined || answer.outcome === 'absent')
    return fail('record.absent', `no ${decl.type} ${id}`)
  if (answer.outcome === 'held')
    return fail('expunge.held', 'the record or one of its files is held: lift the hold first')
  if (answer.outcome === 'kept')
    return fail(
      'expunge.kept',
      'the record must still be kept; only an order of court or law comes before that',
      'ordered',
    )
  const { outcome: _, ...expunged } = answer
  await appendAudit(tx, by.node, {
    kind: 'record.expunged',
    at: tx.at,
    actor: by.person,
    type: decl.type,
    record: id,
    outcome: 'done',
    count: expunged.revisions,
    details: { authority: by.authority, ordered: by.ordered },
  })
  return ok(expunged)
}

/** Called inside the transaction with the evidence to destroy once it has committed: queue it, do not do it. */
export type DestroyEvidence = (tx: Tx, evidence: readonly string[], asker: string) => Promise<void>

/** Handler of a command declared with `expungeDeclaration`. It runs in the second person's transaction. */
export function expungeBinding(
  decl: RecordDeclaration,
  command: CommandDeclaration<typeof ExpungeInput>,
  destroy: DestroyEvidence,
): Binding {
  return handle(command, decl, async (ctx, input) => {
    const record = ctx.record as StoredRecord
    const by = { node: ctx.subject.nation, person: ctx.subject.person, ...input }
    const done = await expungeRecord(ctx.tx, decl, record.id, by)
    if (!done.ok) return done
    if (done.value.evidence.length > 0)
      await destroy(ctx.tx, done.value.evidence, ctx.approver ?? ctx.subject.person)
    return ok({ record, output: done.value })
  })
}

/** Records of one round; the database looks no further. */
export const DUE_MAX = 1000
/** What the audit event names as authority when the label's own day of erasure has come. */
const BY_LABEL = 'label.eraseBy'

/** One round of the retention job: expunges what is due and neither held nor kept longer. Returns how many went. */
export async function expungeDue(
  core: Core,
  decl: RecordDeclaration,
  destroy: DestroyEvidence,
): Promise<number> {
  const node = nodeSubject(core.nation)
  const subject = (): ReturnType<typeof sealedSubject> => sealedSubject(core, node, core.now())
  const { rows } = await core.store.run(subject(), { readOnly: true }, (tx) =>
    tx.client.query<{ id: string }>('SELECT id FROM basinet.due_for_erasure($1, $2)', [decl.type, DUE_MAX]),
  )
  let gone = 0
  for (const { id } of rows) {
    const by = { node: core.nation, person: node.person, authority: BY_LABEL, ordered: false }
    const done = await core.store.run(subject(), {}, async (tx) => {
      const expunged = await expungeRecord(tx, decl, id, by)
      if (expunged.ok && expunged.value.evidence.length > 0)
        await destroy(tx, expunged.value.evidence, node.person)
      return expunged
    })
    if (done.ok) gone++
  }
  return gone
}
