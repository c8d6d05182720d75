import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  CONTROLLER,
  entryFacts,
  LINE,
  nullable,
  OFFICER,
  PORTAL,
} from './words.ts'

const ENTRY_STATES = ['posted', 'corrected'] as const

/** One amount of the ledger with what it stands on. It is never changed: a correction is a new entry that names it. */
export const ledgerEntry = defineRecord({
  type: 'ledger-entry',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...entryFacts,
    /** The entry this one corrects. */
    corrects: nullable(Ref('ledger-entry')),
    state: Type.Enum(ENTRY_STATES),
  }),
  title: (b) => `${b.reference}: ${b.currency} ${b.amount} ${b.basis}`,
  label: { class: 'official' },
  searched: {
    reference: { kind: 'text', path: 'reference' },
    basis: { kind: 'text', path: 'basis' },
    span: { kind: 'text', path: 'span' },
    yearFrom: { kind: 'integer', path: 'yearFrom' },
    yearUntil: { kind: 'integer', path: 'yearUntil' },
    amount: { kind: 'text', path: 'amount' },
    currency: { kind: 'text', path: 'currency' },
    status: { kind: 'text', path: 'status' },
    nation: { kind: 'text', path: 'nation' },
    area: { kind: 'text', path: 'area' },
    account: { kind: 'text', path: 'account' },
    donor: { kind: 'text', path: 'donor' },
    implementer: { kind: 'text', path: 'implementer' },
    instrument: { kind: 'text', path: 'instrument' },
    item: { kind: 'text', path: 'item' },
    qualifier: { kind: 'text', path: 'qualifier' },
    document: { kind: 'text', path: 'source.record' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['reference', 'basis', 'yearFrom', 'yearUntil', 'amount', 'currency', 'status', 'state'],
  fullText: (b) => [b.source.document, b.source.quote ?? '', b.note ?? '', b.donor, b.implementer ?? ''],
  states: { path: 'state', all: ENTRY_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.ledger-entry' },
  readers: [OFFICER, CONTROLLER, AUDITOR, PORTAL],
})
export type LedgerEntry = Static<typeof ledgerEntry.body>

/** An amount from a document; it stands in the ledger when a second person has checked it. */
export const postEntry = defineCommand({
  name: 'ledger-entry.post',
  record: 'ledger-entry',
  kind: 'create',
  input: closed({ ...entryFacts, public: Type.Boolean() }),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

/** The entry was wrong: the right one is posted beside it and names it. */
export const correctEntry = defineCommand({
  name: 'ledger-entry.correct',
  record: 'ledger-entry',
  kind: 'act',
  input: closed(entryFacts),
  who: [OFFICER],
  from: ['posted'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

/** Posts the public facts of the initiative that are not in the ledger yet, each with its source, for everybody to read. */
export const openLedger = defineCommand({
  name: 'ledger-entry.open-ledger',
  record: 'ledger-entry',
  kind: 'create',
  input: closed({}),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
