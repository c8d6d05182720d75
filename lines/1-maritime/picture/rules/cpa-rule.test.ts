import { expect, test } from 'vitest'

import { geodesicDirect } from '@basinet/geodesy'
import { engineWith, LCA_SHIP, position, rules, START_MS } from './testing/drive.ts'

const cpa = {
  id: 'watch-1',
  name: 'Channel',
  limitM: 500,
  aheadSeconds: 1800,
  guarded: null,
  severity: 'warning',
} as const
const middle = { lon: -61.5, lat: 13.9 }

/** Two vessels that meet in 15 minutes, `missM` metres apart. */
function meet(settings: Parameters<typeof engineWith>[0], missM: number): string[] {
  const engine = engineWith(settings)
  const run = (12 * 1852) / 4
  const aim = geodesicDirect(middle, 0, missM).position
  engine.onPosition(position({ ...geodesicDirect(middle, 270, run).position, sogKn: 12, cogDeg: 90 }))
  engine.onPosition(
    position({ mmsi: LCA_SHIP + 1, ...geodesicDirect(aim, 90, run).position, sogKn: 12, cogDeg: 270 }),
  )
  return rules([
    ...engine.tick(START_MS + 1000),
    ...engine.tick(START_MS + 12_000),
    ...engine.tick(START_MS + 24_000),
  ])
}

test('a close meeting ahead is said once; a wide one not; none where no watch is set', () => {
  expect(meet({ approaches: [cpa] }, 100)).toEqual(['collision.cpa'])
  expect(meet({ approaches: [cpa] }, 900)).toEqual([])
  expect(meet({}, 100)).toEqual([])
})

test('each watch says it for itself; one that is changed says it anew, one that stays does not', () => {
  const near = { ...cpa, id: 'watch-2', limitM: 200, severity: 'critical' } as const
  expect(meet({ approaches: [cpa, near] }, 100)).toEqual(['collision.cpa', 'collision.cpa'])
  expect(meet({ approaches: [cpa, near] }, 300)).toEqual(['collision.cpa'])
  const engine = engineWith({ approaches: [cpa, near] })
  engine.onPosition(position({ ...geodesicDirect(middle, 270, 5556).position, sogKn: 12, cogDeg: 90 }))
  engine.onPosition(position({ mmsi: LCA_SHIP + 1, ...middle, sogKn: 0, cogDeg: Number.NaN }))
  expect(engine.tick(START_MS).map((a) => a.severity)).toEqual(['warning', 'critical'])
  engine.configure({ areas: [], watchList: [], approaches: [cpa, { ...near, limitM: 250 }] })
  expect(engine.tick(START_MS + 11_000).map((a) => a.severity)).toEqual(['critical'])
})

test('only the guarded vessels where some are named', () => {
  expect(meet({ approaches: [{ ...cpa, guarded: [LCA_SHIP + 1] }] }, 100)).toEqual(['collision.cpa'])
  expect(meet({ approaches: [{ ...cpa, guarded: [999] }] }, 100)).toEqual([])
})

test('says who, how close and when; past meetings and boats at one pier are not said', () => {
  const engine = engineWith({ approaches: [cpa] })
  engine.onPosition(position({ ...geodesicDirect(middle, 270, 5556).position, sogKn: 12, cogDeg: 90 }))
  engine.onPosition(position({ mmsi: LCA_SHIP + 1, ...middle, sogKn: 0, cogDeg: Number.NaN }))
  engine.onPosition(
    position({ mmsi: LCA_SHIP + 2, ...geodesicDirect(middle, 0, 40).position, sogKn: 0, cogDeg: 0 }),
  )
  engine.onPosition(
    position({ mmsi: LCA_SHIP + 3, ...geodesicDirect(middle, 180, 3000).position, sogKn: 10, cogDeg: 180 }),
  )
  const alerts = engine.tick(START_MS)
  expect(alerts.map((a) => [a.subject.mmsi, a.otherMmsi])).toEqual([
    [LCA_SHIP, LCA_SHIP + 1],
    [LCA_SHIP, LCA_SHIP + 2],
  ])
  expect(alerts[0]!.why.params).toMatchObject({ watch: 'Channel', minutes: 15, rangeNm: 3 })
  expect(alerts[0]!.why.params['cpaM']).toBeLessThan(5)
})
