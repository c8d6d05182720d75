import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { closed, CONTROLLER, Day, Nation, nullable, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS, SEATING, VETTING } from './words.ts'

const STATES = ['submitted', 'cleared', 'rejected', 'suspended'] as const
const facts = {
  /** A unit by its name; a person by the reference of the submission alone. */
  of: Type.Enum(['unit', 'person']),
  subject: Words(120),
  unit: Words(120),
  nation: Nation,
  donor: Words(120),
  /** The donor's rule, e.g. 22 U.S.C. 2378d. */
  rule: Words(200),
  /** The donor's own number. */
  reference: Words(60),
  submitted: Day,
}

/**
 * Result of human-rights vetting under a donor's rule. The result and its term only: there is no field for what was found, and
 * none may be added.
 */
export const vettingResult = defineRecord({
  type: 'vetting-result',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    decided: nullable(Day),
    /** Last day on which a clearance counts. */
    until: nullable(Day),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.reference} ${b.unit}`,
  label: { class: 'restricted' },
  searched: {
    subject: { kind: 'text', path: 'subject' },
    unit: { kind: 'text', path: 'unit' },
    nation: { kind: 'text', path: 'nation' },
    donor: { kind: 'text', path: 'donor' },
    rule: { kind: 'text', path: 'rule' },
    until: { kind: 'text', path: 'until' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['unit', 'nation', 'donor', 'until', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.vetting-result' },
  readers: [...READERS, VETTING, ...SEATING],
})
export type VettingResult = Static<typeof vettingResult.body>

export const submitVetting = defineCommand({
  name: 'vetting-result.submit',
  record: 'vetting-result',
  kind: 'create',
  input: closed(facts),
  who: [VETTING],
})
const decide = {
  record: 'vetting-result',
  kind: 'act',
  who: [VETTING],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
} as const
export const clearVetting = defineCommand({
  ...decide,
  name: 'vetting-result.clear',
  input: closed({ decided: Day, until: Day }),
  from: ['submitted', 'suspended'],
})
export const rejectVetting = defineCommand({
  ...decide,
  name: 'vetting-result.reject',
  input: closed({ decided: Day }),
  from: ['submitted', 'suspended'],
})
/** A clearance rests at once; nobody needs to agree to being careful. */
export const suspendVetting = defineCommand({
  name: 'vetting-result.suspend',
  record: 'vetting-result',
  kind: 'act',
  who: [VETTING, CONTROLLER],
  input: closed({ decided: Day }),
  from: ['submitted', 'cleared'],
})
