import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord } from '@basinet/kernel/contract'
import { Point } from './geo.ts'
import { CAPABILITY, LINE, SERVICE, SUPERVISION, WATCH } from './words.ts'

const strict = { additionalProperties: false }
const Octet = Type.Integer({ minimum: 0, maximum: 255 })

const facts = {
  name: Type.String({ minLength: 1, maxLength: 80 }),
  /** Data source of its plots: system area and identification code (ASTERIX item 010, EUROCONTROL-SPEC-0149 Part 1). */
  sac: Octet,
  sic: Octet,
  position: Point,
  /** Of the antenna above mean sea level, m. */
  antennaM: Type.Number({ minimum: -100, maximum: 6000 }),
  /** Instrumented range, NM. */
  rangeNm: Type.Number({ minimum: 1, maximum: 256 }),
  /** Time of one revolution, s. */
  scanSeconds: Type.Number({ minimum: 0.5, maximum: 60 }),
  /** Standard deviations of a plot, as its maker or a trial says. */
  sigmaRangeM: Type.Number({ minimum: 1, maximum: 2000 }),
  sigmaBearingDeg: Type.Number({ minimum: 0.01, maximum: 5 }),
  note: Type.String({ maxLength: 2000 }),
}

/** A radar whose plots come in over a feed; without its site a plot is nowhere. */
export const radarSite = defineRecord({
  type: 'radar-site',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object({ ...facts, state: Type.Enum(['active', 'retired']) }, strict),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    sac: { kind: 'integer', path: 'sac' },
    sic: { kind: 'integer', path: 'sic' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'sac', 'sic', 'state'],
  fullText: (b) => [b.note],
  states: { path: 'state', all: ['active', 'retired'] },
  retention: { kind: 'nation-sets', parameter: 'retention.radar-site' },
  readers: [...WATCH, 'administrator', 'feed-keeper', SERVICE],
})
export type RadarSite = Static<typeof radarSite.body>

const MAY_CHANGE = [...SUPERVISION, 'administrator', 'feed-keeper']

export const registerRadar = defineCommand({
  name: 'radar-site.register',
  record: 'radar-site',
  kind: 'create',
  input: Type.Object(facts, strict),
  who: MAY_CHANGE,
})
export const changeRadar = defineCommand({
  name: 'radar-site.change',
  record: 'radar-site',
  kind: 'act',
  input: Type.Object(facts, strict),
  who: MAY_CHANGE,
  from: ['active'],
  reason: 'required',
})
export const retireRadar = defineCommand({
  name: 'radar-site.retire',
  record: 'radar-site',
  kind: 'act',
  input: Type.Object({}, strict),
  who: MAY_CHANGE,
  from: ['active'],
  reason: 'required',
})
