import fc from 'fast-check'
import { expect, test } from 'vitest'

import { after, closestApproach, type MovingPoint } from './cpa.ts'
import { geodesicDirect, geodesicDistanceM } from './geodesic.ts'
import { degrees, runs } from './testing/arbitraries.ts'

const castries = { lon: -61.05, lat: 14.02 }

test('head-on at 10 kn each from 10 NM: half an hour', () => {
  const north = { position: { lon: -61, lat: 14 }, courseDeg: 0, speedKn: 10 }
  const south = { position: geodesicDirect(north.position, 0, 18_520).position, courseDeg: 180, speedKn: 10 }
  const r = closestApproach(north, south)
  expect(r.tcpaSeconds).toBeCloseTo(1800, 0)
  expect(r.cpaM).toBeLessThan(1)
  expect(r.rangeM).toBeCloseTo(18_520, 3)
  expect(r.bearingDeg).toBeCloseTo(0, 6)
  expect(r.checked).toBe(true)
})

test('same course and speed: no relative motion, the range now', () => {
  const a = { position: castries, courseDeg: 45, speedKn: 12 }
  const b = { ...a, position: { lon: -61.1, lat: 14.05 } }
  const r = closestApproach(a, b)
  expect(r.tcpaSeconds).toBe(0)
  expect(r.cpaM).toBeCloseTo(r.rangeM, 6)
})

const mover: fc.Arbitrary<MovingPoint> = fc
  .record({
    bearing: degrees(0, 359),
    rangeM: degrees(0, 60_000),
    courseDeg: degrees(0, 359),
    speedKn: degrees(0, 45),
  })
  .map(({ bearing, rangeM, courseDeg, speedKn }) => ({
    position: geodesicDirect(castries, bearing, rangeM).position,
    courseDeg,
    speedKn,
  }))

test('no moment within two hours of the found one is closer, on the ellipsoid', () => {
  fc.assert(
    fc.property(mover, mover, (a, b) => {
      const r = closestApproach(a, b)
      // Nearly parallel courses meet at a far horizon, where the rhumb lines' own curving takes over.
      fc.pre(Math.abs(r.tcpaSeconds) < 4 * 3600)
      expect(r.checked).toBe(true)
      for (let dt = -7200; dt <= 7200; dt += 600) {
        const t = r.tcpaSeconds + dt
        const m = geodesicDistanceM(after(a, t).position, after(b, t).position)
        // A relative speed below 0.01 m/s counts as none (docstring of `Cpa`).
        const nilMotionM = r.tcpaSeconds === 0 ? 0.01 * Math.abs(dt) : 0
        expect(m).toBeGreaterThan(r.cpaM - Math.max(5, 0.001 * m, nilMotionM))
      }
    }),
    runs(2000),
  )
})

test('swapping the two changes nothing but the bearing', () => {
  fc.assert(
    fc.property(mover, mover, (a, b) => {
      const ab = closestApproach(a, b)
      const ba = closestApproach(b, a)
      expect(Math.abs(ab.tcpaSeconds - ba.tcpaSeconds)).toBeLessThan(1e-3 + 1e-6 * Math.abs(ab.tcpaSeconds))
      expect(Math.abs(ab.cpaM - ba.cpaM)).toBeLessThan(0.1)
    }),
    runs(1000),
  )
})
