import { beforeAll, expect, test } from 'vitest'
import type { LandIndex } from '@basinet/geodesy'

import { GROUNDS, wander } from './fleet-fishing.ts'
import { locate, type Spot } from './route.ts'
import { ROUTES } from './routes.ts'
import { createSea } from './create-sea.ts'
import { loadLand } from './testing/coast.ts'

let land: LandIndex
beforeAll(() => {
  land = loadLand()
})

const STEP_M = 80
const habits = [-1, 0, 1].flatMap((across) =>
  [-0.7, 0.7].flatMap((berthEast) => [-0.7, 0.7].map((berthNorth) => ({ across, berthEast, berthNorth }))),
)

test.each(Object.values(ROUTES))(
  'no vessel in $name touches land, from the left edge of the way to the right',
  (route) => {
    const spot: Spot = { lon: 0, lat: 0, courseDeg: 0, turnDegPerM: 0 }
    const aground: string[] = []
    for (const habit of habits) {
      let [lon, lat] = [Number.NaN, Number.NaN]
      for (let s = 0; s <= route.lengthM; s += STEP_M) {
        locate(route, s, habit, spot)
        const crossed = s > 0 && land.crossesCoast(lon, lat, spot.lon, spot.lat)
        if (crossed || land.isOnLand(spot.lon, spot.lat))
          aground.push(`${(s / 1000).toFixed(1)} km, across ${habit.across}`)
        lon = spot.lon
        lat = spot.lat
      }
    }
    expect(aground).toEqual([])
  },
)

test.each(GROUNDS)('the ground of $name is open water, whatever way the boats take', (ground) => {
  expect(land.isOnLand(ground.lon, ground.lat)).toBe(false)
  expect(land.distanceToCoastM(ground.lon, ground.lat)).toBeGreaterThan(ground.radiusM)
  for (let seed = 0; seed < 20; seed++) {
    const route = wander(ground, seed, 30_000)
    expect(route.lengthM).toBeLessThan(30_001)
    expect(route.lengthM).toBeGreaterThan(15_000)
  }
})

test('over two days no craft of a large sea is ever on land, scenarios and go-fasts included', () => {
  const startMs = Date.UTC(2026, 10, 24)
  const seed = Number(process.env['BASINET_SEED'] ?? 4711)
  const sea = createSea({ seed, startMs, vessels: 500 })
  let checked = 0
  const aground: string[] = []
  for (let minute = 0; minute < 48 * 60; minute += 7) {
    for (const v of sea.truth(startMs + minute * 60_000)) {
      if (v.kind === 'aircraft' || v.kind === 'base-station') continue
      checked++
      if (land.isOnLand(v.lon, v.lat))
        aground.push(`seed ${seed}, minute ${minute}: ${v.id} at ${v.lon}, ${v.lat}`)
    }
  }
  expect(aground).toEqual([])
  expect(checked).toBeGreaterThan(200_000)
})
