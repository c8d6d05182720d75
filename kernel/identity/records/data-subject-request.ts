import { Type } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { Instant } from '../../contract/instant.ts'
import { defineRecord } from '../../contract/record.ts'

const Text = Type.String({ minLength: 3, maxLength: 4000 })
const Kind = Type.Enum(['access', 'correction', 'complaint'])
const Contact = Type.String({ minLength: 3, maxLength: 300 })
const Requester = Type.String({ minLength: 2, maxLength: 120 })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

const STATES = ['received', 'in-work', 'answered', 'refused', 'withdrawn'] as const
const OPEN = ['received', 'in-work']

/** Somebody asks what is held about them, asks for its correction, or complains. The clock runs from `receivedAt`. */
export const dataSubjectRequest = defineRecord({
  type: 'data-subject-request',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: Type.Object(
    {
      reference: Type.String({ pattern: '^DSR-[0-9]{4}-[0-9A-F]{8}$' }),
      kind: Kind,
      requester: Requester,
      contact: Contact,
      about: Text,
      receivedAt: Instant,
      /** Null while the nation has set no response time. */
      dueAt: nullable(Instant),
      dueSource: nullable(Type.String({ maxLength: 500 })),
      extended: Type.Boolean(),
      /** How the requester's identity was established. */
      identityCheck: nullable(Text),
      answer: nullable(Text),
      closedAt: nullable(Instant),
      state: Type.Enum(STATES),
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.kind} ${b.reference}`,
  label: {
    class: 'restricted',
    personal: true,
    purposes: ['data-protection', 'audit'],
    onward: 'none',
  },
  searched: {
    reference: { kind: 'text', path: 'reference' },
    kind: { kind: 'text', path: 'kind' },
    receivedAt: { kind: 'time', path: 'receivedAt' },
    dueAt: { kind: 'time', path: 'dueAt' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.requester],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.data-subject-request' },
  readers: ['data-protection', 'auditor'],
})

const strict = { additionalProperties: false }
const base = { record: 'data-subject-request', kind: 'act', who: ['data-protection'] } as const

export const requestReceive = defineCommand({
  name: 'data-subject-request.receive',
  record: 'data-subject-request',
  kind: 'create',
  input: Type.Object(
    { kind: Kind, requester: Requester, contact: Contact, about: Text, receivedAt: Instant },
    strict,
  ),
  who: ['officer'],
})
export const requestBegin = defineCommand({
  ...base,
  name: 'data-subject-request.begin',
  input: Type.Object({ identityCheck: Text }, strict),
  from: ['received'],
})
export const requestExtend = defineCommand({
  ...base,
  name: 'data-subject-request.extend',
  input: Type.Object({}, strict),
  from: OPEN,
  reason: 'required',
})
export const requestAnswer = defineCommand({
  ...base,
  name: 'data-subject-request.answer',
  input: Type.Object({ answer: Text }, strict),
  from: ['in-work'],
})
export const requestRefuse = defineCommand({
  ...base,
  name: 'data-subject-request.refuse',
  input: Type.Object({ answer: Text }, strict),
  from: OPEN,
  reason: 'required',
})
export const requestWithdraw = defineCommand({
  ...base,
  name: 'data-subject-request.withdraw',
  input: Type.Object({}, strict),
  from: OPEN,
  reason: 'required',
})

export const REQUEST_COMMANDS = [
  requestReceive,
  requestBegin,
  requestExtend,
  requestAnswer,
  requestRefuse,
  requestWithdraw,
] as const
