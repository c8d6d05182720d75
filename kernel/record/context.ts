import type { Static, TObject } from 'typebox'
import { approvalsFollow } from '../approval/follow-label.ts'
import type { Label } from '../contract/label.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import type { Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { fileRecord } from '../files/contract.ts'
import { filesFollow } from '../files/follow-label.ts'
import type { Tx } from '../store/store.ts'
import { defaultLabel, newRecordId, type Core } from './core.ts'
import type { Binding, CommandContext } from './handler.ts'
import { listRecords } from './list.ts'
import { readRecord } from './read.ts'
import { keptAsSet } from './retention.ts'
import { insertRecord, updateRecord, type Author } from './write.ts'

const erased = <D extends TObject>(decl: RecordDeclaration<D>): RecordDeclaration => decl

/** What quotes a record or belongs to it takes its new label in the same transaction. */
async function labelFollows(
  core: Core,
  tx: Tx,
  author: Author,
  decl: RecordDeclaration,
  before: Label,
  record: StoredRecord,
): Promise<Result<null>> {
  const approvals = await approvalsFollow(tx, author, decl, record)
  if (!approvals.ok || core.registry.record(fileRecord.type) === undefined) return approvals
  return filesFollow(tx, author, decl, before, record)
}

/** The handler's window on the transaction. */
export function commandContext(
  core: Core,
  subject: Subject,
  binding: Binding,
  tx: Tx,
  record: StoredRecord | null,
  reason: string | null,
  approver: string | null,
): CommandContext<unknown> {
  /** Labels made here from the declaration. */
  const own = new WeakSet<Label>()
  const author: Author = { person: subject.person, command: binding.command.name, reason }
  return {
    subject,
    at: tx.at,
    record,
    reason,
    approver,
    tx,
    newId: (decl) => newRecordId(decl, tx.at),
    labelFor: (decl, change) => {
      const label = defaultLabel(core, decl, tx.at, change)
      own.add(label)
      return label
    },
    create: async <D extends TObject>(
      decl: RecordDeclaration<D>,
      body: Static<D>,
      options: { id?: string; label?: StoredRecord['label']; supersedes?: string } = {},
    ) => {
      const label = options.label ?? defaultLabel(core, erased(decl), tx.at)
      // A label taken from another record is that record's, its keeping too.
      const declared = options.label === undefined || own.has(label)
      return insertRecord<Static<D>>(tx, erased(decl), author, {
        id: options.id ?? newRecordId(decl, tx.at),
        body,
        label: declared ? await keptAsSet(tx, erased(decl), label) : label,
        ...(options.supersedes === undefined ? {} : { supersedes: options.supersedes }),
      })
    },
    amend: async <D extends TObject>(
      decl: RecordDeclaration<D>,
      id: string,
      expectedRev: number,
      body: Static<D>,
      label?: StoredRecord['label'],
    ) => {
      if (label === undefined)
        return updateRecord<Static<D>>(tx, erased(decl), author, id, expectedRev, { body })
      const before = await readRecord(tx, erased(decl), id)
      const change = { body, label }
      const amended = await updateRecord<Static<D>>(tx, erased(decl), author, id, expectedRev, change)
      if (!amended.ok || before === null) return amended
      const followed = await labelFollows(core, tx, author, erased(decl), before.label, amended.value)
      return followed.ok ? amended : followed
    },
    get: <D extends TObject>(decl: RecordDeclaration<D>, id: string) =>
      readRecord<Static<D>>(tx, erased(decl), id),
    list: <D extends TObject>(decl: RecordDeclaration<D>, query: Parameters<typeof listRecords>[2]) =>
      listRecords<Static<D>>(tx, erased(decl), query),
  }
}
