import fc from 'fast-check'
import { expect, test } from 'vitest'

import { geodesicDirect, geodesicDistanceM, geodesicInverse, geodesicPath } from './geodesic.ts'
import { normalizeLonDeg, turnDeg } from './position.ts'
import { anyPosition, degrees, runs } from './testing/arbitraries.ts'

const dms = (d: number, m: number, s: number): number => Math.sign(d) * (Math.abs(d) + m / 60 + s / 3600)

test('Flinders Peak to Buninyong, the worked example of the GDA technical manual (ICSM, v2.4, chapter 4)', () => {
  // GRS 80; its flattening differs from WGS-84 in the ninth digit, far under the figures printed.
  const flinders = { lat: dms(-37, 57, 3.7203), lon: dms(144, 25, 29.5244) }
  const buninyong = { lat: dms(-37, 39, 10.1561), lon: dms(143, 55, 35.3839) }
  const r = geodesicInverse(flinders, buninyong)
  expect(r.distanceM).toBeCloseTo(54_972.271, 3)
  expect(r.initialBearingDeg).toBeCloseTo(dms(306, 52, 5.37), 5)
  expect(r.finalBearingDeg).toBeCloseTo(dms(127, 10, 25.07) + 180, 5)
})

test('New York to Singapore, the example of GeographicLib GeodSolve(1)', () => {
  const jfk = { lat: dms(40, 38, 23), lon: dms(-73, 46, 44) }
  const sin = { lat: dms(1, 21, 33), lon: dms(103, 59, 22) }
  const r = geodesicInverse(jfk, sin)
  expect(Math.round(r.distanceM)).toBe(15_347_628)
  expect(r.initialBearingDeg).toBeCloseTo(dms(3, 18, 29.9), 4)
  expect(r.finalBearingDeg).toBeCloseTo(dms(177, 29, 9.2), 4)
})

test('nearly antipodal points, where Vincenty does not converge (Karney 2013, section 5)', () => {
  const r = geodesicInverse({ lat: 0, lon: 0 }, { lat: 0.5, lon: 179.7 })
  expect(r.distanceM).toBeCloseTo(19_944_127.421, 2)
})

test('direct undoes inverse anywhere', () => {
  fc.assert(
    fc.property(anyPosition, degrees(0, 359.99), degrees(1, 19_000_000), (from, bearing, distanceM) => {
      const to = geodesicDirect(from, bearing, distanceM).position
      const back = geodesicInverse(from, to)
      expect(Math.abs(back.distanceM - distanceM)).toBeLessThan(1e-5)
    }),
    runs(5000),
  )
})

test('distance is symmetric and obeys the triangle inequality', () => {
  fc.assert(
    fc.property(anyPosition, anyPosition, anyPosition, (a, b, c) => {
      const ab = geodesicDistanceM(a, b)
      expect(Math.abs(ab - geodesicDistanceM(b, a))).toBeLessThan(1e-6)
      expect(ab).toBeLessThanOrEqual(geodesicDistanceM(a, c) + geodesicDistanceM(c, b) + 1e-6)
    }),
    runs(5000),
  )
})

test('a path has both ends, bounded steps, and passes the antimeridian', () => {
  const path = geodesicPath({ lon: 179, lat: 10 }, { lon: -179, lat: 12 }, 50_000)
  expect(path[0]).toEqual({ lon: 179, lat: 10 })
  expect(path.at(-1)).toEqual({ lon: -179, lat: 12 })
  for (let i = 1; i < path.length; i++) expect(geodesicDistanceM(path[i - 1]!, path[i]!)).toBeLessThan(50_001)
  expect(geodesicPath({ lon: 0, lat: 0 }, { lon: 90, lat: 0 }, 1, 10)).toHaveLength(10)
})

test('angles fold into their ranges', () => {
  expect(normalizeLonDeg(180)).toBe(-180)
  expect(normalizeLonDeg(541)).toBe(-179)
  expect(normalizeLonDeg(-180 - 1e-14)).toBeLessThan(180)
  expect(turnDeg(350, 10)).toBe(20)
  expect(turnDeg(10, 350)).toBe(-20)
})
