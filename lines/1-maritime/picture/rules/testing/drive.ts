import { geodesicDirect, METRES_PER_SECOND_PER_KN, type LandIndex, type LonLat } from '@basinet/geodesy'

import type { Alert } from '../alert.ts'
import { createRuleEngine, type RuleEngine, type RuleEngineOptions, type RuleSettings } from '../engine.ts'
import { emptyPositionUpdate, type PositionUpdate } from '../update.ts'
import type { WatchedArea } from '../watched-area.ts'

export const START_MS = Date.UTC(2026, 10, 24, 12)
export const LCA_SHIP = 343_900_001

export const position = (fields: Partial<PositionUpdate>): PositionUpdate => ({
  ...emptyPositionUpdate(),
  mmsi: LCA_SHIP,
  atMs: START_MS,
  messageType: 1,
  navStatus: 0,
  station: 'SIMLCA1',
  ...fields,
})

export function engineWith(
  settings: Partial<RuleSettings> = {},
  options: Partial<RuleEngineOptions> = {},
): RuleEngine {
  const engine = createRuleEngine({ land: null, ...options })
  const refused = engine.configure({ areas: [], watchList: [], ...settings })
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  return engine
}

type Run = {
  mmsi?: number
  from: LonLat
  courseDeg: number
  speedKn: number
  /** What the reports say, where that differs. */
  saidKn?: number
  saidDeg?: number
  everySeconds?: number
  times: number
  startMs?: number
  shift?: (n: number) => Partial<PositionUpdate>
}

/** Drives one vessel along a line through the engine and gives all its alerts. */
export function run(engine: RuleEngine, r: Run): Alert[] {
  const alerts: Alert[] = []
  const every = r.everySeconds ?? 10
  for (let n = 0; n < r.times; n++) {
    const metres = r.speedKn * METRES_PER_SECOND_PER_KN * every * n
    const at = geodesicDirect(r.from, r.courseDeg, metres).position
    alerts.push(
      ...engine.onPosition(
        position({
          mmsi: r.mmsi ?? LCA_SHIP,
          atMs: (r.startMs ?? START_MS) + 1000 * every * n,
          lon: at.lon,
          lat: at.lat,
          sogKn: r.saidKn ?? r.speedKn,
          cogDeg: r.saidDeg ?? r.courseDeg,
          ...r.shift?.(n),
        }),
      ),
    )
  }
  return alerts
}

export const rules = (alerts: readonly Alert[]): string[] => alerts.map((a) => a.rule)

export const area = (fields: Partial<WatchedArea>): WatchedArea => ({
  id: 'area-1',
  name: 'Marine reserve',
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [-61.2, 13.9],
        [-61.1, 13.9],
        [-61.1, 14],
        [-61.2, 14],
        [-61.2, 13.9],
      ],
    ],
  },
  onEntry: true,
  onExit: true,
  speedAboveKn: null,
  speedBelowKn: null,
  severity: 'warning',
  shipTypes: [],
  fromMs: null,
  untilMs: null,
  ...fields,
})

/** A land index that knows one square island; stands in where a test is about the rule and not the coast. */
export function squareIsland(west: number, south: number, sizeDeg: number): LandIndex {
  const inside = (lon: number, lat: number): boolean =>
    lon > west && lon < west + sizeDeg && lat > south && lat < south + sizeDeg
  const metres = (lon: number, lat: number): number =>
    111_000 *
    Math.min(
      Math.abs(lon - west),
      Math.abs(lon - west - sizeDeg),
      Math.abs(lat - south),
      Math.abs(lat - south - sizeDeg),
    )
  return {
    isOnLand: inside,
    distanceToCoastM: metres,
    nearestCoast: (lon: number, lat: number) => ({ distanceM: metres(lon, lat), feature: 0 }),
    covers: () => true,
    crossesCoast: () => false,
    grid: {} as LandIndex['grid'],
  }
}
