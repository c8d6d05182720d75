import fc from 'fast-check'
import { expect, test } from 'vitest'

import { geodesicDirect, geodesicDistanceM } from './geodesic.ts'
import { createLocalPlane, fromPlane, quickDistanceM, toEastM, toNorthM } from './local-plane.ts'
import { degrees, runs, tradePosition } from './testing/arbitraries.ts'

test('the plane keeps its stated accuracy inside 50 km', () => {
  fc.assert(
    fc.property(tradePosition, degrees(0, 360), degrees(100, 50_000), (origin, bearing, distanceM) => {
      const there = geodesicDirect(origin, bearing, distanceM).position
      const plane = createLocalPlane(origin)
      const planeM = Math.hypot(toEastM(plane, there.lon), toNorthM(plane, there.lat))
      expect(Math.abs(planeM - distanceM) / distanceM).toBeLessThan(Math.abs(origin.lat) < 30 ? 0.003 : 0.01)
      expect(Math.abs(quickDistanceM(origin.lon, origin.lat, there.lon, there.lat) - distanceM)).toBeLessThan(
        distanceM * 0.001,
      )
      const back = fromPlane(plane, toEastM(plane, there.lon), toNorthM(plane, there.lat))
      expect(geodesicDistanceM(back, there)).toBeLessThan(0.001)
    }),
    runs(5000),
  )
})
