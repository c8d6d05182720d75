import fc from 'fast-check'
import { expect, test } from 'vitest'

import { bearingRangeFix } from './bearing-range.ts'
import { deadReckon, RADIUS_95_SIGMAS, reachableRadiusM } from './dead-reckoning.ts'
import { geodesicDistanceM } from './geodesic.ts'
import { rhumbDirect } from './rhumb.ts'
import { degrees, runs } from './testing/arbitraries.ts'

const start = {
  position: { lon: -61, lat: 14 },
  courseDeg: 270,
  speedKn: 10,
  positionSigmaM: 100,
  speedSigmaKn: 1,
  courseSigmaDeg: 5,
}

test('the 95 % factor is the Rayleigh quantile', () => {
  expect(RADIUS_95_SIGMAS).toBeCloseTo(2.4477, 4)
})

test('one hour at 10 kn: position run, errors by the propagation law worked by hand', () => {
  const r = deadReckon(start, 3600)
  expect(geodesicDistanceM(start.position, r.position)).toBeCloseTo(18_520, 0)
  expect(r.alongSigmaM).toBeCloseTo(Math.sqrt(100 ** 2 + 1852 ** 2), 6)
  expect(r.acrossSigmaM).toBeCloseTo(Math.sqrt(100 ** 2 + (18_520 * 0.0871557427) ** 2), 3)
  expect(r.radius95M).toBeCloseTo(2.44775 * r.alongSigmaM, 0)
})

test('the circle only grows, and starts at the position error', () => {
  fc.assert(
    fc.property(degrees(0, 40_000), degrees(0, 40_000), (s1, s2) => {
      const [early, late] = s1 < s2 ? [s1, s2] : [s2, s1]
      expect(deadReckon(start, late).radius95M).toBeGreaterThanOrEqual(deadReckon(start, early).radius95M)
      expect(deadReckon(start, early).radius95M).toBeGreaterThanOrEqual(deadReckon(start, 0).radius95M)
    }),
    runs(1000),
  )
  expect(deadReckon(start, 0).position).toEqual(start.position)
})

test('the circle holds at least 95 % of simulated contacts (seeded draws)', () => {
  let seed = 0x2545f491
  const uniform = (): number => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return ((seed >>> 0) + 0.5) / 2 ** 32
  }
  const gauss = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const reckoned = deadReckon(start, 3 * 3600)
  const draws = 4000
  let held = 0
  for (let i = 0; i < draws; i++) {
    const off = rhumbDirect(rhumbDirect(start.position, 0, 100 * gauss()), 90, 100 * gauss())
    const speedMps = (start.speedKn + gauss()) * (1852 / 3600)
    const end = rhumbDirect(off, start.courseDeg + 5 * gauss(), speedMps * 3 * 3600)
    if (geodesicDistanceM(end, reckoned.position) <= reckoned.radius95M) held++
  }
  expect(held / draws).toBeGreaterThan(0.95)
})

test('bearing and range from a station', () => {
  const fix = bearingRangeFix({
    station: { lon: -61, lat: 14 },
    bearingDeg: 90,
    rangeM: 10_000,
    bearingSigmaDeg: 1,
    rangeSigmaM: 50,
  })
  expect(geodesicDistanceM({ lon: -61, lat: 14 }, fix.position)).toBeCloseTo(10_000, 4)
  expect(fix.crossSigmaM).toBeCloseTo(174.5, 0)
  expect(fix.radialSigmaM).toBe(50)
  expect(fix.radius95M).toBeCloseTo(2.4477 * fix.crossSigmaM, 1)
})

test('a contact of unknown course lies within top speed times time', () => {
  expect(reachableRadiusM(100, 40, 3600)).toBeCloseTo(100 + 40 * 1852, 6)
})
