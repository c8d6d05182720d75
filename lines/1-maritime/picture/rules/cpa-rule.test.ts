import { expect, test } from 'vitest'

import { geodesicDirect } from '@basinet/geodesy'
import { engineWith, LCA_SHIP, position, rules, START_MS } from './testing/drive.ts'

const cpa = { limitM: 500, aheadSeconds: 1800, guarded: null }
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
  expect(meet({ cpa }, 100)).toEqual(['collision.cpa'])
  expect(meet({ cpa }, 900)).toEqual([])
  expect(meet({}, 100)).toEqual([])
})

test('only the guarded vessels where some are named', () => {
  expect(meet({ cpa: { ...cpa, guarded: [LCA_SHIP + 1] } }, 100)).toEqual(['collision.cpa'])
  expect(meet({ cpa: { ...cpa, guarded: [999] } }, 100)).toEqual([])
})

test('says who, how close and when; past meetings and boats at one pier are not said', () => {
  const engine = engineWith({ cpa })
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
  expect(alerts[0]!.why.params).toMatchObject({ minutes: 15, rangeNm: 3 })
  expect(alerts[0]!.why.params['cpaM']).toBeLessThan(5)
})
