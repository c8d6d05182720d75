import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, PersonRef } from '@basinet/kernel/contract'
import { BUREAU, CAPABILITY, closed, LINE, MANAGER, PURPOSE, Words } from './words.ts'

export const TASKS = ['examination', 'verification'] as const
const facts = {
  /** Account of the examiner. */
  examiner: PersonRef('active'),
  task: Type.Enum(TASKS),
  certificate: Words(200),
  /** Proficiency test: provider, round and result. */
  test: Words(200),
  testedAt: Instant,
  validUntil: Instant,
}

/** That somebody may conclude, on what test, and until when. */
export const printCompetence = defineRecord({
  type: 'print-competence',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(['current', 'withdrawn']) }),
  title: (b) => `${b.task} ${b.validUntil.slice(0, 10)}`,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    examiner: { kind: 'text', path: 'examiner' },
    task: { kind: 'text', path: 'task' },
    validUntil: { kind: 'time', path: 'validUntil' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['examiner', 'task', 'validUntil', 'state'],
  states: { path: 'state', all: ['current', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.print-competence' },
  readers: [...BUREAU],
})
export type PrintCompetence = Static<typeof printCompetence.body>

export const recordCompetence = defineCommand({
  name: 'print-competence.record',
  record: 'print-competence',
  kind: 'create',
  input: closed(facts),
  who: [MANAGER],
})

export const withdrawCompetence = defineCommand({
  name: 'print-competence.withdraw',
  record: 'print-competence',
  kind: 'act',
  input: closed({}),
  who: [MANAGER],
  from: ['current'],
  reason: 'required',
})
