import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { Afte } from './afte.ts'
import { CAPABILITY, closed, ENGINE, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

const COMPARISON_STATES = ['queued', 'failed', 'compared', 'waiting', 'disagreed', 'concluded'] as const

const Cell = closed({
  row: Type.Integer({ minimum: 0, maximum: 7 }),
  column: Type.Integer({ minimum: 0, maximum: 7 }),
  correlation: Type.Number(),
  congruent: Type.Boolean(),
})

/** What the engine computed. `lead`: worth an examiner's microscope; there is no stronger word. */
const Result = closed({
  decision: Type.Enum(['lead', 'inconclusive', 'no-lead']),
  cmc: nullable(Type.Integer({ minimum: 0 })),
  usable: nullable(Type.Integer({ minimum: 0 })),
  correlation: nullable(Type.Number()),
  /** log10 of the likelihood ratio with its 5th and 95th percentile; null for lands, where no reference set is large enough. */
  lr: nullable(
    closed({
      log10: Type.Number(),
      low: Type.Number(),
      high: Type.Number(),
      bounded: Type.Boolean(),
      referenceSet: Words(300),
    }),
  ),
  /** The second surface on the first. */
  pose: nullable(closed({ degrees: Type.Number(), xUm: Type.Number(), yUm: Type.Number() })),
  cells: Type.Array(Cell, { maxItems: 64 }),
  engine: Words(80),
})
export type ComparisonResult = Static<typeof Result>

const Resolution = closed({ word: Afte, grounds: Words(4000), by: Words(80), at: Instant })

/** Two surfaces, what the engine says, and once two examiners have looked what they concluded. */
export const comparison = defineRecord({
  type: 'ballistic-comparison',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    first: Ref('ballistic-surface'),
    second: Ref('ballistic-surface'),
    /** Both specimens, so that what links them can be found. */
    specimens: Type.Array(Ref('ballistic-specimen'), { minItems: 2, maxItems: 2 }),
    result: nullable(Result),
    problem: nullable(Words(500)),
    firstBy: nullable(Words(80)),
    secondBy: nullable(Words(80)),
    /** Null until both agree or a third has settled it. */
    conclusion: nullable(Afte),
    /** The laboratory that confirmed it on the specimens: the credit is its own. */
    confirmedBy: nullable(Words(120)),
    resolution: nullable(Resolution),
    state: Type.Enum(COMPARISON_STATES),
  }),
  title: (b) => b.state,
  label: { class: 'restricted' },
  searched: {
    first: { kind: 'text', path: 'first' },
    second: { kind: 'text', path: 'second' },
    decision: { kind: 'text', path: 'result.decision' },
    conclusion: { kind: 'text', path: 'conclusion' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['decision', 'conclusion', 'state'],
  states: { path: 'state', all: COMPARISON_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.ballistic-comparison' },
  readers: [...LABORATORY],
})
export type BallisticComparison = Static<typeof comparison.body>

export const askComparison = defineCommand({
  name: 'ballistic-comparison.ask',
  record: 'ballistic-comparison',
  kind: 'create',
  input: closed({ first: Ref('ballistic-surface'), second: Ref('ballistic-surface') }),
  who: [EXAMINER],
})
export const reportComparison = defineCommand({
  name: 'ballistic-comparison.report',
  record: 'ballistic-comparison',
  kind: 'act',
  input: closed({ result: nullable(Result), problem: nullable(Words(500)) }),
  who: [ENGINE],
  from: ['queued'],
})
/** By somebody who was neither the first nor the second. */
export const resolveComparison = defineCommand({
  name: 'ballistic-comparison.resolve',
  record: 'ballistic-comparison',
  kind: 'act',
  input: closed({ word: Afte, grounds: Words(4000) }),
  who: [EXAMINER],
  from: ['disagreed'],
})
