import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { BUREAU, CAPABILITY, closed, ENGINE, EXAMINER, LINE, nullable, PURPOSE, Words } from './words.ts'

/** A mark among all cards; a new card among the unsolved marks; a new card among all cards. */
export const SEARCH_KINDS = ['mark-to-cards', 'card-to-marks', 'duplicates'] as const
const SEARCH_STATES = ['queued', 'done', 'failed', 'reviewed'] as const

/**
 * One search. What it found lies apart, each line under the label of the card or mark it names: nobody learns here, not even by a
 * count, of one that they may not read.
 */
export const printSearch = defineRecord({
  type: 'print-search',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    kind: Type.Enum(SEARCH_KINDS),
    probe: AnyRef(),
    /** The locked analysis whose minutiae were sought; null for a card. */
    examination: nullable(Ref('print-examination')),
    engine: nullable(Words(80)),
    problem: nullable(Words(300)),
    doneAt: nullable(Instant),
    review: nullable(Words(1000)),
    state: Type.Enum(SEARCH_STATES),
  }),
  title: (b) => b.kind,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    kind: { kind: 'text', path: 'kind' },
    probeId: { kind: 'text', path: 'probe.id' },
    doneAt: { kind: 'time', path: 'doneAt' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['kind', 'doneAt', 'state'],
  states: { path: 'state', all: SEARCH_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.print-search' },
  readers: [...BUREAU],
})
export type PrintSearch = Static<typeof printSearch.body>

/** Search all cards for a mark by one's own locked analysis. */
export const askSearch = defineCommand({
  name: 'print-search.ask',
  record: 'print-search',
  kind: 'create',
  input: closed({ examination: Ref('print-examination') }),
  who: [EXAMINER],
})

/** What the engine looked for by itself when a card was enrolled. */
export const reportSearch = defineCommand({
  name: 'print-search.report',
  record: 'print-search',
  kind: 'create',
  input: closed({ kind: Type.Enum(SEARCH_KINDS), probe: AnyRef(), engine: Words(80) }),
  who: [ENGINE],
})

export const finishSearch = defineCommand({
  name: 'print-search.finish',
  record: 'print-search',
  kind: 'act',
  input: closed({ engine: Words(80), problem: nullable(Words(300)) }),
  who: [ENGINE],
  from: ['queued'],
})

/** An examiner has gone through the list. */
export const reviewSearch = defineCommand({
  name: 'print-search.review',
  record: 'print-search',
  kind: 'act',
  input: closed({ review: Words(1000) }),
  who: [EXAMINER],
  from: ['done'],
})
