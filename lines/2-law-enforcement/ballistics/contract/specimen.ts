import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

export const SPECIMEN_KINDS = ['test-fire-case', 'scene-case', 'test-fire-bullet', 'scene-bullet'] as const
const PIN_SHAPES = ['hemispherical', 'elliptical', 'rectangular', 'other'] as const
/** Position as on a clock face seen from the base, twelve at the extractor mark's usual place. */
const Clock = nullable(Type.Integer({ minimum: 1, maximum: 12 }))

/** Class characteristics; null is not determined, and then filters nothing out. */
export const Classes = closed({
  calibre: Words(40),
  firingPin: nullable(Type.Enum(PIN_SHAPES)),
  ejectorClock: Clock,
  extractorClock: Clock,
  landsGrooves: nullable(Type.Integer({ minimum: 2, maximum: 24 })),
  twist: nullable(Type.Enum(['left', 'right'])),
  landWidthMm: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 20 })),
  grooveWidthMm: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 20 })),
})
export type Classes = Static<typeof Classes>

const facts = {
  number: Words(60),
  kind: Type.Enum(SPECIMEN_KINDS),
  /** The thing itself, in custody. */
  exhibit: Ref('exhibit'),
  /** Of a test fire: what fired it. Of a scene: null until a conclusion says so elsewhere. */
  firearm: nullable(Ref('firearm')),
  /** Number of the incident it was found at. */
  incident: nullable(Words(60)),
  classes: Classes,
}

/** A fired cartridge case or bullet. */
export const specimen = defineRecord({
  type: 'ballistic-specimen',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, laboratory: Words(80), state: Type.Enum(['recorded', 'withdrawn']) }),
  title: (b) => `${b.number} ${b.classes.calibre}`,
  label: { class: 'restricted' },
  searched: {
    number: { kind: 'text', path: 'number' },
    kind: { kind: 'text', path: 'kind' },
    calibre: { kind: 'text', path: 'classes.calibre' },
    firingPin: { kind: 'text', path: 'classes.firingPin' },
    landsGrooves: { kind: 'integer', path: 'classes.landsGrooves' },
    twist: { kind: 'text', path: 'classes.twist' },
    incident: { kind: 'text', path: 'incident' },
    exhibit: { kind: 'text', path: 'exhibit' },
    firearm: { kind: 'text', path: 'firearm' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['number', 'kind', 'calibre', 'firingPin', 'incident', 'state'],
  states: { path: 'state', all: ['recorded', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.ballistic-specimen' },
  readers: [...LABORATORY],
})
export type Specimen = Static<typeof specimen.body>

export const recordSpecimen = defineCommand({
  name: 'ballistic-specimen.record',
  record: 'ballistic-specimen',
  kind: 'create',
  input: closed(facts),
  who: [EXAMINER],
})
export const withdrawSpecimen = defineCommand({
  name: 'ballistic-specimen.withdraw',
  record: 'ballistic-specimen',
  kind: 'act',
  input: closed({}),
  who: [EXAMINER],
  from: ['recorded'],
  reason: 'required',
})
