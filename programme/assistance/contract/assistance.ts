import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AREAS,
  closed,
  CONTROLLER,
  Currency,
  Day,
  Decimal,
  GOALS,
  Nation,
  nullable,
  OFFICER,
  Words,
} from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const KINDS = ['advisor', 'mentor', 'training-grant', 'equipment-grant', 'technical-support'] as const
const STATES = ['requested', 'agreed', 'handed-over', 'closed', 'refused'] as const
const request = {
  reference: Words(60),
  kind: Type.Enum(KINDS),
  what: Words(600),
  nation: Nation,
  /** Unit that receives it, as vetting names it. */
  unit: Words(120),
  requestedBy: Words(160),
  requestedOn: Day,
  area: Type.Enum(AREAS),
  goal: Type.Enum(GOALS),
  priority: Ref('dialogue-priority'),
}
const terms = {
  donor: Words(120),
  terms: Words(3000),
  /** Rule of the donor under which the unit is vetted; null where it has none. */
  rule: nullable(Words(200)),
  instrument: nullable(Ref('instrument')),
  from: Day,
  until: nullable(Day),
  /** Cost of keeping it up, a year, and who bears it. */
  sustainmentCost: nullable(Decimal),
  sustainmentCurrency: nullable(Currency),
  sustainmentPayer: nullable(Words(120)),
}
const HandOver = closed({ on: Day, givenBy: Words(160), receivedBy: Words(160), paper: Words(200) })
const EndUse = closed({
  on: Day,
  by: Words(160),
  found: Type.Enum(['in-use', 'stored', 'out-of-order', 'missing', 'used-otherwise']),
  note: nullable(Words(600)),
})

/** One advisor, mentor, grant of training or equipment, or technical support: from the request to its result. */
export const assistance = defineRecord({
  type: 'assistance',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...request,
    agreed: nullable(closed(terms)),
    handOver: nullable(HandOver),
    endUse: Type.Array(EndUse, { maxItems: 200 }),
    result: nullable(Words(3000)),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.reference} ${b.what.slice(0, 120)}`,
  label: { class: 'official' },
  searched: {
    kind: { kind: 'text', path: 'kind' },
    nation: { kind: 'text', path: 'nation' },
    unit: { kind: 'text', path: 'unit' },
    area: { kind: 'text', path: 'area' },
    donor: { kind: 'text', path: 'agreed.donor' },
    requestedOn: { kind: 'text', path: 'requestedOn' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['kind', 'nation', 'unit', 'donor', 'state'],
  fullText: (b) => [b.what, b.requestedBy, b.result ?? ''],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.assistance' },
  readers: READERS,
})
export type Assistance = Static<typeof assistance.body>

export const requestAssistance = defineCommand({
  name: 'assistance.request',
  record: 'assistance',
  kind: 'create',
  input: closed(request),
  who: [OFFICER],
})
const act = { record: 'assistance', kind: 'act', who: [OFFICER] } as const
export const agreeAssistance = defineCommand({
  ...act,
  name: 'assistance.agree',
  input: closed({ agreed: closed(terms) }),
  from: ['requested'],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
export const refuseAssistance = defineCommand({
  ...act,
  name: 'assistance.refuse',
  input: closed({}),
  from: ['requested'],
  reason: 'required',
})
/** Signed by who gives and who receives; refused while the unit is not cleared under the donor's rule. */
export const handOver = defineCommand({
  ...act,
  name: 'assistance.hand-over',
  input: closed({ handOver: HandOver }),
  from: ['agreed'],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
export const checkEndUse = defineCommand({
  ...act,
  name: 'assistance.check-use',
  input: EndUse,
  from: ['handed-over'],
})
export const closeAssistance = defineCommand({
  ...act,
  name: 'assistance.close',
  input: closed({ result: Words(3000) }),
  from: ['handed-over'],
})
