import { Type } from 'typebox'
import { defineCommand } from '../contract/command.ts'
import { defineRecord } from '../contract/record.ts'

/** A second person's decision: over a waiting command (maker and checker), or on one already done (review). */
export const approval = defineRecord({
  type: 'approval',
  version: 1,
  line: 'node',
  capability: 'approvals',
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
  },
  columns: ['command', 'state', 'dueAt'],
  states: { path: 'state', all: ['pending', 'approved', 'refused'] },
  retention: { kind: 'nation-sets', parameter: 'retention.approval' },
  readers: ['officer', 'auditor'],
})

const remark = Type.Object(
  { remark: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
)

/** Who may approve is in the approval itself (`by`); every officer may open the door, the handler checks. */
export const approve = defineCommand({
  name: 'approval.approve',
  record: 'approval',
  kind: 'act',
  input: remark,
  who: ['officer'],
  from: ['pending'],
})
export const refuse = defineCommand({
  name: 'approval.refuse',
  record: 'approval',
  kind: 'act',
  input: remark,
  who: ['officer'],
  from: ['pending'],
  reason: 'required',
})
