import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  ACCOUNTS,
  AREAS,
  AUDITOR,
  CAPABILITY,
  closed,
  CONTROLLER,
  Currency,
  Day,
  Decimal,
  GOALS,
  INSTRUMENTS,
  LINE,
  Nation,
  nullable,
  OFFICER,
  Words,
} from './words.ts'

const INSTRUMENT_STATES = ['draft', 'active', 'closed'] as const

const facts = {
  reference: Words(60),
  kind: Type.Enum(INSTRUMENTS),
  purpose: Words(600),
  donor: Words(120),
  implementer: Words(120),
  nation: nullable(Nation),
  area: Type.Enum(AREAS),
  goal: Type.Enum(GOALS),
  /** Priority of the cooperation dialogue that asked for it, as its record words it. */
  priority: Words(300),
  account: Type.Enum(ACCOUNTS),
  ceiling: Decimal,
  currency: Currency,
  performanceFrom: Day,
  performanceUntil: Day,
  /** Last day on which money may be obligated; after it what is left goes back. */
  fundsExpire: Day,
}

/** Letter of agreement, grant, contract or inter-agency award under which money may be spent. */
export const instrument = defineRecord({
  type: 'instrument',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(INSTRUMENT_STATES) }),
  title: (b) => `${b.reference} ${b.purpose.slice(0, 80)}`,
  label: { class: 'official' },
  searched: {
    reference: { kind: 'text', path: 'reference' },
    kind: { kind: 'text', path: 'kind' },
    nation: { kind: 'text', path: 'nation' },
    area: { kind: 'text', path: 'area' },
    donor: { kind: 'text', path: 'donor' },
    performanceUntil: { kind: 'text', path: 'performanceUntil' },
    fundsExpire: { kind: 'text', path: 'fundsExpire' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['reference', 'kind', 'nation', 'donor', 'fundsExpire', 'state'],
  fullText: (b) => [b.purpose, b.priority, b.implementer],
  states: { path: 'state', all: INSTRUMENT_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.instrument' },
  readers: [OFFICER, CONTROLLER, AUDITOR],
})
export type Instrument = Static<typeof instrument.body>

export const draftInstrument = defineCommand({
  name: 'instrument.draft',
  record: 'instrument',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})

const act = { record: 'instrument', kind: 'act', who: [OFFICER] } as const

/** Other terms: ceiling, period, expiry. */
export const amendInstrument = defineCommand({
  ...act,
  name: 'instrument.amend',
  input: Type.Partial(closed(facts), { additionalProperties: false, minProperties: 1 }),
  from: ['draft', 'active'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

export const activateInstrument = defineCommand({
  ...act,
  name: 'instrument.activate',
  input: closed({}),
  from: ['draft'],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

export const closeInstrument = defineCommand({
  ...act,
  name: 'instrument.close',
  input: closed({}),
  from: ['active'],
  reason: 'required',
})
