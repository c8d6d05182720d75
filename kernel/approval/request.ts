import type { Static } from 'typebox'
import type { CommandEnvelope } from '../contract/command.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import type { Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { defaultLabel, newRecordId, type Core } from '../record/core.ts'
import type { Binding } from '../record/handler.ts'
import { insertRecord } from '../record/write.ts'
import type { Tx } from '../store/store.ts'
import { APPROVALS, type RealmApproval } from './contract.ts'

const HOUR_MS = 3_600_000

/** Puts a command before a second person, in the maker's transaction. The approval carries the target's label and stays in its realm. */
export async function requestApproval(
  core: Core,
  subject: Subject,
  binding: Binding,
  envelope: CommandEnvelope,
  target: StoredRecord | null,
  tx: Tx,
): Promise<Result<StoredRecord<Static<RealmApproval['record']['body']>>>> {
  const asked = binding.command.approval
  if (asked === null) throw new Error(`BUG: ${binding.command.name} asks for no second person`)
  const decl = APPROVALS[binding.record.realm].record as unknown as RecordDeclaration
  const label = target?.label ?? defaultLabel(core, binding.record, tx.at)
  return insertRecord(
    tx,
    decl,
    { person: subject.person, command: binding.command.name, reason: envelope.reason ?? null },
    {
      id: newRecordId(decl, tx.at),
      label,
      body: {
        command: binding.command.name,
        kind: asked.kind,
        recordType: binding.record.type,
        recordId: target?.id ?? null,
        envelope,
        maker: subject.person,
        by: [...asked.by],
        dueAt:
          asked.withinHours === undefined
            ? null
            : new Date(tx.at.getTime() + asked.withinHours * HOUR_MS).toISOString(),
        state: 'pending',
        checker: null,
        remark: null,
      },
    },
  )
}
