import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { ConclusionWord } from './conclusion.ts'
import {
  BUREAU,
  CAPABILITY,
  closed,
  EXAMINER,
  Exemplar,
  LINE,
  Mark,
  MARKS_MAX,
  nullable,
  Point,
  PURPOSE,
  Words,
} from './words.ts'

const SEATS = ['first', 'second'] as const
const EXAMINATION_STATES = ['analysing', 'analysed', 'comparing', 'concluded', 'no-value'] as const
export const CLARITY = ['high', 'medium', 'low'] as const

const analysis = {
  /** Corners of the part that is used; empty: all of it. */
  region: Type.Array(Point, { maxItems: 200 }),
  marks: Type.Array(Mark, { maxItems: MARKS_MAX }),
  clarity: Type.Enum(CLARITY),
  /** Pressure, movement, substrate, background: what may have changed the mark. */
  distortion: nullable(Words(1000)),
}
const Analysis = closed({ ...analysis, lockedAt: nullable(Instant) })
export type Analysis = Static<typeof Analysis>

/** Set after the exemplar was open, on either print: kept apart from the analysis for ever. */
const LaterMark = closed({ on: Type.Enum(['mark', 'exemplar']), mark: Mark, at: Instant })
const Pair = closed({ inMark: Point, inExemplar: Point })
export type Pair = Static<typeof Pair>
const Pairs = Type.Array(Pair, { maxItems: MARKS_MAX })

/**
 * One examiner's analysis, comparison and evaluation of one mark (ACE-V: SWGFAST, Standards for Examining Friction Ridge Impressions
 * and Resulting Conclusions, 2011). Until the second examiner has concluded only its own examiner reads it: the database sees to that.
 */
export const printExamination = defineRecord({
  type: 'print-examination',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    mark: Ref('latent-mark'),
    comparison: nullable(Ref('print-comparison')),
    seat: Type.Enum(SEATS),
    examiner: Words(80),
    analysis: Analysis,
    exemplar: nullable(Exemplar),
    openedAt: nullable(Instant),
    later: Type.Array(LaterMark, { maxItems: 2 * MARKS_MAX }),
    pairs: Pairs,
    conclusion: nullable(closed({ word: ConclusionWord, grounds: Words(4000), at: Instant })),
    state: Type.Enum(EXAMINATION_STATES),
  }),
  // Says nothing of what was found: titles stand in lists and search.
  title: (b) => b.seat,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    mark: { kind: 'text', path: 'mark' },
    comparison: { kind: 'text', path: 'comparison' },
    seat: { kind: 'text', path: 'seat' },
    examiner: { kind: 'text', path: 'examiner' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['seat', 'examiner', 'state'],
  states: { path: 'state', all: EXAMINATION_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.print-examination' },
  readers: [...BUREAU],
})
export type PrintExamination = Static<typeof printExamination.body>

const act = { record: 'print-examination', kind: 'act', who: [EXAMINER] } as const
const create = { record: 'print-examination', kind: 'create', who: [EXAMINER] } as const

export const beginExamination = defineCommand({
  ...create,
  name: 'print-examination.begin',
  input: closed({ mark: Ref('latent-mark') }),
})

/** Another exemplar against one's own locked analysis. */
export const continueExamination = defineCommand({
  ...create,
  name: 'print-examination.continue',
  input: closed({ examination: Ref('print-examination') }),
})

/** The second examiner's own, from an empty page. */
export const verifyComparison = defineCommand({
  ...create,
  name: 'print-examination.verify',
  input: closed({ comparison: Ref('print-comparison') }),
})

export const analyseMark = defineCommand({
  ...act,
  name: 'print-examination.analyse',
  input: closed(analysis),
  from: ['analysing'],
})

/** After this no word of the analysis changes. */
export const lockAnalysis = defineCommand({
  ...act,
  name: 'print-examination.lock',
  input: closed({ value: Type.Boolean() }),
  from: ['analysing'],
})

export const openExemplar = defineCommand({
  ...act,
  name: 'print-examination.compare',
  input: closed({ exemplar: Exemplar }),
  from: ['analysed'],
})

/** Later marks are added and never taken away; pairs are given whole. */
export const annotateComparison = defineCommand({
  ...act,
  name: 'print-examination.annotate',
  input: closed({
    later: Type.Array(closed({ on: Type.Enum(['mark', 'exemplar']), mark: Mark }), { maxItems: MARKS_MAX }),
    pairs: Pairs,
  }),
  from: ['comparing'],
})

export const concludeExamination = defineCommand({
  ...act,
  name: 'print-examination.conclude',
  input: closed({ word: ConclusionWord, grounds: Words(4000) }),
  from: ['comparing'],
})
