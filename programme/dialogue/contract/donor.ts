import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  closed,
  CONTROLLER,
  Nation,
  nullable,
  OFFICER,
  PORTAL,
  Words,
} from '@basinet/funding/contract/fields'
import { CAPABILITY, LINE, READERS, REPRESENTATIVE } from './words.ts'

const facts = {
  /** As the ledger names it. */
  name: Words(120),
  kind: Type.Enum(['nation', 'organisation', 'bank', 'foundation', 'company']),
  nation: nullable(Nation),
  office: nullable(Words(200)),
  /** Rule of the donor under which units and persons are vetted; null where it has none. */
  vettingRule: nullable(Words(200)),
  /** People of this node who see what the donor funds, by their id. */
  representatives: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 20, uniqueItems: true }),
}

/** Who brings money or goods, under what rules, and who speaks for it here. */
export const donor = defineRecord({
  type: 'donor',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(['active', 'ended']) }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    kind: { kind: 'text', path: 'kind' },
    nation: { kind: 'text', path: 'nation' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['kind', 'nation', 'state'],
  fullText: (b) => [b.office ?? '', b.vettingRule ?? ''],
  states: { path: 'state', all: ['active', 'ended'] },
  retention: { kind: 'nation-sets', parameter: 'retention.donor' },
  readers: [...READERS, PORTAL, REPRESENTATIVE],
})
export type Donor = Static<typeof donor.body>

export const registerDonor = defineCommand({
  name: 'donor.register',
  record: 'donor',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})

/** Whoever is named a representative sees what the donor funds: two people decide. */
export const amendDonor = defineCommand({
  name: 'donor.amend',
  record: 'donor',
  kind: 'act',
  input: closed(facts),
  who: [OFFICER],
  from: ['active'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
