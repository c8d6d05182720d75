import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import {
  BOARDING,
  CAPABILITY,
  closed,
  Instant,
  LINE,
  nullable,
  Point,
  SUPERVISION,
  WATCH,
  Words,
} from './words.ts'

const ASSET_CLASSES = ['boat', 'ship', 'helicopter', 'aeroplane', 'drone'] as const
const READINESS = ['ready', 'limited', 'down'] as const

const SpeedInSea = closed({
  /** WMO code table 3700. */
  seaState: Type.Integer({ minimum: 0, maximum: 9 }),
  speedKn: Type.Number({ exclusiveMinimum: 0, maximum: 400 }),
})
const Qualification = closed({ name: Words(80), until: Instant })
const CrewMember = closed({ name: Words(120), qualifications: Type.Array(Qualification, { maxItems: 20 }) })
const Defect = closed({ text: Words(500), grounding: Type.Boolean(), at: Instant })

const facts = {
  name: Words(80),
  class: Type.Enum(ASSET_CLASSES),
  /** Unit that has it, and who answers for it. */
  unit: Words(80),
  custodian: Words(120),
  base: Point,
  position: Point,
  positionAt: Instant,
  /** Speed made good up to each sea state; beyond the last row it stays in. */
  speeds: Type.Array(SpeedInSea, { minItems: 1, maxItems: 10 }),
  enduranceHours: Type.Number({ exclusiveMinimum: 0, maximum: 2000 }),
  /** Share of the endurance that stays untouched. */
  reserve: Type.Number({ minimum: 0, maximum: 0.9 }),
  rangeNm: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 5000 })),
  readyMinutes: Type.Number({ minimum: 0, maximum: 10_080 }),
  nightCapable: Type.Boolean(),
  engineHours: nullable(Type.Number({ minimum: 0, maximum: 1e6 })),
  readiness: Type.Enum(READINESS),
  defects: Type.Array(Defect, { maxItems: 50 }),
  /** Qualifications that must be aboard, each unexpired in at least one of the crew. */
  needs: Type.Array(Words(80), { maxItems: 20 }),
  crew: Type.Array(CrewMember, { maxItems: 60 }),
}

/** A boat or aircraft that can be sent, as its unit keeps it. */
export const maritimeAsset = defineRecord({
  type: 'maritime-asset',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, state: Type.Enum(['active', 'retired']) }),
  title: (b) => `${b.name} (${b.class})`,
  // Where own craft are is not for everybody.
  label: { class: 'restricted' },
  searched: {
    name: { kind: 'text', path: 'name' },
    class: { kind: 'text', path: 'class' },
    readiness: { kind: 'text', path: 'readiness' },
    unit: { kind: 'text', path: 'unit' },
    positionAt: { kind: 'time', path: 'positionAt' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: ['active', 'retired'] },
  retention: { kind: 'nation-sets', parameter: 'retention.maritime-asset' },
  readers: [...WATCH, BOARDING],
})
export type MaritimeAsset = Static<typeof maritimeAsset.body>

export const registerAsset = defineCommand({
  name: 'maritime-asset.register',
  record: 'maritime-asset',
  kind: 'create',
  input: closed(facts),
  who: [...SUPERVISION],
})
export const updateAsset = defineCommand({
  name: 'maritime-asset.update',
  record: 'maritime-asset',
  kind: 'act',
  input: closed(facts),
  who: [...WATCH],
  from: ['active'],
  reason: 'required',
})
export const placeAsset = defineCommand({
  name: 'maritime-asset.place',
  record: 'maritime-asset',
  kind: 'act',
  input: closed({ position: Point, positionAt: Instant }),
  who: [...WATCH, BOARDING],
  from: ['active'],
})
export const retireAsset = defineCommand({
  name: 'maritime-asset.retire',
  record: 'maritime-asset',
  kind: 'act',
  input: closed({}),
  who: [...SUPERVISION],
  from: ['active'],
  reason: 'required',
})
