import { Type } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  AUDITOR,
  CAPABILITY,
  closed,
  INSTRUCTOR,
  LINE,
  Nation,
  NOMINATOR,
  nullable,
  REGISTRAR,
  Words,
} from './words.ts'

const STATES = ['active', 'closed'] as const
const facts = {
  name: Words(160),
  nation: Nation,
  place: Words(160),
  /** did:key of an academy of another node; null: it issues with this node's key. */
  did: nullable(Type.String({ pattern: '^did:key:z[1-9A-HJ-NP-Za-km-z]{40,60}$' })),
}

/** An academy, ours or one whose certificates we recognise. */
export const academy = defineRecord({
  type: 'academy',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(STATES) }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    nation: { kind: 'text', path: 'nation' },
    did: { kind: 'text', path: 'did' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'nation', 'state'],
  fullText: (b) => [b.place],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.academy' },
  readers: [REGISTRAR, NOMINATOR, INSTRUCTOR, AUDITOR],
})

export const registerAcademy = defineCommand({
  name: 'academy.register',
  record: 'academy',
  kind: 'create',
  input: closed(facts),
  who: [REGISTRAR],
})

/** Whoever holds the key named here is believed from then on: compare it with the academy by another way first. */
export const amendAcademy = defineCommand({
  name: 'academy.amend',
  record: 'academy',
  kind: 'act',
  input: closed(facts),
  who: [REGISTRAR],
  from: ['active'],
  reason: 'required',
})

export const closeAcademy = defineCommand({
  name: 'academy.close',
  record: 'academy',
  kind: 'act',
  input: closed({}),
  who: [REGISTRAR],
  from: ['active'],
  reason: 'required',
})

/** Our academy vouches for another's course: the signed endorsement is handed to them. */
export const endorseAcademy = defineCommand({
  name: 'academy.endorse',
  record: 'academy',
  kind: 'act',
  input: closed({
    /** Identifier of the achievement, as its certificates name it. */
    achievement: Words(300),
    comment: Words(1000),
  }),
  who: [REGISTRAR],
  from: ['active'],
})
