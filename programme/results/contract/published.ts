import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  Amount,
  APPROVER,
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  Day,
  GOALS,
  AREAS,
  LINE,
  Nation,
  nullable,
  OFFICER,
  Period,
  Words,
} from './words.ts'

const STATES = ['published', 'withdrawn'] as const

/** What the public may see of a released value: small counts are already withheld in it. Null: too few to be told. */
export const published = defineRecord({
  type: 'published-result',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    value: Ref('result-value'),
    code: Code,
    title: Words(200),
    unit: Words(60),
    aggregation: Type.Enum(['sum', 'ratio', 'never']),
    area: Type.Enum(AREAS),
    goal: Type.Enum(GOALS),
    nation: Nation,
    period: Period,
    numerator: nullable(Amount),
    denominator: nullable(Amount),
    cells: Type.Array(
      closed({
        sex: nullable(Words(40)),
        age: nullable(Words(40)),
        place: nullable(Words(80)),
        numerator: nullable(Amount),
        denominator: nullable(Amount),
      }),
      { maxItems: 400 },
    ),
    /** Target of the period; null: none is set. */
    target: nullable(Amount),
    source: Words(300),
    releasedOn: Day,
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.code} ${b.nation} ${b.period}`,
  label: { class: 'public' },
  searched: {
    value: { kind: 'text', path: 'value' },
    code: { kind: 'text', path: 'code' },
    nation: { kind: 'text', path: 'nation' },
    period: { kind: 'text', path: 'period' },
    numerator: { kind: 'number', path: 'numerator' },
    goal: { kind: 'text', path: 'goal' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.published-result' },
  readers: [OFFICER, APPROVER, AUDITOR, 'programme-officer', 'programme-controller'],
})
export type Published = Static<typeof published.body>

/** Takes one back alone, e.g. after a complaint; its value is withdrawn by the value's own command. */
export const withdrawPublished = defineCommand({
  name: 'published-result.withdraw',
  record: 'published-result',
  kind: 'act',
  input: closed({}),
  who: [OFFICER],
  from: ['published'],
  reason: 'required',
})
