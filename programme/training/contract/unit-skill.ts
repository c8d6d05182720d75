import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  INSTRUCTOR,
  LINE,
  Nation,
  NOMINATOR,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = ['needed', 'ended'] as const
const facts = {
  nation: Nation,
  unit: Words(120),
  code: Code,
  /** People of the unit who are to hold it at any time. */
  needed: Type.Integer({ minimum: 1, maximum: 1000 }),
}

/** How many of a unit are to hold a qualification; the skills matrix shows what is lacking. */
export const unitSkill = defineRecord({
  type: 'unit-skill',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(STATES) }),
  title: (b) => `${b.unit}: ${b.needed} × ${b.code}`,
  label: { class: 'official' },
  searched: {
    nation: { kind: 'text', path: 'nation' },
    unit: { kind: 'text', path: 'unit' },
    code: { kind: 'text', path: 'code' },
    needed: { kind: 'integer', path: 'needed' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.unit-skill' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR],
})
export type UnitSkill = Static<typeof unitSkill.body>

export const needSkill = defineCommand({
  name: 'unit-skill.need',
  record: 'unit-skill',
  kind: 'create',
  input: closed(facts),
  who: [REGISTRAR, NOMINATOR],
})

export const amendSkill = defineCommand({
  name: 'unit-skill.amend',
  record: 'unit-skill',
  kind: 'act',
  input: closed({ needed: facts.needed }),
  who: [REGISTRAR, NOMINATOR],
  from: ['needed'],
})

export const endSkill = defineCommand({
  name: 'unit-skill.end',
  record: 'unit-skill',
  kind: 'act',
  input: closed({}),
  who: [REGISTRAR, NOMINATOR],
  from: ['needed'],
})
