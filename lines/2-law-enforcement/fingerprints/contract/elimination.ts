import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { Fingers, TakenFingers } from './finger.ts'
import { CAPABILITY, closed, EXAMINER, LINE, MANAGER, OFFICER, PURPOSE, Words } from './words.ts'

export const RELATIONS = ['police', 'scene-examiner', 'resident', 'victim', 'other'] as const
const facts = {
  number: Words(60),
  person: Words(120),
  relation: Type.Enum(RELATIONS),
  case: Ref('latent-case'),
  /** How consent was given and to what. */
  consent: Words(200),
  takenAt: Instant,
  takenBy: Words(120),
  /** They go with the case and not later than this. */
  eraseBy: Instant,
}

/**
 * Prints of somebody who had reason to touch the scene. A type of its own, without templates: no search can reach it; an examiner lays one
 * beside a mark of its own case and of no other.
 */
export const eliminationPrint = defineRecord({
  type: 'elimination-print',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, fingers: Fingers, state: Type.Enum(['open', 'ready']) }),
  title: (b) => b.number,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    number: { kind: 'text', path: 'number' },
    relation: { kind: 'text', path: 'relation' },
    case: { kind: 'text', path: 'case' },
    eraseBy: { kind: 'time', path: 'eraseBy' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['number', 'relation', 'eraseBy', 'state'],
  states: { path: 'state', all: ['open', 'ready'] },
  retention: { kind: 'nation-sets', parameter: 'retention.elimination-print' },
  readers: [EXAMINER, OFFICER, MANAGER],
})
export type EliminationPrint = Static<typeof eliminationPrint.body>

const act = { record: 'elimination-print', kind: 'act', who: [OFFICER, EXAMINER] } as const

export const openElimination = defineCommand({
  name: 'elimination-print.open',
  record: 'elimination-print',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER, EXAMINER],
})

export const setEliminationFingers = defineCommand({
  ...act,
  name: 'elimination-print.set-fingers',
  input: closed({ fingers: TakenFingers }),
  from: ['open'],
})

export const readyElimination = defineCommand({
  ...act,
  name: 'elimination-print.ready',
  input: closed({}),
  from: ['open'],
})
