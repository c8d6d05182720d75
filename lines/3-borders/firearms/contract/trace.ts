import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, Country, Day, LINE, nullable, OFFICER, READERS, Words } from './words.ts'

const TRACE_STATES = ['drafted', 'sent', 'answered', 'withdrawn'] as const
const ROUTES = ['etrace', 'iarms', 'central-bureau', 'bilateral', 'own-registry'] as const
const OUTCOMES = ['traced', 'partly-traced', 'untraceable'] as const
/** Why an answer names no purchaser. */
const UNTRACEABLE_BECAUSE = [
  'serial-unreadable',
  'serial-invalid',
  'description-incomplete',
  'too-old',
  'records-absent',
  'state-stock',
  'refused',
  'other',
] as const
/** Nation parameter: days within which an answer is expected. There is no default. */
export const ANSWER_DAYS = 'firearms.trace-answer-days'

const Answer = closed({
  outcome: Type.Enum(OUTCOMES),
  because: nullable(Type.Enum(UNTRACEABLE_BECAUSE)),
  /** First known retail sale. */
  soldOn: nullable(Day),
  lastKnownCountry: nullable(Country),
  dealer: nullable(Words(200)),
  purchaser: nullable(AnyRef()),
  text: nullable(Words(4000)),
})
export type TraceAnswer = Static<typeof Answer>

/** Fields 1a to 4a of ATF form 3312.1. */
const facts = {
  firearm: Ref('firearm'),
  reference: Words(60),
  priority: Type.Enum(['routine', 'urgent']),
  justification: nullable(Words(500)),
  instructions: nullable(Words(1000)),
  crimeCode: nullable(Words(40)),
  projectCode: nullable(Words(40)),
  askedOf: closed({ country: Country, authority: Words(120) }),
  route: Type.Enum(ROUTES),
}

/** A request to the country of manufacture or of the last lawful import, and what came back. */
export const firearmTrace = defineRecord({
  type: 'firearm-trace',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    sentAt: nullable(Instant),
    /** Null where the nation has set no clock. */
    dueAt: nullable(Instant),
    clock: nullable(closed({ days: Type.Number({ minimum: 0 }), source: Words(500) })),
    answeredAt: nullable(Instant),
    answer: nullable(Answer),
    /** Days from the first known retail sale to the recovery; null unless both are known. */
    timeToCrimeDays: nullable(Type.Integer({ minimum: 0 })),
    state: Type.Enum(TRACE_STATES),
  }),
  title: (b) => `${b.reference} → ${b.askedOf.country}`,
  label: { class: 'restricted' },
  searched: {
    firearm: { kind: 'text', path: 'firearm' },
    reference: { kind: 'text', path: 'reference' },
    priority: { kind: 'text', path: 'priority' },
    country: { kind: 'text', path: 'askedOf.country' },
    sentAt: { kind: 'time', path: 'sentAt' },
    dueAt: { kind: 'time', path: 'dueAt' },
    outcome: { kind: 'text', path: 'answer.outcome' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['reference', 'country', 'priority', 'sentAt', 'dueAt', 'state'],
  states: { path: 'state', all: TRACE_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.firearm-trace' },
  readers: [...READERS],
})
export type FirearmTrace = Static<typeof firearmTrace.body>

const act = { record: 'firearm-trace', kind: 'act', who: [OFFICER] } as const

export const draftTrace = defineCommand({
  name: 'firearm-trace.draft',
  record: 'firearm-trace',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})
/** It left by its route; the nation's clock runs from here. */
export const sendTrace = defineCommand({
  ...act,
  name: 'firearm-trace.send',
  input: closed({}),
  from: ['drafted'],
})
export const answerTrace = defineCommand({
  ...act,
  name: 'firearm-trace.answer',
  input: closed({ answer: Answer }),
  from: ['sent'],
})
export const withdrawTrace = defineCommand({
  ...act,
  name: 'firearm-trace.withdraw',
  input: closed({}),
  from: ['drafted', 'sent'],
  reason: 'required',
})
