import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { relabelDeclarations } from '@basinet/kernel/label/relabel-contract'
import { BOARDING, CAPABILITY, closed, Instant, LINE, Nation, nullable, SUPERVISION, Words } from './words.ts'

const AGES = ['adult', 'child', 'not-assessed'] as const
const CARE_KINDS = [
  'medical',
  'food',
  'water',
  'rest',
  'restraint-on',
  'restraint-off',
  'interpreter',
  'belongings',
  'other',
] as const
const FEAR_DECISIONS = ['may-be-transferred', 'must-not-be-transferred'] as const

const by = Words(80)
const CareLine = closed({ at: Instant, by, kind: Type.Enum(CARE_KINDS), text: Words(1000) })
const noted = {
  number: Words(40),
  name: nullable(Words(120)),
  nationality: nullable(Nation),
  language: nullable(Words(60)),
  heldSince: Instant,
  age: Type.Enum(AGES),
  /** How age was judged; in doubt a person is treated as a child. */
  ageBasis: nullable(Words(500)),
  /** For everybody not known to be an adult: where, and with whom, apart from adults who are not family. */
  apart: nullable(Words(500)),
}

/** One person held in an operation: care, rights and the way to a judicial authority. */
export const heldPerson = defineRecord({
  type: 'held-person',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    interdiction: Ref('interdiction'),
    boarding: nullable(Ref('boarding')),
    ...noted,
    care: Type.Array(CareLine, { maxItems: 1000 }),
    rights: nullable(closed({ at: Instant, by, language: Words(60), interpreter: nullable(Words(120)) })),
    consular: nullable(
      closed({
        at: Instant,
        by,
        state: Type.Enum(['notified', 'declined-by-person', 'not-reached']),
        text: Words(500),
      }),
    ),
    fear: nullable(
      closed({
        at: Instant,
        by,
        words: Words(2000),
        decision: nullable(Type.Enum(FEAR_DECISIONS)),
        decidedAt: nullable(Instant),
        authority: nullable(Words(200)),
      }),
    ),
    /** Set by the nation's law when it was loaded; null: none was. */
    clock: nullable(closed({ hours: Type.Number(), citation: Words(300), dueAt: Instant })),
    landing: nullable(
      closed({
        at: Instant,
        place: Words(200),
        nation: Nation,
        authority: Words(200),
        receivedBy: Words(120),
      }),
    ),
    state: Type.Enum(['aboard', 'landed', 'released']),
  }),
  title: (b) => b.number,
  label: { class: 'restricted', personal: true },
  searched: {
    number: { kind: 'text', path: 'number' },
    age: { kind: 'text', path: 'age' },
    state: { kind: 'text', path: 'state' },
    heldSince: { kind: 'time', path: 'heldSince' },
    dueAt: { kind: 'time', path: 'clock.dueAt' },
    interdiction: { kind: 'text', path: 'interdiction' },
  },
  columns: ['number', 'heldSince', 'age', 'dueAt', 'state'],
  states: { path: 'state', all: ['aboard', 'landed', 'released'] },
  retention: { kind: 'nation-sets', parameter: 'retention.held-person' },
  // The watch that steers the operation does not need to know who they are.
  readers: [BOARDING, ...SUPERVISION],
})
export type HeldPerson = Static<typeof heldPerson.body>

const act = {
  record: 'held-person',
  kind: 'act',
  who: [BOARDING, ...SUPERVISION],
  from: ['aboard'],
} as const

export const recordPerson = defineCommand({
  name: 'held-person.record',
  record: 'held-person',
  kind: 'create',
  input: closed({ interdiction: Ref('interdiction'), boarding: nullable(Ref('boarding')), ...noted }),
  who: [BOARDING],
})
export const noteCare = defineCommand({
  ...act,
  name: 'held-person.care',
  input: closed({ at: Instant, kind: Type.Enum(CARE_KINDS), text: Words(1000) }),
  from: ['aboard', 'landed'],
})
export const assessAge = defineCommand({
  ...act,
  name: 'held-person.assess-age',
  input: closed({ age: Type.Enum(AGES), ageBasis: Words(500), apart: nullable(Words(500)) }),
  reason: 'required',
})
export const readRights = defineCommand({
  ...act,
  name: 'held-person.rights',
  input: closed({ language: Words(60), interpreter: nullable(Words(120)) }),
})
export const noteConsular = defineCommand({
  ...act,
  name: 'held-person.consular',
  input: closed({ state: Type.Enum(['notified', 'declined-by-person', 'not-reached']), text: Words(500) }),
  from: ['aboard', 'landed'],
})
/** Words of fear of return: from now on nobody moves this person to another state until it is decided. */
export const noteFear = defineCommand({
  ...act,
  name: 'held-person.fear',
  input: closed({ words: Words(2000) }),
  from: ['aboard', 'landed'],
})
export const decideFear = defineCommand({
  ...act,
  name: 'held-person.decide-fear',
  who: [...SUPERVISION],
  input: closed({ decision: Type.Enum(FEAR_DECISIONS), authority: Words(200) }),
  from: ['aboard', 'landed'],
  reason: 'required',
})
export const landPerson = defineCommand({
  ...act,
  name: 'held-person.land',
  input: closed({ place: Words(200), nation: Nation, authority: Words(200), receivedBy: Words(120) }),
})
export const releasePerson = defineCommand({
  ...act,
  name: 'held-person.release',
  input: closed({}),
  reason: 'required',
})
export const heldPersonLabels = relabelDeclarations(heldPerson, {
  who: [BOARDING, ...SUPERVISION],
  by: [...SUPERVISION],
})
