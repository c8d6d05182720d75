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
  Mark,
  Nation,
  NOMINATOR,
  nullable,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = [
  'nominated',
  'seated',
  'waiting',
  'refused',
  'withdrawn',
  'no-show',
  'completed',
  'not-completed',
] as const
/** Why a nomination has no seat. The vetting says that it is not cleared, never why. */
export const REFUSALS = [
  'prerequisite',
  'vetting-none',
  'vetting-submitted',
  'vetting-rejected',
  'vetting-suspended',
  'vetting-expired',
  'vetting-rule',
] as const
export type Refused = (typeof REFUSALS)[number]

const candidate = {
  nation: Nation,
  agency: Words(120),
  unit: Words(120),
  name: Words(120),
  sex: Type.Enum(['female', 'male', 'not-stated']),
  /** Identifier that stands for the person in certificates, the same in all of them. */
  holder: nullable(Type.String({ format: 'uuid' })),
  /** 1 is the nation's first. */
  priority: Type.Integer({ minimum: 1, maximum: 500 }),
  /** Number under which the vetting was submitted; its result is kept with assistance. */
  vettingReference: nullable(Words(60)),
}

const Travel = closed({
  travel: nullable(Words(300)),
  lodging: nullable(Words(300)),
  /** Who pays travel, lodging and per diem of this person. */
  funder: Words(120),
})

/** A person a nation puts forward for an edition, and what became of it. */
export const nomination = defineRecord({
  type: 'nomination',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    edition: Ref('course-edition'),
    code: Code,
    ...candidate,
    why: nullable(Type.Enum(REFUSALS)),
    /** The course whose certificate is lacking or has run out. */
    lacks: nullable(Code),
    /** Place among the alternates, 1 the next to move up. */
    place: nullable(Type.Integer({ minimum: 1 })),
    attendance: Type.Array(closed({ day: Day, present: Type.Boolean() }), { maxItems: 120 }),
    /** Kirkpatrick level 1: 1 to 5. */
    reaction: nullable(Type.Number({ minimum: 1, maximum: 5 })),
    /** Level 2: marks before and after. */
    pre: nullable(Mark),
    post: nullable(Mark),
    passed: nullable(Type.Boolean()),
    /** Day on which level 3 is asked for. */
    followUpOn: nullable(Day),
    /** Level 3: what was taught is seen on the job. */
    behaviour: nullable(Type.Boolean()),
    /** Level 4: what came of it, in words. */
    result: nullable(Words(1000)),
    followedOn: nullable(Day),
    arrangements: nullable(Travel),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.nation} ${b.priority}: ${b.name}, ${b.code}`,
  label: { class: 'official', personal: true, purposes: ['training'] },
  searched: {
    edition: { kind: 'text', path: 'edition' },
    code: { kind: 'text', path: 'code' },
    nation: { kind: 'text', path: 'nation' },
    unit: { kind: 'text', path: 'unit' },
    name: { kind: 'text', path: 'name' },
    holder: { kind: 'text', path: 'holder' },
    priority: { kind: 'integer', path: 'priority' },
    followUpOn: { kind: 'text', path: 'followUpOn' },
    why: { kind: 'text', path: 'why' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'nation', 'unit', 'code', 'priority', 'state', 'why'],
  fullText: (b) => [b.agency, b.unit],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.nomination' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR],
})
export type Nomination = Static<typeof nomination.body>

export const submitNomination = defineCommand({
  name: 'nomination.submit',
  record: 'nomination',
  kind: 'create',
  input: closed({ edition: Ref('course-edition'), ...candidate }),
  who: [NOMINATOR],
})

const act = { record: 'nomination', kind: 'act' } as const

export const setVetting = defineCommand({
  ...act,
  name: 'nomination.set-vetting',
  input: closed({ vettingReference: Words(60) }),
  who: [NOMINATOR],
  from: ['nominated', 'waiting', 'refused'],
})

/** A seat that becomes free goes to the next alternate: of the same nation first. */
export const withdrawNomination = defineCommand({
  ...act,
  name: 'nomination.withdraw',
  input: closed({}),
  who: [NOMINATOR, REGISTRAR],
  from: ['nominated', 'seated', 'waiting', 'refused'],
  reason: 'required',
})

export const arrangeNomination = defineCommand({
  ...act,
  name: 'nomination.arrange',
  input: Travel,
  who: [REGISTRAR, NOMINATOR],
  from: ['seated'],
})

export const assessNomination = defineCommand({
  ...act,
  name: 'nomination.assess',
  input: closed({
    pre: nullable(Mark),
    post: nullable(Mark),
    reaction: nullable(Type.Number({ minimum: 1, maximum: 5 })),
  }),
  who: [REGISTRAR, INSTRUCTOR],
  from: ['seated'],
})

/** Six months on: is what was taught seen on the job, and what came of it. */
export const followNomination = defineCommand({
  ...act,
  name: 'nomination.follow-up',
  input: closed({ behaviour: Type.Boolean(), result: nullable(Words(1000)) }),
  who: [REGISTRAR, NOMINATOR],
  from: ['completed'],
})
