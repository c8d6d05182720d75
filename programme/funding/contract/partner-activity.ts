import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AREAS,
  AUDITOR,
  CAPABILITY,
  closed,
  CONTROLLER,
  Currency,
  Day,
  Decimal,
  LINE,
  Nation,
  nullable,
  OFFICER,
  Words,
} from './words.ts'

const STATES = ['current', 'withdrawn'] as const
/** What its publisher's transactions and budgets add up to, a kind and a currency each; never converted. */
const AMOUNT_KINDS = ['budget', 'commitment', 'disbursement', 'expenditure'] as const

const facts = {
  /** Its name in the world, by its publisher. */
  identifier: Words(200),
  title: Words(300),
  publisher: Words(200),
  /** Who pays, by the file; the publisher where the file says nobody. */
  donor: Words(200),
  /** Partner nations among its recipients, with their share where it is said. */
  nations: Type.Array(
    closed({ nation: Nation, percentage: nullable(Type.Number({ minimum: 0, maximum: 100 })) }),
    {
      maxItems: 13,
    },
  ),
  /** It names the Caribbean as a region. */
  regional: Type.Boolean(),
  area: nullable(Type.Enum(AREAS)),
  /** Purpose codes of the DAC's Creditor Reporting System, as published. */
  sectors: Type.Array(Words(40), { maxItems: 60 }),
  status: nullable(Words(20)),
  from: nullable(Day),
  until: nullable(Day),
  amounts: Type.Array(
    closed({
      kind: Type.Enum(AMOUNT_KINDS),
      currency: Currency,
      amount: Decimal,
      count: Type.Integer({ minimum: 1 }),
    }),
    { maxItems: 60 },
  ),
  /** Day its publisher last changed it; null where the file does not say. */
  updated: nullable(Day),
}
const Activity = closed(facts)
export type ActivityFacts = Static<typeof Activity>

/** What another publisher says it does in the region. It is theirs: never an entry of our ledger, and never counted in it. */
export const partnerActivity = defineRecord({
  type: 'partner-activity',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    /** File it was read from. */
    file: Words(200),
    /** Priority of the dialogue it serves, where somebody has said so. */
    priority: nullable(Ref('dialogue-priority')),
    state: Type.Enum(STATES),
  }),
  title: (b) => b.title.slice(0, 200),
  label: { class: 'official' },
  searched: {
    identifier: { kind: 'text', path: 'identifier' },
    donor: { kind: 'text', path: 'donor' },
    publisher: { kind: 'text', path: 'publisher' },
    area: { kind: 'text', path: 'area' },
    from: { kind: 'text', path: 'from' },
    until: { kind: 'text', path: 'until' },
    changed: { kind: 'text', path: 'updated' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['donor', 'area', 'from', 'until', 'changed', 'state'],
  fullText: (b) => [b.identifier, b.publisher, b.donor, ...b.nations.map((n) => n.nation)],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.partner-activity' },
  readers: [OFFICER, CONTROLLER, AUDITOR],
})
export type PartnerActivity = Static<typeof partnerActivity.body>

/** Activities of a file after their preview. One that is there already is brought up to date where its publisher changed it. */
export const importActivities = defineCommand({
  name: 'partner-activity.import',
  record: 'partner-activity',
  kind: 'create',
  input: closed({
    file: Words(200),
    activities: Type.Array(closed({ line: Type.Integer({ minimum: 1 }), ...facts }), {
      minItems: 1,
      maxItems: 200,
    }),
  }),
  who: [OFFICER],
})

const act = { record: 'partner-activity', kind: 'act', who: [OFFICER], from: ['current'] } as const

/** What it serves here: the area where the codes do not tell, and the priority of the dialogue. */
export const placeActivity = defineCommand({
  ...act,
  name: 'partner-activity.place',
  input: closed({ area: nullable(Type.Enum(AREAS)), priority: nullable(Ref('dialogue-priority')) }),
})

export const withdrawActivity = defineCommand({
  ...act,
  name: 'partner-activity.withdraw',
  input: closed({}),
  reason: 'required',
})
