import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  closed,
  CONTROLLER,
  Currency,
  Day,
  Decimal,
  nullable,
  OFFICER,
  Words,
} from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const contractFacts = {
  project: Ref('capital-project'),
  reference: Words(60),
  contractor: Words(160),
  scope: Words(600),
  amount: Decimal,
  currency: Currency,
  signed: Day,
  finish: Day,
}
const Variation = closed({ on: Day, amount: Decimal, reason: Words(600) })

/** A contract of the works and its variations; variations may be negative. */
export const workContract = defineRecord({
  type: 'project-contract',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...contractFacts,
    variations: Type.Array(Variation, { maxItems: 500 }),
    state: Type.Enum(['running', 'finished', 'ended']),
  }),
  title: (b) => `${b.reference} ${b.contractor}`,
  label: { class: 'official' },
  searched: {
    project: { kind: 'text', path: 'project' },
    contractor: { kind: 'text', path: 'contractor' },
    finish: { kind: 'text', path: 'finish' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['contractor', 'finish', 'state'],
  fullText: (b) => [b.scope],
  states: { path: 'state', all: ['running', 'finished', 'ended'] },
  retention: { kind: 'nation-sets', parameter: 'retention.project-contract' },
  readers: READERS,
})
export type WorkContract = Static<typeof workContract.body>

export const signContract = defineCommand({
  name: 'project-contract.sign',
  record: 'project-contract',
  kind: 'create',
  input: closed(contractFacts),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
export const varyContract = defineCommand({
  name: 'project-contract.vary',
  record: 'project-contract',
  kind: 'act',
  input: closed({ on: Day, amount: Decimal }),
  who: [OFFICER],
  from: ['running'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
export const finishContract = defineCommand({
  name: 'project-contract.finish',
  record: 'project-contract',
  kind: 'act',
  input: closed({ outcome: Type.Enum(['finished', 'ended']) }),
  who: [OFFICER],
  from: ['running'],
  reason: 'required',
})

const inspectionFacts = {
  project: Ref('capital-project'),
  on: Day,
  inspector: Words(160),
  finding: Words(3000),
  verdict: Type.Enum(['in-order', 'defects', 'works-stopped']),
  /** Share of the works done as the inspector judges, in percent; null where it was not judged. */
  donePercent: nullable(Type.Integer({ minimum: 0, maximum: 100 })),
}

/** What an inspection found; its photographs are the files kept with it. */
export const inspection = defineRecord({
  type: 'project-inspection',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed(inspectionFacts),
  title: (b) => `${b.on}: ${b.inspector}`,
  label: { class: 'official' },
  searched: {
    project: { kind: 'text', path: 'project' },
    on: { kind: 'text', path: 'on' },
    verdict: { kind: 'text', path: 'verdict' },
  },
  fullText: (b) => [b.finding],
  retention: { kind: 'nation-sets', parameter: 'retention.project-inspection' },
  readers: READERS,
})
export type Inspection = Static<typeof inspection.body>

export const recordInspection = defineCommand({
  name: 'project-inspection.record',
  record: 'project-inspection',
  kind: 'create',
  input: closed(inspectionFacts),
  who: [OFFICER],
})
