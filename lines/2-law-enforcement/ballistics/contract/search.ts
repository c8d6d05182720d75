import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, ENGINE, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

const SEARCH_STATES = ['queued', 'done', 'failed', 'reviewed'] as const

/**
 * One surface sought among all. What it found lies apart, each line under the label of the surface it names: nobody learns here, not even
 * by a count, of one that they may not read.
 */
export const search = defineRecord({
  type: 'ballistic-search',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    surface: Ref('ballistic-surface'),
    specimen: Ref('ballistic-specimen'),
    engine: nullable(Words(80)),
    problem: nullable(Words(300)),
    doneAt: nullable(Instant),
    review: nullable(Words(1000)),
    state: Type.Enum(SEARCH_STATES),
  }),
  title: (b) => b.state,
  label: { class: 'restricted' },
  searched: {
    surface: { kind: 'text', path: 'surface' },
    specimen: { kind: 'text', path: 'specimen' },
    doneAt: { kind: 'time', path: 'doneAt' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['specimen', 'doneAt', 'state'],
  states: { path: 'state', all: SEARCH_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.ballistic-search' },
  readers: [...LABORATORY],
})
export type BallisticSearch = Static<typeof search.body>

export const askSearch = defineCommand({
  name: 'ballistic-search.ask',
  record: 'ballistic-search',
  kind: 'create',
  input: closed({ surface: Ref('ballistic-surface') }),
  who: [EXAMINER],
})
export const finishSearch = defineCommand({
  name: 'ballistic-search.finish',
  record: 'ballistic-search',
  kind: 'act',
  input: closed({ engine: Words(80), problem: nullable(Words(300)) }),
  who: [ENGINE],
  from: ['queued'],
})
/** An examiner has gone through the list. */
export const reviewSearch = defineCommand({
  name: 'ballistic-search.review',
  record: 'ballistic-search',
  kind: 'act',
  input: closed({ review: Words(1000) }),
  who: [EXAMINER],
  from: ['done'],
})
