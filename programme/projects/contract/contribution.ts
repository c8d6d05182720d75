import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  closed,
  CONTROLLER,
  Currency,
  Decimal,
  nullable,
  OFFICER,
  Words,
} from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS } from './words.ts'

const FORMS = ['grant', 'loan', 'pledge', 'donation', 'in-kind', 'own-funds', 'not-stated'] as const
const facts = {
  project: Ref('capital-project'),
  funder: Words(160),
  form: Type.Enum(FORMS),
  /** Promised or agreed; null where no source gives an amount. */
  amount: nullable(Decimal),
  /** Null where the source names none, as "dollars". */
  currency: nullable(Currency),
  /** Received so far; null where no source tells. Never taken from what was promised. */
  received: nullable(Decimal),
  /** As the source dates it. */
  dated: Words(120),
  source: Words(600),
  note: nullable(Words(1000)),
}

/** What one funder brings. Loans and pledges stand apart from money received. */
export const contribution = defineRecord({
  type: 'project-contribution',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed(facts),
  title: (b) => `${b.funder}: ${b.amount === null ? '–' : `${b.currency ?? '$'} ${b.amount}`}`,
  label: { class: 'official' },
  searched: {
    project: { kind: 'text', path: 'project' },
    funder: { kind: 'text', path: 'funder' },
    form: { kind: 'text', path: 'form' },
    currency: { kind: 'text', path: 'currency' },
  },
  fullText: (b) => [b.source, b.note ?? ''],
  retention: { kind: 'nation-sets', parameter: 'retention.project-contribution' },
  readers: READERS,
})
export type Contribution = Static<typeof contribution.body>

export const recordContribution = defineCommand({
  name: 'project-contribution.record',
  record: 'project-contribution',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
/** Money came: how much in all by now, and where that stands. */
export const receiveContribution = defineCommand({
  name: 'project-contribution.receive',
  record: 'project-contribution',
  kind: 'act',
  input: closed({ received: Decimal, source: Words(600) }),
  who: [OFFICER],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
