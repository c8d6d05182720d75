import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import {
  AREAS,
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  INSTRUCTOR,
  LINE,
  Mark,
  NOMINATOR,
  nullable,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = ['draft', 'published', 'retired'] as const
const CREDENTIAL_MAX = 20_000

const terms = {
  title: Words(160),
  summary: Words(1000),
  /** Words of the document that asks for it. */
  asked: nullable(Words(300)),
  area: nullable(Type.Enum(AREAS)),
  days: Type.Integer({ minimum: 1, maximum: 365 }),
  /** Mark from which it is passed. */
  passMark: Mark,
  /** Least share attended, per cent. */
  leastAttendance: Mark,
  /** Months a certificate is valid; null: it does not expire. */
  validMonths: nullable(Type.Integer({ minimum: 1, maximum: 240 })),
  /** Codes of courses whose certificates must be held and in date. */
  prerequisites: Type.Array(Code, { maxItems: 12, uniqueItems: true }),
  /** Months after which an instructor who has not taught it is no longer current; null: no limit. */
  instructorMonths: nullable(Type.Integer({ minimum: 1, maximum: 120 })),
}

const Endorsement = closed({
  by: Words(160),
  did: Words(120),
  at: Instant,
  /** The signed EndorsementCredential as it came. */
  credential: Words(CREDENTIAL_MAX),
})

/** What a course asks, teaches and certifies. */
export const course = defineRecord({
  type: 'course',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    code: Code,
    academy: nullable(Ref('academy')),
    ...terms,
    endorsements: Type.Array(Endorsement, { maxItems: 32 }),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.code} ${b.title}`,
  label: { class: 'official' },
  searched: {
    code: { kind: 'text', path: 'code' },
    title: { kind: 'text', path: 'title' },
    area: { kind: 'text', path: 'area' },
    days: { kind: 'integer', path: 'days' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.summary, b.asked ?? ''],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.course' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR],
})
export type Course = Static<typeof course.body>

export const openCatalogue = defineCommand({
  name: 'course.open-catalogue',
  record: 'course',
  kind: 'create',
  input: closed({}),
  who: [REGISTRAR],
})

export const defineCourse = defineCommand({
  name: 'course.define',
  record: 'course',
  kind: 'create',
  input: closed({ code: Code, academy: Ref('academy'), ...terms }),
  who: [REGISTRAR],
})

const act = { record: 'course', kind: 'act', who: [REGISTRAR] } as const

export const amendCourse = defineCommand({
  ...act,
  name: 'course.amend',
  input: closed({ academy: Ref('academy'), ...terms }),
  from: ['draft', 'published'],
  reason: 'required',
})

/** The academy teaches it as it stands; a draft of the catalogue is completed by its academy first. */
export const publishCourse = defineCommand({
  ...act,
  name: 'course.publish',
  input: closed({}),
  from: ['draft'],
})

export const retireCourse = defineCommand({
  ...act,
  name: 'course.retire',
  input: closed({}),
  from: ['published'],
  reason: 'required',
})

/** Takes another academy's endorsement of this course in; every certificate issued from then on carries it. */
export const endorseCourse = defineCommand({
  ...act,
  name: 'course.endorse',
  input: closed({ credential: Words(CREDENTIAL_MAX) }),
  from: ['draft', 'published'],
})
