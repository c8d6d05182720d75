import { Type } from 'typebox'
import { defineCommand } from '../contract/command.ts'
import { defineRecord, REALMS, type Realm } from '../contract/record.ts'

const remark = Type.Object(
  { remark: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
)

/** A second person's decision: over a waiting command (maker and checker), or on one already done (review). */
function approvalRecord(realm: Realm) {
  return defineRecord({
    type: approvalType(realm),
    version: 1,
    line: 'node',
    capability: 'approvals',
    realm,
    body: Type.Object(
      {
        command: Type.String({ maxLength: 80 }),
        kind: Type.Enum(['maker-checker', 'review']),
        recordType: Type.String({ maxLength: 40 }),
        recordId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]),
        envelope: Type.Object({}, { additionalProperties: true }),
        maker: Type.String({ maxLength: 80 }),
        by: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 16 }),
        dueAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
        state: Type.Enum(['pending', 'approved', 'refused']),
        checker: Type.Union([Type.String({ maxLength: 80 }), Type.Null()]),
        remark: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
      },
      { additionalProperties: false },
    ),
    title: (b) => b.command,
    label: { class: 'restricted' },
    searched: {
      state: { kind: 'text', path: 'state' },
      command: { kind: 'text', path: 'command' },
      maker: { kind: 'text', path: 'maker' },
      checker: { kind: 'text', path: 'checker' },
      dueAt: { kind: 'time', path: 'dueAt' },
      recordId: { kind: 'text', path: 'recordId' },
    },
    columns: ['command', 'state', 'dueAt'],
    states: { path: 'state', all: ['pending', 'approved', 'refused'] },
    retention: { kind: 'nation-sets', parameter: 'retention.approval' },
    readers: ['officer', 'auditor'],
  })
}

const approvalType = (realm: Realm): string => (realm === 'general' ? 'approval' : `approval-${realm}`)

/** One kind of approval a realm: a command stays, with its input, in the realm of the record it is about. */
function approvalIn(realm: Realm) {
  const record = approvalRecord(realm)
  /** Who may approve is in the approval itself (`by`); every officer may open the door, the handler checks. */
  const shared = {
    record: record.type,
    kind: 'act',
    input: remark,
    who: ['officer'],
    from: ['pending'],
  } as const
  return {
    record,
    approve: defineCommand({ ...shared, name: `${record.type}.approve` }),
    refuse: defineCommand({ ...shared, name: `${record.type}.refuse`, reason: 'required' }),
  }
}

export type RealmApproval = ReturnType<typeof approvalIn>

export const APPROVALS: Readonly<Record<Realm, RealmApproval>> = {
  general: approvalIn('general'),
  juvenile: approvalIn('juvenile'),
  witness: approvalIn('witness'),
  integrity: approvalIn('integrity'),
}

export const approval = APPROVALS.general.record
export const approvalRecords = REALMS.map((realm) => APPROVALS[realm].record)
