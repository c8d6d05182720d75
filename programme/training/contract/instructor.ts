import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  Day,
  INSTRUCTOR,
  LINE,
  NOMINATOR,
  nullable,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = ['active', 'ended'] as const
const facts = {
  name: Words(120),
  academy: Ref('academy'),
  /** What may be taught, since when, and when it was taught last. */
  teaches: Type.Array(closed({ code: Code, since: Day, last: nullable(Day) }), { maxItems: 40 }),
}

/** Who teaches, and whether still current in it. */
export const instructor = defineRecord({
  type: 'instructor',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(STATES) }),
  title: (b) => b.name,
  label: { class: 'official', personal: true, purposes: ['training'] },
  searched: { name: { kind: 'text', path: 'name' }, state: { kind: 'text', path: 'state' } },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.instructor' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR],
})
export type Instructor = Static<typeof instructor.body>

export const registerInstructor = defineCommand({
  name: 'instructor.register',
  record: 'instructor',
  kind: 'create',
  input: closed(facts),
  who: [REGISTRAR],
})

export const amendInstructor = defineCommand({
  name: 'instructor.amend',
  record: 'instructor',
  kind: 'act',
  input: closed(facts),
  who: [REGISTRAR],
  from: ['active'],
  reason: 'required',
})

export const endInstructor = defineCommand({
  name: 'instructor.end',
  record: 'instructor',
  kind: 'act',
  input: closed({}),
  who: [REGISTRAR],
  from: ['active'],
  reason: 'required',
})
