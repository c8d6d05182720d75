import { Type, type Static } from 'typebox'
import { defineCommand } from '@basinet/kernel/contract'
import { Seal } from '@basinet/kernel/custody/contract'
import { relabelDeclarations } from '@basinet/kernel/label/relabel-contract'
import { closed, ItemFacts, Words } from './item.ts'
import { CUSTOMS, EXHIBITS, ITEMS_MAX, seizure, seizureFacts } from './seizure.ts'

/** What becomes of an item: an exhibit, begun in the same command, or the reason nothing was kept. */
const Kept = Type.Union([
  closed({ exhibit: Words(60), seal: Type.Optional(Seal), condition: Type.Optional(Words(500)) }),
  closed({ notKept: Words(500) }),
])
export type Kept = Static<typeof Kept>

export const NewItem = closed({ facts: ItemFacts, kept: Kept })
export type NewItem = Static<typeof NewItem>

const items = Type.Array(NewItem, { minItems: 1, maxItems: ITEMS_MAX })
const act = { record: 'seizure', kind: 'act', who: [CUSTOMS, EXHIBITS] } as const

const { cameFrom: _, ...told } = seizureFacts
/** The same told from within another command, which knows where it came from. */
export const seizureInput = closed({ ...told, items })
export type SeizureInput = Static<typeof seizureInput>

/** A seizure with its items and their exhibits, all or nothing. */
export const recordSeizure = defineCommand({
  name: 'seizure.record',
  record: 'seizure',
  kind: 'create',
  input: closed({ ...seizureFacts, items }),
  who: [CUSTOMS],
})

export const amendSeizure = defineCommand({
  ...act,
  name: 'seizure.amend',
  input: Type.Partial(closed(seizureFacts), { additionalProperties: false, minProperties: 1 }),
  from: ['recorded', 'confirmed'],
  reason: 'required',
})

/** Something found later among what was seized. */
export const addItems = defineCommand({
  ...act,
  name: 'seizure.add-items',
  input: closed({ items }),
  from: ['recorded', 'confirmed'],
  reason: 'required',
})

/** Other facts of one item, e.g. the laboratory's purity; the amount in custody is the exhibit's own affair. */
export const amendItem = defineCommand({
  ...act,
  name: 'seizure.amend-item',
  input: closed({
    item: Type.Integer({ minimum: 1 }),
    facts: Type.Partial(ItemFacts, { additionalProperties: false, minProperties: 1 }),
  }),
  from: ['recorded', 'confirmed'],
  reason: 'required',
})

/** Another officer than the one who recorded it has seen the things and the record. */
export const confirmSeizure = defineCommand({
  ...act,
  name: 'seizure.confirm',
  input: closed({}),
  who: [EXHIBITS],
  from: ['recorded'],
})

export const closeSeizure = defineCommand({
  ...act,
  name: 'seizure.close',
  input: closed({}),
  who: [EXHIBITS],
  from: ['confirmed'],
})

/** Recorded by mistake: it stays readable and counts nowhere. Its exhibits stay in custody. */
export const annulSeizure = defineCommand({
  ...act,
  name: 'seizure.annul',
  input: closed({}),
  from: ['recorded', 'confirmed'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [EXHIBITS] },
})

export const seizureLabels = relabelDeclarations(seizure, { who: [CUSTOMS, EXHIBITS], by: [EXHIBITS] })
