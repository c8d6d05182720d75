import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, EXAMINER, LABORATORY, LINE, MANAGER, nullable, Words } from './words.ts'

const LOAN_STATES = ['requested', 'permitted', 'sent', 'received', 'returned', 'refused'] as const

const Permit = closed({
  number: Words(80),
  /** Authority that lets the exhibit leave or enter. */
  authority: Words(200),
  validUntil: Instant,
})
const facts = {
  exhibit: Ref('exhibit'),
  comparison: nullable(Ref('ballistic-comparison')),
  /** ISO 3166-1 alpha-3. */
  nation: Type.String({ pattern: '^[A-Z]{3}$' }),
  laboratory: Words(120),
  purpose: Words(500),
}

/** A specimen that goes to another nation's laboratory and comes back; where it is stands in its custody. */
export const loan = defineRecord({
  type: 'exhibit-loan',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    exportPermit: nullable(Permit),
    importPermit: nullable(Permit),
    sentAt: nullable(Instant),
    receivedAt: nullable(Instant),
    returnedAt: nullable(Instant),
    state: Type.Enum(LOAN_STATES),
  }),
  title: (b) => `${b.nation} ${b.laboratory}`,
  label: { class: 'restricted' },
  searched: {
    exhibit: { kind: 'text', path: 'exhibit' },
    nation: { kind: 'text', path: 'nation' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: LOAN_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.exhibit-loan' },
  readers: [...LABORATORY],
})
export type ExhibitLoan = Static<typeof loan.body>

const act = { record: 'exhibit-loan', kind: 'act', who: [EXAMINER] } as const
export const requestLoan = defineCommand({
  name: 'exhibit-loan.request',
  record: 'exhibit-loan',
  kind: 'create',
  input: closed(facts),
  who: [EXAMINER],
})
/** By the head of the laboratory, who did not ask for it, with both permits. */
export const permitLoan = defineCommand({
  ...act,
  name: 'exhibit-loan.permit',
  input: closed({ exportPermit: Permit, importPermit: Permit }),
  who: [MANAGER],
  from: ['requested'],
})
export const refuseLoan = defineCommand({
  ...act,
  name: 'exhibit-loan.refuse',
  input: closed({}),
  who: [MANAGER],
  from: ['requested', 'permitted'],
  reason: 'required',
})
/** Custody must show it on its way. */
export const sendLoan = defineCommand({
  ...act,
  name: 'exhibit-loan.send',
  input: closed({}),
  from: ['permitted'],
})
export const receiveLoan = defineCommand({
  ...act,
  name: 'exhibit-loan.receive',
  input: closed({}),
  from: ['sent'],
})
/** Custody must show it held here again. */
export const returnLoan = defineCommand({
  ...act,
  name: 'exhibit-loan.return',
  input: closed({}),
  from: ['received'],
})
