import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { AUDITOR, closed, CONTROLLER, Day, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE } from './words.ts'

const STATES = ['planned', 'field-work', 'reported', 'closed'] as const
const POPULATIONS = ['ledger-entry', 'instrument', 'capital-project', 'assistance'] as const
const facts = {
  reference: Words(60),
  name: Words(200),
  auditor: Words(160),
  scope: Words(2000),
  from: Day,
  until: Day,
}
const Sample = closed({
  population: Type.Enum(POPULATIONS),
  /** What the draw can be repeated by. */
  seed: Words(60),
  populationSize: Type.Integer({ minimum: 0 }),
  drawnAt: Type.String({ format: 'date-time' }),
  chosen: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 500 }),
})

/** An audit: its scope, the sample drawn by a seed, its working papers (files kept with it). */
export const engagement = defineRecord({
  type: 'audit-engagement',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    samples: Type.Array(Sample, { maxItems: 20 }),
    source: nullable(Words(600)),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.reference} ${b.name}`,
  label: { class: 'official' },
  searched: {
    auditor: { kind: 'text', path: 'auditor' },
    until: { kind: 'text', path: 'until' },
    state: { kind: 'text', path: 'state' },
  },
  fullText: (b) => [b.scope],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.audit-engagement' },
  readers: [AUDITOR, OFFICER, CONTROLLER],
})
export type Engagement = Static<typeof engagement.body>

export const planEngagement = defineCommand({
  name: 'audit-engagement.plan',
  record: 'audit-engagement',
  kind: 'create',
  input: closed(facts),
  who: [AUDITOR],
})
/** Reports of past audits that public sources tell, with their recommendations, once. */
export const openOversight = defineCommand({
  name: 'audit-engagement.open-oversight',
  record: 'audit-engagement',
  kind: 'create',
  input: closed({}),
  who: [AUDITOR, OFFICER],
})
/** A seeded draw without return; who has the seed and the ledger draws the same again. */
export const drawSample = defineCommand({
  name: 'audit-engagement.draw',
  record: 'audit-engagement',
  kind: 'act',
  input: closed({
    population: Type.Enum(POPULATIONS),
    seed: Words(60),
    size: Type.Integer({ minimum: 1, maximum: 500 }),
  }),
  who: [AUDITOR],
  from: ['planned', 'field-work'],
})
export const moveEngagement = defineCommand({
  name: 'audit-engagement.move',
  record: 'audit-engagement',
  kind: 'act',
  input: closed({ state: Type.Enum(STATES) }),
  who: [AUDITOR],
  reason: 'required',
})
