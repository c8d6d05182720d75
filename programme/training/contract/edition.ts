import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  COSTS,
  Currency,
  Day,
  Decimal,
  INSTRUCTOR,
  LINE,
  Nation,
  NOMINATOR,
  nullable,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = ['planned', 'open', 'seated', 'closed', 'cancelled'] as const

const Cost = closed({
  kind: Type.Enum(COSTS),
  /** Who pays it. */
  funder: Words(120),
  /** For each seat, each seat and day, or once. */
  per: Type.Enum(['seat', 'seat-day', 'edition']),
  amount: Decimal,
  currency: Currency,
})

const plan = {
  from: Day,
  until: Day,
  /** Days on which attendance is taken. */
  days: Type.Array(Day, { minItems: 1, maxItems: 120, uniqueItems: true }),
  place: Words(160),
  seats: Type.Integer({ minimum: 1, maximum: 500 }),
  /** Seats set aside by nation; what a nation leaves open goes round. */
  quotas: Type.Array(closed({ nation: Nation, seats: Type.Integer({ minimum: 0, maximum: 500 }) }), {
    maxItems: 40,
  }),
  nominateBy: Day,
  /** Donor of the seats and its human-rights vetting rule, where it has one. */
  funder: nullable(closed({ name: Words(120), vettingRule: nullable(Words(120)) })),
  instructors: Type.Array(Ref('instructor'), { maxItems: 20, uniqueItems: true }),
  costs: Type.Array(Cost, { maxItems: 40 }),
}

/** A course as it is held once: when, where, by whom, for whom, at whose cost. */
export const edition = defineRecord({
  type: 'course-edition',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    course: Ref('course'),
    code: Code,
    name: Words(160),
    ...plan,
    /** Who did not come and had not withdrawn; taken off the nation's next quota of the course once. */
    noShows: Type.Array(
      closed({ nation: Nation, count: Type.Integer({ minimum: 1 }), charged: Type.Boolean() }),
      {
        maxItems: 40,
      },
    ),
    seatedAt: nullable(Instant),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.code} ${b.from} ${b.place}`,
  label: { class: 'official' },
  searched: {
    code: { kind: 'text', path: 'code' },
    from: { kind: 'text', path: 'from' },
    until: { kind: 'text', path: 'until' },
    place: { kind: 'text', path: 'place' },
    seats: { kind: 'integer', path: 'seats' },
    nominateBy: { kind: 'text', path: 'nominateBy' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.name, b.funder?.name ?? ''],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.course-edition' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR],
})
export type Edition = Static<typeof edition.body>

const act = { record: 'course-edition', kind: 'act' } as const

export const planEdition = defineCommand({
  name: 'course-edition.plan',
  record: 'course-edition',
  kind: 'create',
  input: closed({ course: Ref('course'), ...plan }),
  who: [REGISTRAR],
})

export const amendEdition = defineCommand({
  ...act,
  name: 'course-edition.amend',
  input: closed(plan),
  who: [REGISTRAR],
  from: ['planned', 'open'],
  reason: 'required',
})

/** Nominations may come: every instructor is current by now. */
export const openEdition = defineCommand({
  ...act,
  name: 'course-edition.open',
  input: closed({}),
  who: [REGISTRAR],
  from: ['planned'],
})

/** Gives the seats by quota, prerequisite and vetting; may be given again while nobody has come. */
export const seatEdition = defineCommand({
  ...act,
  name: 'course-edition.seat',
  input: closed({}),
  who: [REGISTRAR],
  from: ['open', 'seated'],
})

/** Attendance from a screen or from a file that was away; `expected` is what the file began from. */
export const attendEdition = defineCommand({
  ...act,
  name: 'course-edition.attend',
  input: closed({
    origin: Type.Enum(['screen', 'file']),
    entries: Type.Array(
      closed({
        nomination: Ref('nomination'),
        day: Day,
        present: nullable(Type.Boolean()),
        /** What stood there when the file left; what stands there now has to be the same. */
        expected: nullable(Type.Boolean()),
      }),
      { minItems: 1, maxItems: 5000 },
    ),
  }),
  who: [REGISTRAR, INSTRUCTOR],
  from: ['seated'],
})

/** The course is over: outcomes stand, no-shows are charged to their nation's quota, follow-ups are due in six months. */
export const closeEdition = defineCommand({
  ...act,
  name: 'course-edition.close',
  input: closed({}),
  who: [REGISTRAR],
  from: ['seated'],
})

export const cancelEdition = defineCommand({
  ...act,
  name: 'course-edition.cancel',
  input: closed({}),
  who: [REGISTRAR],
  from: ['planned', 'open', 'seated'],
  reason: 'required',
})
