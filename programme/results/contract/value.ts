import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { COUNTED_MAX } from './fact.ts'
import {
  Amount,
  APPROVER,
  AUDITOR,
  CAPABILITY,
  closed,
  Code,
  Day,
  LINE,
  Nation,
  nullable,
  OFFICER,
  Period,
  Words,
} from './words.ts'

const STATES = ['reported', 'released', 'withdrawn'] as const
const CELLS_MAX = 400

const Cell = closed({
  sex: nullable(Words(40)),
  age: nullable(Words(40)),
  place: nullable(Words(80)),
  /** Of a sum: the count or amount. */
  numerator: Amount,
  denominator: nullable(Amount),
})

/** A group that had no part in the programme, and how far the difference may be chance. */
const Comparison = closed({
  group: Words(300),
  numerator: Amount,
  denominator: nullable(Amount),
  /** 95 % interval of the difference, in the indicator's unit (of a ratio: percentage points). */
  differenceLow: Type.Number(),
  differenceHigh: Type.Number(),
  method: Words(300),
})

const measured = {
  numerator: Amount,
  /** Of a ratio; null of everything else. */
  denominator: nullable(Amount),
  cells: Type.Array(Cell, { maxItems: CELLS_MAX }),
  comparison: nullable(Comparison),
  /** Document or data set it stands on; files are attached to the record. */
  evidence: Words(300),
}
const measure = { code: Code, nation: Nation, period: Period, ...measured }

/** A nation's value of an indicator in a period. A period not reported has no record: it is missing, not zero. */
export const value = defineRecord({
  type: 'result-value',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    indicator: Ref('indicator'),
    ...measure,
    /** Reported by hand, read from a file, or computed from the node's own records. */
    origin: Type.Enum(['reported', 'file', 'computed']),
    /** Of a computed value: the records that were counted. A link shows to who may read both its ends. */
    counted: Type.Optional(Type.Array(AnyRef(), { maxItems: COUNTED_MAX })),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.code} ${b.nation} ${b.period}`,
  label: { class: 'official' },
  searched: {
    code: { kind: 'text', path: 'code' },
    nation: { kind: 'text', path: 'nation' },
    period: { kind: 'text', path: 'period' },
    numerator: { kind: 'number', path: 'numerator' },
    denominator: { kind: 'number', path: 'denominator' },
    origin: { kind: 'text', path: 'origin' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.result-value' },
  readers: [OFFICER, APPROVER, AUDITOR],
})
export type ResultValue = Static<typeof value.body>
export type Measure = Static<typeof reportValue.input>

export const reportValue = defineCommand({
  name: 'result-value.report',
  record: 'result-value',
  kind: 'create',
  input: closed(measure),
  who: [OFFICER],
})

/** Lines of a file after their preview; a line that breaks a rule is answered with it, the others are taken. */
export const importValues = defineCommand({
  name: 'result-value.import',
  record: 'result-value',
  kind: 'create',
  input: closed({
    file: Words(200),
    lines: Type.Array(closed({ line: Type.Integer({ minimum: 1 }), ...measure }), {
      minItems: 1,
      maxItems: 500,
    }),
  }),
  who: [OFFICER],
})

/** Counts the node's own records by the indicator's published fact. */
export const computeValue = defineCommand({
  name: 'result-value.compute',
  record: 'result-value',
  kind: 'create',
  input: closed({ code: Code, period: Period }),
  who: [OFFICER],
})

const act = { record: 'result-value', kind: 'act' } as const

export const amendValue = defineCommand({
  ...act,
  name: 'result-value.amend',
  input: closed(measured),
  who: [OFFICER],
  from: ['reported'],
  reason: 'required',
})

/** The nation lets its figure out: a second person of the nation decides. From then on everybody may read it. */
export const releaseValue = defineCommand({
  ...act,
  name: 'result-value.release',
  input: closed({ public: Type.Boolean() }),
  who: [OFFICER],
  from: ['reported'],
  approval: { kind: 'maker-checker', by: [APPROVER] },
})

export const withdrawValue = defineCommand({
  ...act,
  name: 'result-value.withdraw',
  input: closed({}),
  who: [OFFICER],
  from: ['reported', 'released'],
  reason: 'required',
})

/** Standards of data quality, USAID ADS 201.3.5.7: each met, met in part, or not. */
const Met = Type.Enum(['met', 'partly', 'not-met'])
const quality = {
  indicator: Ref('indicator'),
  code: Code,
  nation: Nation,
  on: Day,
  validity: Met,
  integrity: Met,
  precision: Met,
  reliability: Met,
  timeliness: Met,
  finding: Words(2000),
  /** What is done about it, by when; null where nothing is to be done. */
  action: nullable(Words(1000)),
  due: nullable(Day),
}

export const assessment = defineRecord({
  type: 'quality-assessment',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...quality, state: Type.Enum(['open', 'closed']) }),
  title: (b) => `${b.code} ${b.nation} ${b.on}`,
  label: { class: 'official' },
  searched: {
    code: { kind: 'text', path: 'code' },
    nation: { kind: 'text', path: 'nation' },
    on: { kind: 'text', path: 'on' },
    due: { kind: 'text', path: 'due' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.finding, b.action ?? ''],
  states: { path: 'state', all: ['open', 'closed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.quality-assessment' },
  readers: [OFFICER, APPROVER, AUDITOR],
})

export const assessQuality = defineCommand({
  name: 'quality-assessment.record',
  record: 'quality-assessment',
  kind: 'create',
  input: closed(quality),
  who: [OFFICER, AUDITOR],
})

export const closeAssessment = defineCommand({
  name: 'quality-assessment.close',
  record: 'quality-assessment',
  kind: 'act',
  input: closed({}),
  who: [OFFICER],
  from: ['open'],
  reason: 'required',
})
