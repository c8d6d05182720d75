import fc from 'fast-check'
import { expect, test } from 'vitest'

import { geodesicDistanceM } from './geodesic.ts'
import { meridianArcM, latitudeOfMeridianArc } from './meridian-arc.ts'
import { normalizeLonDeg } from './position.ts'
import { rhumbDirect, rhumbInverse } from './rhumb.ts'
import { anyPosition, degrees, runs } from './testing/arbitraries.ts'

test('New York to Singapore, the example of GeographicLib RhumbSolve(1)', () => {
  const jfk = { lat: 40 + 38 / 60 + 23 / 3600, lon: -(73 + 46 / 60 + 44 / 3600) }
  const sin = { lat: 1 + 21 / 60 + 33 / 3600, lon: 103 + 59 / 60 + 22 / 3600 }
  const r = rhumbInverse(jfk, sin)
  expect(Math.round(r.distanceM)).toBe(18_523_563)
  expect(r.bearingDeg).toBeCloseTo(103 + 34 / 60 + 58.2 / 3600, 4)
})

test('a quarter of the meridian is 10,001,965.729 m (Snyder, USGS PP 1395, table 2 bounds; Karney 2011)', () => {
  expect(meridianArcM(Math.PI / 2)).toBeCloseTo(10_001_965.7293, 3)
  for (const lat of [-1.4, -0.2, 0, 0.3, 1.2])
    expect(latitudeOfMeridianArc(meridianArcM(lat))).toBeCloseTo(lat, 11)
})

test('direct undoes inverse, and a rhumb line is never shorter than the geodesic', () => {
  fc.assert(
    fc.property(anyPosition, anyPosition, (from, to) => {
      const r = rhumbInverse(from, to)
      const reached = rhumbDirect(from, r.bearingDeg, r.distanceM)
      expect(geodesicDistanceM(reached, to)).toBeLessThan(0.02)
      expect(r.distanceM).toBeGreaterThanOrEqual(geodesicDistanceM(from, to) - 1e-3)
    }),
    runs(5000),
  )
})

test('due east and almost due east agree: the change to the derivative leaves no step', () => {
  fc.assert(
    fc.property(degrees(-80, 80), degrees(0.01, 90), (lat, dLon) => {
      const from = { lon: 0, lat }
      const onParallel = rhumbInverse(from, { lon: dLon, lat }).distanceM
      const beside = rhumbInverse(from, { lon: dLon, lat: lat + 6e-8 }).distanceM
      expect(Math.abs(onParallel - beside) / onParallel).toBeLessThan(1e-5)
    }),
    runs(2000),
  )
})

test('a line that would pass the pole stops there; the antimeridian is passed', () => {
  expect(rhumbDirect({ lon: 10, lat: 89 }, 0, 500_000)).toEqual({ lon: 10, lat: 90 })
  const over = rhumbDirect({ lon: 179.9, lat: 0 }, 90, 50_000)
  expect(over.lon).toBeLessThan(-179)
  expect(normalizeLonDeg(over.lon)).toBe(over.lon)
})
