import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seeded } from '../kernel/seeded.ts'
import { calibrate, costOf, fuseFingers, lnLikelihoodRatio } from './calibration.ts'

function normals(count: number, mean: number, seed: number): number[] {
  const random = seeded(seed)
  return Array.from(
    { length: count },
    () => mean + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  )
}

it('finds the ratio of two normal distributions, which is known', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.double({ min: 1, max: 3, noNaN: true }), (seed, apart) => {
      const [mates, strangers] = [normals(4000, apart, seed), normals(4000, 0, seed + 1)]
      const calibration = calibrate(mates, strangers)
      // ln N(x; d, 1) / N(x; 0, 1) = d x - d^2 / 2.
      expect(Math.abs(calibration.slope / apart - 1)).toBeLessThan(0.25)
      expect(Math.abs(lnLikelihoodRatio(calibration, apart / 2))).toBeLessThan(0.35)
      const cost = costOf(calibration, mates, strangers)
      expect(cost).toBeGreaterThan(0)
      expect(cost).toBeLessThan(0.9)
    }),
    { numRuns: 8 },
  )
})

it('claims no more than the counts bear', () => {
  const calibration = calibrate(normals(50, 100, 1), normals(400, 0, 2))
  expect(lnLikelihoodRatio(calibration, 1e6)).toBeCloseTo(Math.log(400))
  expect(lnLikelihoodRatio(calibration, -1e6)).toBeCloseTo(-Math.log(50))
  expect(() => calibrate([1, 2], normals(400, 0, 2))).toThrow('2 mates')
  expect(fuseFingers([3, 50, -1], 5)).toBe(7)
})
