import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildLandIndex, type PolygonFeatures } from '@basinet/geodesy'
import { createRuleEngine, type RuleEngine } from '../lines/1-maritime/picture/rules/engine.ts'
import { emptyPositionUpdate } from '../lines/1-maritime/picture/rules/update.ts'
import type { WatchedArea } from '../lines/1-maritime/picture/rules/watched-area.ts'
import { BenchError, type BenchResult } from './bench.ts'

const UPDATES = 2_000_000
const AREAS = 200
const INTERVAL_MS = 10_000
const START_MS = Date.UTC(2026, 10, 24)
const BOX = { west: -62.5, south: 12, width: 3, height: 4 }

/**
 * `npm run bench -- rules`: position reports a processor second through all rules, with the full coastline, 200 areas and a
 * tick each simulated second; for 10,000 and 200,000 vessels known.
 */
export function run(): Promise<BenchResult> {
  const ours: Record<string, number> = {}
  const notes = [
    `${UPDATES.toLocaleString('en')} reports each, ${AREAS} circular areas, Caribbean coast in full detail`,
  ]
  for (const vessels of [10_000, 200_000]) {
    const engine = engineWithAreas()
    const before = process.memoryUsage.rss()
    const fleet = createFleet(vessels)
    drive(engine, fleet, vessels)
    const started = process.cpuUsage()
    const alerts = drive(engine, fleet, UPDATES)
    const { user, system } = process.cpuUsage(started)
    ours[`${vessels.toLocaleString('en')} vessels`] = Math.round(UPDATES / ((user + system) / 1e6))
    const grown = Math.round((process.memoryUsage.rss() - before) / 1e6)
    notes.push(`${vessels.toLocaleString('en')} vessels: ${alerts} alerts, ${grown} MB more resident`)
  }
  return Promise.resolve({ name: 'rules', unit: 'reports/CPU-s', ours, rivals: {}, ratios: {}, notes })
}

function engineWithAreas(): RuleEngine {
  const file = join(import.meta.dirname, '../data/geo/caribbean-coastline.geojson')
  const land = buildLandIndex(JSON.parse(readFileSync(file, 'utf8')) as PolygonFeatures)
  if (!land.ok) throw new BenchError(land.error.message)
  const engine = createRuleEngine({ land: land.value })
  const areas = Array.from({ length: AREAS }, (_, n): WatchedArea => ({
    id: `area-${n}`,
    name: `area ${n}`,
    shape: {
      type: 'Circle',
      center: [BOX.west + (BOX.width * (n % 20)) / 20, BOX.south + (BOX.height * Math.floor(n / 20)) / 10],
      radiusM: 2000 + 300 * (n % 30),
    },
    onEntry: true,
    onExit: true,
    speedAboveKn: n % 3 === 0 ? 15 : null,
    speedBelowKn: null,
    severity: 'info',
    shipTypes: [],
    fromMs: null,
    untilMs: null,
  }))
  engine.configure({ areas, watchList: [] })
  return engine
}

interface Fleet {
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly course: Float64Array
  readonly speed: Float64Array
  sent: number
}

/** Spread over the box by the golden ratio: even, and the same in every run. */
function createFleet(n: number): Fleet {
  const spread = (i: number, step: number): number => (i * step) % 1
  return {
    lon: Float64Array.from({ length: n }, (_, i) => BOX.west + BOX.width * spread(i, 0.618_033_988_7)),
    lat: Float64Array.from({ length: n }, (_, i) => BOX.south + BOX.height * spread(i, 0.754_877_666_2)),
    course: Float64Array.from({ length: n }, (_, i) => 360 * spread(i, 0.569_840_291)),
    speed: Float64Array.from({ length: n }, (_, i) => 20 * spread(i, 0.819_172_513)),
    sent: 0,
  }
}

function drive(engine: RuleEngine, fleet: Fleet, updates: number): number {
  const u = emptyPositionUpdate()
  u.messageType = 1
  u.navStatus = 0
  u.station = 'BENCH'
  const n = fleet.lon.length
  let alerts = 0
  for (let k = 0; k < updates; k++) {
    const i = fleet.sent % n
    const round = Math.floor(fleet.sent / n)
    const metres = fleet.speed[i]! * (1852 / 3600) * (INTERVAL_MS / 1000)
    const course = (fleet.course[i]! * Math.PI) / 180
    fleet.lon[i]! += (metres * Math.sin(course)) / 108_000
    fleet.lat[i]! += (metres * Math.cos(course)) / 110_600
    u.mmsi = 343_000_000 + i
    u.atMs = START_MS + round * INTERVAL_MS + Math.floor((i / n) * INTERVAL_MS)
    u.lon = fleet.lon[i]!
    u.lat = fleet.lat[i]!
    u.sogKn = fleet.speed[i]!
    u.cogDeg = fleet.course[i]!
    alerts += engine.onPosition(u).length
    if (fleet.sent % Math.ceil(n / 10) === 0) alerts += engine.tick(u.atMs).length
    fleet.sent++
  }
  return alerts
}
