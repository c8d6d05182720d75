import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { AUDITOR, closed, CONTROLLER, Day, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE } from './words.ts'

const STATES = ['open', 'answered', 'closed'] as const
const facts = {
  engagement: Ref('audit-engagement'),
  /** The record it was found on. */
  record: nullable(AnyRef()),
  criterion: Words(1000),
  condition: Words(2000),
  recommendation: Words(2000),
  due: nullable(Day),
}

/** A finding with its recommendation; the programme answers, the auditor closes. */
export const finding = defineRecord({
  type: 'audit-finding',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    response: nullable(Words(3000)),
    closure: nullable(Words(2000)),
    state: Type.Enum(STATES),
  }),
  title: (b) => b.recommendation.slice(0, 200),
  label: { class: 'official' },
  searched: {
    engagement: { kind: 'text', path: 'engagement' },
    due: { kind: 'text', path: 'due' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['due', 'state'],
  fullText: (b) => [b.criterion, b.condition, b.response ?? ''],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.audit-finding' },
  readers: [AUDITOR, OFFICER, CONTROLLER],
})
export type Finding = Static<typeof finding.body>

export const recordFinding = defineCommand({
  name: 'audit-finding.record',
  record: 'audit-finding',
  kind: 'create',
  input: closed(facts),
  who: [AUDITOR],
})
export const answerFinding = defineCommand({
  name: 'audit-finding.answer',
  record: 'audit-finding',
  kind: 'act',
  input: closed({ response: Words(3000), due: Day }),
  who: [OFFICER],
  from: ['open', 'answered'],
})
/** By the auditor alone: who is audited does not close what was found. */
export const closeFinding = defineCommand({
  name: 'audit-finding.close',
  record: 'audit-finding',
  kind: 'act',
  input: closed({ closure: Words(2000) }),
  who: [AUDITOR],
  from: ['answered'],
})
