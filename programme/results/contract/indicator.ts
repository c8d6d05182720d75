import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  APPROVER,
  AREAS,
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  DIMENSIONS,
  GOALS,
  LINE,
  nullable,
  OFFICER,
  Words,
} from './words.ts'

const STATES = ['draft', 'in-use', 'retired'] as const

const facts = {
  title: Words(200),
  /** What is counted and what is not, so that two people count alike. */
  definition: Words(2000),
  unit: Words(60),
  /** Results chain, as IATI 2.03 ResultType has it. */
  level: Type.Enum(['output', 'outcome', 'impact']),
  /** `sum`: different things, which add. `ratio`: numerators and denominators add. `never`: nothing is added. */
  aggregation: Type.Enum(['sum', 'ratio', 'never']),
  numerator: nullable(Words(300)),
  denominator: nullable(Words(300)),
  /** Every value is split by all of these, or by none. */
  dimensions: Type.Array(Type.Enum(DIMENSIONS), { maxItems: 3, uniqueItems: true }),
  frequency: Type.Enum(['quarter', 'half', 'year']),
  area: Type.Enum(AREAS),
  goal: Type.Enum(GOALS),
  /** Where a value comes from and how it can be looked up again. */
  verification: Words(500),
  /** Published fact the value can be computed from; null: it is reported by hand. */
  fact: nullable(Words(80)),
  /** Public counts of persons smaller than this are withheld. */
  leastCount: Type.Integer({ minimum: 1, maximum: 100 }),
  /** It says what a programme changed: values need a comparison group and an uncertainty. */
  claimsEffect: Type.Boolean(),
}

/** One measure of the results framework. */
export const indicator = defineRecord({
  type: 'indicator',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ code: Code, ...facts, state: Type.Enum(STATES) }),
  title: (b) => `${b.code} ${b.title}`,
  label: { class: 'official' },
  searched: {
    code: { kind: 'text', path: 'code' },
    title: { kind: 'text', path: 'title' },
    area: { kind: 'text', path: 'area' },
    goal: { kind: 'text', path: 'goal' },
    aggregation: { kind: 'text', path: 'aggregation' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.definition, b.verification],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.indicator' },
  readers: [OFFICER, APPROVER, AUDITOR],
})
export type IndicatorBody = Static<typeof indicator.body>

export const defineIndicator = defineCommand({
  name: 'indicator.define',
  record: 'indicator',
  kind: 'create',
  input: closed({
    code: Code,
    ...facts,
    /** It counts what an exercise did, and never what was in earnest. */
    exercise: Type.Optional(Type.Boolean()),
  }),
  who: [OFFICER],
})

const act = { record: 'indicator', kind: 'act', who: [OFFICER] } as const

/** Only while nothing is measured by it: another definition is another indicator. */
export const amendIndicator = defineCommand({
  ...act,
  name: 'indicator.amend',
  input: closed(facts),
  from: ['draft'],
})

export const useIndicator = defineCommand({
  ...act,
  name: 'indicator.use',
  input: closed({}),
  from: ['draft'],
})

export const retireIndicator = defineCommand({
  ...act,
  name: 'indicator.retire',
  input: closed({}),
  from: ['in-use'],
  reason: 'required',
})
