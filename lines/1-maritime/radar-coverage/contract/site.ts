import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { CAPABILITY, closed, ENGINE, LINE, nullable, Point, SUPERVISION, WATCH, Words } from './words.ts'

const positive = (maximum: number) => Type.Number({ exclusiveMinimum: 0, maximum })

/** A radar's own numbers, from its maker's sheet; none has a default. */
const Radar = closed({
  model: Words(120),
  /** Sheet or measurement the numbers come from. */
  source: Words(300),
  peakPowerW: positive(1e8),
  gainDb: Type.Number({ minimum: 0, maximum: 60 }),
  /** The sea clutter model was fitted from 500 to 35,000 MHz. */
  frequencyMhz: Type.Number({ minimum: 500, maximum: 35_000 }),
  pulseUs: positive(1000),
  /** Pulses added for one detection. */
  pulses: Type.Integer({ minimum: 1, maximum: 8096 }),
  noiseFigureDb: Type.Number({ minimum: 0, maximum: 30 }),
  lossesDb: Type.Number({ minimum: 0, maximum: 40 }),
  /** Albersheim's fit holds from 1e-7 to 1e-3. */
  falseAlarmProbability: Type.Number({ minimum: 1e-7, maximum: 1e-3 }),
  azimuthBeamDeg: positive(20),
  polarisation: Type.Enum(['horizontal', 'vertical']),
  rangeNm: positive(300),
})

const STAGES = ['in-service', 'candidate'] as const
const siteFacts = {
  name: Words(80),
  /** The radar of the picture whose plots come in, where it stands already. */
  feed: nullable(Ref('radar-site')),
  stage: Type.Enum(STAGES),
  position: Point,
  /** Ground above the sea, m; null: taken from the elevations the node has. */
  groundM: nullable(Type.Number({ minimum: -10, maximum: 5000 })),
  /** Antenna above the ground, m. */
  mastM: positive(300),
  radar: Radar,
  /** Of building and keeping it for the period compared, in one currency for all candidates. */
  cost: nullable(positive(1e12)),
  costSource: nullable(Words(300)),
}

/** A radar that stands, or a place where one could stand. */
export const radarSite = defineRecord({
  type: 'coverage-site',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...siteFacts, state: Type.Enum(['active', 'retired']) }),
  title: (b) => b.name,
  // Where a nation does not see is not for everybody.
  label: { class: 'restricted' },
  searched: {
    name: { kind: 'text', path: 'name' },
    stage: { kind: 'text', path: 'stage' },
    model: { kind: 'text', path: 'radar.model' },
    cost: { kind: 'number', path: 'cost' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'stage', 'model', 'cost', 'state'],
  states: { path: 'state', all: ['active', 'retired'] },
  retention: { kind: 'nation-sets', parameter: 'retention.coverage-site' },
  readers: [...WATCH, ENGINE],
})
export type RadarSite = Static<typeof radarSite.body>

export const placeSite = defineCommand({
  name: 'coverage-site.place',
  record: 'coverage-site',
  kind: 'create',
  input: closed(siteFacts),
  who: [...SUPERVISION],
})
const act = { record: 'coverage-site', kind: 'act', who: [...SUPERVISION], from: ['active'] } as const
export const changeSite = defineCommand({
  ...act,
  name: 'coverage-site.change',
  input: closed(siteFacts),
  reason: 'required',
})
/** Dragged on the map: its ground is another, so it is taken anew. */
export const moveSite = defineCommand({
  ...act,
  name: 'coverage-site.move',
  input: closed({ position: Point, groundM: siteFacts.groundM }),
  reason: 'required',
})
export const retireSite = defineCommand({
  ...act,
  name: 'coverage-site.retire',
  input: closed({}),
  reason: 'required',
})
