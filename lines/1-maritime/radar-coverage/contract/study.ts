import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import {
  CAPABILITY,
  closed,
  ENGINE,
  Instant,
  LINE,
  nullable,
  Point,
  Polygon,
  SUPERVISION,
  WATCH,
  Words,
} from './words.ts'

const SITES_MAX = 24
/** Squares that a zone is cut into at most. */
export const CELLS_MAX = 40_000
const Id = Type.String({ format: 'uuid' })
const Km2 = Type.Number({ minimum: 0 })
const Count = Type.Integer({ minimum: 0 })

/** What is to be seen, and how surely. */
const Target = closed({
  name: Words(80),
  heightM: Type.Number({ exclusiveMinimum: 0, maximum: 20_000 }),
  rcsM2: Type.Number({ exclusiveMinimum: 0, maximum: 1e6 }),
  fluctuation: Type.Enum(['steady', 'swerling-1']),
  /** Albersheim's fit holds from 0.1 to 0.9. */
  probability: Type.Number({ minimum: 0.1, maximum: 0.9 }),
})
const Sea = closed({
  /** Douglas scale; the clutter model ends at 6. */
  state: Type.Integer({ minimum: 0, maximum: 6 }),
  /** Four standard deviations of the surface, m. */
  significantWaveM: Type.Number({ minimum: 0, maximum: 20 }),
})
const asked = {
  title: Words(120),
  zone: Polygon,
  target: Target,
  /** Null: nothing of the sea is reckoned with, for targets high above it. */
  sea: nullable(Sea),
  sites: Type.Array(Ref('coverage-site'), { maxItems: SITES_MAX }),
  candidates: Type.Array(Ref('coverage-site'), { maxItems: SITES_MAX }),
  /** For the best selection of candidates, in the unit of their costs. */
  budget: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1e12 })),
  /** Side of a square, m. */
  cellM: Type.Number({ minimum: 50, maximum: 50_000 }),
}
const TERRAIN = ['loaded', 'partly loaded', 'no terrain data'] as const

const SiteResult = closed({
  site: Id,
  name: Words(80),
  candidate: Type.Boolean(),
  position: Point,
  antennaM: Type.Number(),
  terrain: Type.Enum(TERRAIN),
  /** Outermost detection on each whole bearing. */
  outline: Type.Array(Type.Tuple([Type.Number(), Type.Number()]), { maxItems: 361 }),
  seesKm2: Km2,
})
const Grid = closed({
  west: Type.Number(),
  south: Type.Number(),
  cellLon: Type.Number(),
  cellLat: Type.Number(),
  /** Row from the south, column from the west, squares in a row with the same number of standing radars, that number. */
  runs: Type.Array(Type.Tuple([Count, Count, Count, Count]), { maxItems: CELLS_MAX }),
})
const Result = closed({
  at: Instant,
  elevations: Type.Array(Words(120), { maxItems: 200 }),
  sites: Type.Array(SiteResult, { maxItems: 2 * SITES_MAX }),
  grid: Grid,
  zoneKm2: Km2,
  seenKm2: Km2,
  gapKm2: Km2,
  /** Area seen by exactly n standing radars, from 0. */
  byCountKm2: Type.Array(Km2, { maxItems: SITES_MAX + 1 }),
  ranked: Type.Array(closed({ site: Id, name: Words(80), cost: Type.Number(), closedKm2: Km2 }), {
    maxItems: SITES_MAX,
  }),
  best: nullable(closed({ sites: Type.Array(Id), cost: Type.Number(), closedKm2: Km2 })),
  /** Candidates left out of the ranking: no cost is entered. */
  uncosted: Type.Array(Words(80), { maxItems: SITES_MAX }),
  engine: Words(80),
})
export type StudyResult = Static<typeof Result>
const STUDY_STATES = ['waiting', 'done', 'failed'] as const

/** One question to the radars of a zone, with its answer: what they see of this target in this sea, and what to build. */
export const coverageStudy = defineRecord({
  type: 'coverage-study',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...asked,
    result: nullable(Result),
    problem: nullable(Words(500)),
    state: Type.Enum(STUDY_STATES),
  }),
  title: (b) => b.title,
  label: { class: 'restricted' },
  searched: {
    title: { kind: 'text', path: 'title' },
    target: { kind: 'text', path: 'target.name' },
    gapKm2: { kind: 'number', path: 'result.gapKm2' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['title', 'target', 'gapKm2', 'state'],
  states: { path: 'state', all: STUDY_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.coverage-study' },
  readers: [...WATCH, ENGINE],
})
export type CoverageStudy = Static<typeof coverageStudy.body>

export const askStudy = defineCommand({
  name: 'coverage-study.ask',
  record: 'coverage-study',
  kind: 'create',
  input: closed(asked),
  who: [...SUPERVISION, 'watch-officer'],
})
/** With the sites and elevations of now. */
export const repeatStudy = defineCommand({
  name: 'coverage-study.repeat',
  record: 'coverage-study',
  kind: 'act',
  input: closed({}),
  who: [...SUPERVISION, 'watch-officer'],
  from: STUDY_STATES,
})
export const reportStudy = defineCommand({
  name: 'coverage-study.report',
  record: 'coverage-study',
  kind: 'act',
  input: closed({ result: nullable(Result), problem: nullable(Words(500)) }),
  who: [ENGINE],
  from: ['waiting'],
})
