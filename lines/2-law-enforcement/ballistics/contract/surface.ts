import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, ENGINE, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

export const AREAS = ['breech-face', 'firing-pin', 'land'] as const
export type Area = (typeof AREAS)[number]
const SURFACE_STATES = ['open', 'reading', 'read', 'unreadable'] as const

/** Record2 of the X3P file (ISO 25178-72), as written there. */
const Origin = closed({
  manufacturer: nullable(Words(200)),
  model: nullable(Words(200)),
  serial: nullable(Words(200)),
  measuredOn: nullable(Words(60)),
  calibratedOn: nullable(Words(60)),
})
const Grid = closed({
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
  spacingUm: Type.Number({ exclusiveMinimum: 0 }),
})
const reading = {
  origin: nullable(Origin),
  grid: nullable(Grid),
  /** What deviates from the standard in the file and was taken all the same. */
  remarks: Type.Array(Words(300), { maxItems: 50 }),
  /** What is wrong with the file, with the place in it. */
  problem: nullable(Words(500)),
}

/** A measured topography of one area of a specimen; the X3P file is kept as evidence with this record. */
export const surface = defineRecord({
  type: 'ballistic-surface',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    specimen: Ref('ballistic-specimen'),
    area: Type.Enum(AREAS),
    /** Number of the land in order of rotation. */
    land: nullable(Type.Integer({ minimum: 1, maximum: 24 })),
    file: nullable(Ref('file')),
    /** Certificate of the instrument's calibration that covers the measurement. */
    calibration: nullable(Words(200)),
    ...reading,
    state: Type.Enum(SURFACE_STATES),
  }),
  title: (b) => (b.land === null ? b.area : `${b.area} ${b.land}`),
  label: { class: 'restricted' },
  searched: {
    specimen: { kind: 'text', path: 'specimen' },
    area: { kind: 'text', path: 'area' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['area', 'state'],
  states: { path: 'state', all: SURFACE_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.ballistic-surface' },
  readers: [...LABORATORY],
})
export type BallisticSurface = Static<typeof surface.body>

export const openSurface = defineCommand({
  name: 'ballistic-surface.open',
  record: 'ballistic-surface',
  kind: 'create',
  input: closed({
    specimen: Ref('ballistic-specimen'),
    area: Type.Enum(AREAS),
    land: nullable(Type.Integer({ minimum: 1, maximum: 24 })),
  }),
  who: [EXAMINER],
})
/** The X3P file, kept with this record before; it never changes afterwards. */
export const importSurface = defineCommand({
  name: 'ballistic-surface.import',
  record: 'ballistic-surface',
  kind: 'act',
  input: closed({ file: Ref('file'), calibration: nullable(Words(200)) }),
  who: [EXAMINER],
  from: ['open'],
})
export const readSurface = defineCommand({
  name: 'ballistic-surface.read',
  record: 'ballistic-surface',
  kind: 'act',
  input: closed(reading),
  who: [ENGINE],
  from: ['reading'],
})
