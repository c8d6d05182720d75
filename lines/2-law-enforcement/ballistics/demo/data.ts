import type { Classes, Specimen } from '../contract/specimen.ts'
import type { Shot } from './synthetic-face.ts'

type Ago = (days: number) => string

const pistol = {
  type: 'pistol',
  make: 'Nobody (demonstration)',
  model: 'None',
  calibre: '9x19',
  marks: [],
  countryOfOrigin: null,
  importer: null,
  finish: null,
  barrelLengthMm: null,
  offence: null,
  possessorRole: 'none',
  possessor: null,
  associates: [],
  exhibit: null,
  seizure: null,
} as const

const firearm = (reference: string, days: number, more: object) => ({
  reference,
  facts: (ago: Ago) => ({
    ...pistol,
    reference,
    recovered: { at: ago(days), place: 'Demonstration' },
    serial: null,
    serialState: 'obliterated',
    restoration: null,
    countryOfMarking: null,
    ...more,
  }),
})

export const FIREARMS = [
  firearm('DEMO-FA-1', 40, { serial: 'DEMO0001', serialState: 'legible', countryOfMarking: 'USA' }),
  firearm('DEMO-FA-2', 25, {
    serial: 'DE?O??02',
    serialState: 'partial',
    restoration: 'Etching (demonstration); three characters remain unread',
  }),
] as const

const instrument = (certificate: string, from: number, until: number) => ({
  certificate,
  facts: (ago: Ago) => ({
    maker: 'Nobody',
    model: 'Demonstration',
    serial: 'DEMO-1',
    certificate,
    by: 'Demonstration',
    standard: 'ISO 5436-1 type A1 (demonstration)',
    heightUncertaintyNm: 25,
    calibratedAt: ago(from),
    validUntil: ago(until),
  }),
})

export const INSTRUMENTS = [instrument('DEMO-CAL-1', 100, -265), instrument('DEMO-CAL-0', 500, 135)] as const

export interface DemoCase {
  readonly number: string
  readonly kind: Specimen['kind']
  readonly firearm: string | null
  readonly incident: string | null
  readonly classes: Classes
  readonly shot: Shot
}

const classes: Classes = {
  calibre: '9x19',
  firingPin: 'hemispherical',
  ejectorClock: 8,
  extractorClock: 3,
  landsGrooves: null,
  twist: null,
  landWidthMm: null,
  grooveWidthMm: null,
}
const bullet: Classes = {
  ...classes,
  firingPin: null,
  ejectorClock: null,
  extractorClock: null,
  landsGrooves: 6,
  twist: 'right',
  landWidthMm: 1.9,
}

let shots = 0
const one = (
  number: string,
  from: { readonly firearm?: string; readonly incident?: string },
  tool: number,
  more: Partial<DemoCase> & { readonly turn?: number; readonly share?: number } = {},
): DemoCase => ({
  number,
  kind: from.firearm === undefined ? 'scene-case' : 'test-fire-case',
  firearm: from.firearm ?? null,
  incident: from.incident ?? null,
  classes: more.classes ?? classes,
  shot: { tool, seed: 1000 + ++shots, turnDegrees: more.turn ?? 0, share: more.share ?? 1 },
  ...(more.kind === undefined ? {} : { kind: more.kind }),
})

/** Faces 11, 12 and 13 are of three pistols; the others stand alone. */
export const CASES: readonly DemoCase[] = [
  one('DEMO-T1', { firearm: 'DEMO-FA-1' }, 11),
  one('DEMO-T2', { firearm: 'DEMO-FA-2' }, 12, { turn: 3 }),
  one('DEMO-S1', { incident: 'DEMO-INC-1' }, 11, { turn: 12 }),
  one('DEMO-S2', { incident: 'DEMO-INC-2' }, 11, { turn: -7 }),
  one('DEMO-S3', { incident: 'DEMO-INC-3' }, 12, { turn: 5, share: 0.5 }),
  one('DEMO-S4', { incident: 'DEMO-INC-4' }, 13, { turn: -15 }),
  one('DEMO-S5', { incident: 'DEMO-INC-5' }, 13, { turn: 9 }),
  one('DEMO-S6', { incident: 'DEMO-INC-6' }, 14),
  one('DEMO-S7', { incident: 'DEMO-INC-6' }, 15, { classes: { ...classes, calibre: '.45 ACP' } }),
  one('DEMO-B1', { incident: 'DEMO-INC-1' }, 21, { kind: 'scene-bullet', classes: bullet }),
  one('DEMO-B2', { incident: 'DEMO-INC-2' }, 21, { kind: 'scene-bullet', classes: bullet }),
]

/** Compared already, by their numbers. */
export const PAIRS = [
  ['DEMO-S1', 'DEMO-T1'],
  ['DEMO-S3', 'DEMO-T2'],
  ['DEMO-S6', 'DEMO-T1'],
  ['DEMO-B1', 'DEMO-B2'],
] as const

export const CORRELATION = {
  of: 'DEMO-S4',
  facts: (ago: Ago) => ({
    system: 'A closed system (demonstration)',
    site: 'Bridgetown (demonstration)',
    otherCase: 'BRB-DEMO-17',
    nation: 'BRB',
    otherSpecimen: null,
    area: 'breech-face',
    rank: 2,
    score: 214,
    correlatedAt: ago(3),
  }),
} as const

export const LOAN = {
  of: 'DEMO-S1',
  facts: {
    nation: 'BRB',
    laboratory: 'Forensic laboratory, Bridgetown (demonstration)',
    purpose: 'Comparison microscope beside DEMO-T1 (demonstration)',
  },
} as const
