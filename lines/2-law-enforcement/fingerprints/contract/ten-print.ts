import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { relabelDeclarations } from '@basinet/kernel/label/relabel-contract'
import { Fingers, ReadFinger, TakenFingers } from './finger.ts'
import {
  BUREAU,
  CAPABILITY,
  closed,
  ENGINE,
  EXAMINER,
  LINE,
  MANAGER,
  nullable,
  OFFICER,
  PURPOSE,
  Words,
} from './words.ts'

/** Why prints may be taken at all. Which of them a nation's law knows, and for whom, the authority cites. */
export const TAKEN_FOR = ['arrest', 'charge', 'conviction', 'court-order', 'consent'] as const
/** How a legal basis ends; each takes the prints with it. */
export const BASIS_ENDS = [
  'acquitted',
  'discharged',
  'not-charged',
  'juvenile-order',
  'consent-withdrawn',
  'term-ended',
] as const
const CARD_STATES = ['open', 'enrolled', 'encoded', 'ended'] as const

export const cardAuthority = {
  takenFor: Type.Enum(TAKEN_FOR),
  /** The provision or order under which they were taken, as cited. */
  authority: Words(200),
  /** The provision under which they are kept. */
  legalBasis: Words(200),
}
const cardFacts = {
  number: Words(60),
  /** The person's number in the register of persons; never a name. */
  subject: Words(120),
  ...cardAuthority,
  takenAt: Instant,
  takenBy: Words(120),
  place: Words(200),
  /** Scanner by maker, model and serial, or the ink. */
  device: Words(120),
  /** Day by which the law wants them gone; null where none is known. */
  eraseBy: nullable(Instant),
}

/** A card of ten fingers of a known person. Its templates lie apart and stand for no name. */
export const tenPrint = defineRecord({
  type: 'ten-print',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...cardFacts,
    fingers: Fingers,
    batch: nullable(Ref('print-batch')),
    ended: nullable(closed({ outcome: Type.Enum(BASIS_ENDS), decision: Words(200), decidedAt: Instant })),
    state: Type.Enum(CARD_STATES),
  }),
  title: (b) => b.number,
  label: { class: 'restricted', personal: true, purposes: [PURPOSE] },
  searched: {
    number: { kind: 'text', path: 'number' },
    subject: { kind: 'text', path: 'subject' },
    takenFor: { kind: 'text', path: 'takenFor' },
    takenAt: { kind: 'time', path: 'takenAt' },
    eraseBy: { kind: 'time', path: 'eraseBy' },
    state: { kind: 'text', path: 'state' },
    batch: { kind: 'text', path: 'batch' },
  },
  columns: ['number', 'subject', 'takenFor', 'takenAt', 'state'],
  fullText: (b) => [b.subject],
  states: { path: 'state', all: CARD_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.ten-print' },
  readers: [...BUREAU],
})
export type TenPrint = Static<typeof tenPrint.body>

const act = { record: 'ten-print', kind: 'act', who: [OFFICER, EXAMINER, MANAGER] } as const

export const openCard = defineCommand({
  name: 'ten-print.open',
  record: 'ten-print',
  kind: 'create',
  input: closed({ ...cardFacts, batch: Type.Optional(Ref('print-batch')) }),
  who: [OFFICER, EXAMINER, MANAGER],
})

/** Images, or the reason why there is none, for some of the fingers. */
export const setFingers = defineCommand({
  ...act,
  name: 'ten-print.set-fingers',
  input: closed({ fingers: TakenFingers }),
  from: ['open'],
})

/** All ten are accounted for: the engine takes over, looks for duplicates and among unsolved marks. */
export const enrolCard = defineCommand({
  ...act,
  name: 'ten-print.enrol',
  input: closed({}),
  from: ['open'],
})

export const encodeCard = defineCommand({
  ...act,
  name: 'ten-print.encode',
  input: closed({ fingers: Type.Array(ReadFinger, { maxItems: 10 }) }),
  who: [ENGINE],
  from: ['enrolled', 'encoded'],
})

/** What they were kept for has ended: with the second person's word they are due for erasure at once. */
export const endCard = defineCommand({
  ...act,
  name: 'ten-print.end',
  input: closed({ outcome: Type.Enum(BASIS_ENDS), decision: Words(200), decidedAt: Instant }),
  from: ['open', 'enrolled', 'encoded'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [MANAGER] },
})

export const cardLabels = relabelDeclarations(tenPrint, { who: [OFFICER, EXAMINER], by: [MANAGER] })
