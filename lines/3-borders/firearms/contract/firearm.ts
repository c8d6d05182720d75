import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { relabelDeclarations } from '@basinet/kernel/label/relabel-contract'
import { CAPABILITY, closed, Country, LINE, nullable, OFFICER, READERS, Words } from './words.ts'

const TYPES = [
  'pistol',
  'revolver',
  'rifle',
  'shotgun',
  'submachine-gun',
  'machine-gun',
  'combination',
  'home-made',
  'other',
] as const

/** `partial`: some characters are read, the others stand as question marks. */
export const SERIAL_STATES = ['legible', 'restored', 'partial', 'obliterated', 'none'] as const
export type SerialState = (typeof SERIAL_STATES)[number]

/** Marks that the International Tracing Instrument (2005, paragraphs 8 and 9) asks for, and what else is found on a frame. */
const MARK_KINDS = [
  'manufacturer',
  'serial',
  'import',
  'proof',
  'state-stock',
  'confiscation',
  'other',
] as const
const POSSESSOR_ROLES = ['possessor', 'owner', 'purchaser', 'finder', 'none'] as const

const Mark = closed({
  kind: Type.Enum(MARK_KINDS),
  /** As it stands there. */
  text: Words(120),
  /** Where: frame, receiver, barrel, slide, left or right. */
  position: Words(120),
  country: nullable(Country),
  year: nullable(Type.Integer({ minimum: 1800, maximum: 2199 })),
  photo: nullable(Ref('file')),
})

const serial = {
  /** From the frame or receiver, as read; a question mark stands for a character that is not. */
  serial: nullable(Words(40)),
  serialState: Type.Enum(SERIAL_STATES),
  /** How it was restored: method, by whom, what remains doubtful. */
  restoration: nullable(Words(500)),
}

/** Fields of ATF form 3312.1 (eTrace): 5a to 5i, 6 and 8; what is unknown is null, never left out. */
const facts = {
  reference: Words(60),
  type: Type.Enum(TYPES),
  make: nullable(Words(80)),
  model: nullable(Words(80)),
  calibre: nullable(Words(40)),
  ...serial,
  marks: Type.Array(Mark, { maxItems: 30 }),
  countryOfOrigin: nullable(Country),
  /** Country whose mark it carries: of manufacture or of the last lawful import. What statistics count by. */
  countryOfMarking: nullable(Country),
  importer: nullable(Words(120)),
  finish: nullable(Words(80)),
  barrelLengthMm: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 3000 })),
  recovered: closed({ at: Instant, place: Words(200) }),
  /** Offence it was recovered in connection with. */
  offence: nullable(Words(200)),
  possessorRole: Type.Enum(POSSESSOR_ROLES),
  /** The person's own record, where there is one; no name stands here. */
  possessor: nullable(AnyRef()),
  associates: Type.Array(AnyRef(), { maxItems: 20 }),
  exhibit: nullable(Ref('exhibit')),
  seizure: nullable(Ref('seizure')),
}

/** A recovered firearm as it is described for a trace. */
export const firearm = defineRecord({
  type: 'firearm',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...facts,
    agency: Words(80),
    /** The serial number with confusable characters made one, and the same without leading letters: finds candidates, proves nothing. */
    serialFolded: nullable(Words(40)),
    serialCore: nullable(Words(40)),
    state: Type.Enum(['recorded', 'annulled']),
  }),
  title: (b) =>
    `${b.reference} ${[b.make, b.model, b.calibre].filter((part) => part !== null).join(' ')}`.trim(),
  label: { class: 'restricted' },
  searched: {
    reference: { kind: 'text', path: 'reference' },
    make: { kind: 'text', path: 'make' },
    model: { kind: 'text', path: 'model' },
    calibre: { kind: 'text', path: 'calibre' },
    type: { kind: 'text', path: 'type' },
    serial: { kind: 'text', path: 'serial' },
    serialState: { kind: 'text', path: 'serialState' },
    serialFolded: { kind: 'text', path: 'serialFolded' },
    serialCore: { kind: 'text', path: 'serialCore' },
    countryOfMarking: { kind: 'text', path: 'countryOfMarking' },
    recoveredAt: { kind: 'time', path: 'recovered.at' },
    exhibit: { kind: 'text', path: 'exhibit' },
    seizure: { kind: 'text', path: 'seizure' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['reference', 'type', 'make', 'calibre', 'serial', 'recoveredAt', 'state'],
  fullText: (b) => [b.serial ?? '', b.importer ?? '', b.recovered.place, ...b.marks.map((mark) => mark.text)],
  states: { path: 'state', all: ['recorded', 'annulled'] },
  retention: { kind: 'nation-sets', parameter: 'retention.firearm' },
  readers: [...READERS],
})
export type Firearm = Static<typeof firearm.body>

const act = {
  record: 'firearm',
  kind: 'act',
  who: [OFFICER],
  from: ['recorded'],
  reason: 'required',
} as const

export const recordFirearm = defineCommand({
  name: 'firearm.record',
  record: 'firearm',
  kind: 'create',
  input: closed(facts),
  who: [OFFICER],
})

export const amendFirearm = defineCommand({
  ...act,
  name: 'firearm.amend',
  input: Type.Partial(closed(facts), { additionalProperties: false, minProperties: 1 }),
})

/** What the laboratory made legible again; how stands beside it. */
export const restoreSerial = defineCommand({
  ...act,
  name: 'firearm.restore-serial',
  input: closed({
    serial: Words(40),
    serialState: Type.Enum(['restored', 'partial']),
    restoration: Words(500),
  }),
  who: [OFFICER, 'firearms-examiner'],
})

/** Recorded by mistake: stays readable, counts nowhere, is found by nobody abroad. */
export const annulFirearm = defineCommand({
  ...act,
  name: 'firearm.annul',
  input: closed({}),
  approval: { kind: 'maker-checker', by: [OFFICER] },
})

export const firearmLabels = relabelDeclarations(firearm, { who: [OFFICER], by: [OFFICER] })
