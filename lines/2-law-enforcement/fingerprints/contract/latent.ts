import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { relabelDeclarations } from '@basinet/kernel/label/relabel-contract'
import { BUREAU, CAPABILITY, closed, EXAMINER, LINE, MANAGER, nullable, PURPOSE, Words } from './words.ts'

const caseFacts = {
  number: Words(60),
  offence: Words(200),
  scene: Words(200),
  occurredAt: Instant,
}

/** A scene from which marks came. */
export const latentCase = defineRecord({
  type: 'latent-case',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...caseFacts, agency: Words(80), state: Type.Enum(['open', 'closed']) }),
  title: (b) => `${b.number} ${b.offence}`,
  label: { class: 'restricted', purposes: [PURPOSE] },
  searched: {
    number: { kind: 'text', path: 'number' },
    occurredAt: { kind: 'time', path: 'occurredAt' },
    agency: { kind: 'text', path: 'agency' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['number', 'occurredAt', 'state'],
  fullText: (b) => [b.scene],
  states: { path: 'state', all: ['open', 'closed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.latent-case' },
  readers: [...BUREAU],
})
export type LatentCase = Static<typeof latentCase.body>

export const openLatentCase = defineCommand({
  name: 'latent-case.open',
  record: 'latent-case',
  kind: 'create',
  input: closed(caseFacts),
  who: [EXAMINER],
})

export const closeLatentCase = defineCommand({
  name: 'latent-case.close',
  record: 'latent-case',
  kind: 'act',
  input: closed({}),
  who: [EXAMINER],
  from: ['open'],
  reason: 'required',
})

export const LIFTS = ['photograph', 'powder', 'cyanoacrylate', 'ninhydrin', 'other'] as const
/** `filed`: in the file of unsolved marks, held against every new card. */
const MARK_STATES = ['recorded', 'no-value', 'filed', 'identified', 'closed'] as const
const markFacts = {
  case: Ref('latent-case'),
  number: Words(60),
  exhibit: nullable(Ref('exhibit')),
  /** Where on the object or the scene. */
  found: Words(300),
  lift: Type.Enum(LIFTS),
  liftedAt: Instant,
  liftedBy: Words(120),
}
const Ppi = Type.Integer({ minimum: 200, maximum: 2100 })

/** One mark with its lift. Whose it is stands in the comparisons, never here. */
export const latentMark = defineRecord({
  type: 'latent-mark',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...markFacts,
    image: nullable(Ref('file')),
    /** Pixels an inch, measured on the scale in the photograph. */
    ppi: nullable(Ppi),
    state: Type.Enum(MARK_STATES),
  }),
  title: (b) => b.number,
  label: { class: 'restricted', purposes: [PURPOSE] },
  searched: {
    number: { kind: 'text', path: 'number' },
    case: { kind: 'text', path: 'case' },
    lift: { kind: 'text', path: 'lift' },
    liftedAt: { kind: 'time', path: 'liftedAt' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['number', 'lift', 'liftedAt', 'state'],
  fullText: (b) => [b.found],
  states: { path: 'state', all: MARK_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.latent-mark' },
  readers: [...BUREAU],
})
export type LatentMark = Static<typeof latentMark.body>

const act = { record: 'latent-mark', kind: 'act', who: [EXAMINER] } as const

export const recordMark = defineCommand({
  name: 'latent-mark.record',
  record: 'latent-mark',
  kind: 'create',
  input: closed(markFacts),
  who: [EXAMINER],
})

/** The image with its resolution; once examined it stays what it is. */
export const setMarkImage = defineCommand({
  ...act,
  name: 'latent-mark.image',
  input: closed({ image: Ref('file'), ppi: Ppi }),
  from: ['recorded'],
})

/** Out of the file of unsolved marks: solved otherwise, or out of time. */
export const closeMark = defineCommand({
  ...act,
  name: 'latent-mark.close',
  input: closed({}),
  from: ['recorded', 'no-value', 'filed', 'identified'],
  reason: 'required',
})

export const markLabels = relabelDeclarations(latentMark, { who: [EXAMINER], by: [MANAGER] })
