import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { ConclusionWord } from './conclusion.ts'
import { BUREAU, CAPABILITY, closed, EXAMINER, Exemplar, LINE, nullable, PURPOSE, Words } from './words.ts'

const COMPARISON_STATES = ['first', 'waiting', 'second', 'agreed', 'disagreed', 'resolved'] as const
/** From here on both examinations are open to the bureau. */
export const OPEN_STATES = ['agreed', 'disagreed', 'resolved'] as const
export const RESOLVED_BY = ['consultation', 'third-examiner'] as const

/**
 * A mark and a finger, looked at by two examiners. Every conclusion goes to a second one, whatever it is: so that it waits says nothing
 * about it.
 */
export const printComparison = defineRecord({
  type: 'print-comparison',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    mark: Ref('latent-mark'),
    exemplar: Exemplar,
    first: Ref('print-examination'),
    firstBy: Words(80),
    second: nullable(Ref('print-examination')),
    secondBy: nullable(Words(80)),
    /** Null until both agree or a third person has settled it. */
    conclusion: nullable(ConclusionWord),
    resolution: nullable(
      closed({ way: Type.Enum(RESOLVED_BY), grounds: Words(4000), by: Words(80), at: Instant }),
    ),
    state: Type.Enum(COMPARISON_STATES),
  }),
  title: (b) => `${b.exemplar.finger}`,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    mark: { kind: 'text', path: 'mark' },
    firstBy: { kind: 'text', path: 'firstBy' },
    secondBy: { kind: 'text', path: 'secondBy' },
    conclusion: { kind: 'text', path: 'conclusion' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['firstBy', 'secondBy', 'conclusion', 'state'],
  states: { path: 'state', all: COMPARISON_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.print-comparison' },
  readers: [...BUREAU],
})
export type PrintComparison = Static<typeof printComparison.body>

/** By somebody who was neither the first nor the second. */
export const resolveComparison = defineCommand({
  name: 'print-comparison.resolve',
  record: 'print-comparison',
  kind: 'act',
  input: closed({ word: ConclusionWord, way: Type.Enum(RESOLVED_BY), grounds: Words(4000) }),
  who: [EXAMINER],
  from: ['disagreed'],
})
