import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

const CORRELATION_STATES = ['entered', 'withdrawn'] as const
const facts = {
  /** System and version that correlated: its files are closed and not read here. */
  system: Words(120),
  site: Words(120),
  specimen: Ref('ballistic-specimen'),
  /** The other case, by the number its laboratory gives it. A hit links cases, not items. */
  otherCase: Words(80),
  /** Nation of that case, ISO 3166-1 alpha-3. */
  nation: Type.String({ pattern: '^[A-Z]{3}$' }),
  /** The specimen here, where the other case is this nation's and in this register. */
  otherSpecimen: nullable(Ref('ballistic-specimen')),
  area: Type.Enum(['breech-face', 'firing-pin', 'ejector', 'land']),
  rank: Type.Integer({ minimum: 1, maximum: 100_000 }),
  /** On that system's own scale, comparable with nothing else. */
  score: nullable(Type.Number()),
  correlatedAt: Instant,
}

/** What a correlation system with closed files found, entered by hand at case level. A lead like any other. */
export const correlation = defineRecord({
  type: 'external-correlation',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(CORRELATION_STATES) }),
  title: (b) => `${b.nation} ${b.otherCase}`,
  label: { class: 'restricted' },
  searched: {
    system: { kind: 'text', path: 'system' },
    specimen: { kind: 'text', path: 'specimen' },
    otherCase: { kind: 'text', path: 'otherCase' },
    nation: { kind: 'text', path: 'nation' },
    rank: { kind: 'integer', path: 'rank' },
    correlatedAt: { kind: 'time', path: 'correlatedAt' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['system', 'otherCase', 'nation', 'rank', 'correlatedAt', 'state'],
  states: { path: 'state', all: CORRELATION_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.external-correlation' },
  readers: [...LABORATORY],
})
export type ExternalCorrelation = Static<typeof correlation.body>

export const enterCorrelation = defineCommand({
  name: 'external-correlation.enter',
  record: 'external-correlation',
  kind: 'create',
  input: closed(facts),
  who: [EXAMINER],
})
export const withdrawCorrelation = defineCommand({
  name: 'external-correlation.withdraw',
  record: 'external-correlation',
  kind: 'act',
  input: closed({}),
  who: [EXAMINER],
  from: ['entered'],
  reason: 'required',
})
