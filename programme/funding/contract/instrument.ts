import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
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
  PORTAL,
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
  /** Priority of the cooperation dialogue that asked for it. */
  priority: Ref('dialogue-priority'),
  account: Type.Enum(ACCOUNTS),
  ceiling: Decimal,
  currency: Currency,
  performanceFrom: Day,
  performanceUntil: Day,
  /** First day on which money may be obligated. */
  fundsFrom: Day,
  /** Last day on which money may be obligated; after it what is left goes back. */
  fundsExpire: Day,
}

const Deliverable = closed({
  name: Words(160),
  due: Day,
  /** Null until it is handed in. */
  delivered: nullable(Day),
  /** Where it can be seen that it was. */
  evidence: nullable(Words(300)),
})

/** What the nation itself brings in, beside the donor's money and never added to it. */
const HostContribution = closed({
  form: Type.Enum(['cash', 'in-kind']),
  what: Words(200),
  promised: nullable(Decimal),
  received: nullable(Decimal),
  currency: nullable(Currency),
  on: nullable(Day),
})

/** One change of terms, as it was before and after. */
const Amendment = closed({
  on: Day,
  reason: Words(2000),
  ceiling: Type.Array(Decimal, { minItems: 2, maxItems: 2 }),
  performanceUntil: Type.Array(Day, { minItems: 2, maxItems: 2 }),
  fundsExpire: Type.Array(Day, { minItems: 2, maxItems: 2 }),
})
const ROWS_MAX = 200

/** Letter of agreement, grant, contract or inter-agency award under which money may be spent. */
export const instrument = defineRecord({
  type: 'instrument',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    deliverables: Type.Array(Deliverable, { maxItems: ROWS_MAX }),
    hostContributions: Type.Array(HostContribution, { maxItems: ROWS_MAX }),
    amendments: Type.Array(Amendment, { maxItems: ROWS_MAX }),
    state: Type.Enum(INSTRUMENT_STATES),
  }),
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
  fullText: (b) => [b.purpose, b.implementer, ...b.deliverables.map((d) => d.name)],
  states: { path: 'state', all: INSTRUMENT_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.instrument' },
  readers: [OFFICER, CONTROLLER, AUDITOR, PORTAL],
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

/** Something that is owed under it. */
export const planDeliverable = defineCommand({
  ...act,
  name: 'instrument.plan-deliverable',
  input: closed({ deliverable: Words(160), due: Day }),
  from: ['draft', 'active'],
})

/** It was handed in: when, and where that can be seen. */
export const deliver = defineCommand({
  ...act,
  name: 'instrument.deliver',
  input: closed({ deliverable: Words(160), delivered: Day, evidence: Words(300) }),
  from: ['active'],
})

/** What the host nation promised or brought in, in cash or in kind. */
export const recordHostContribution = defineCommand({
  ...act,
  name: 'instrument.record-contribution',
  input: HostContribution,
  from: ['draft', 'active'],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

export const closeInstrument = defineCommand({
  ...act,
  name: 'instrument.close',
  input: closed({}),
  from: ['active'],
  reason: 'required',
})
