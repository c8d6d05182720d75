import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { twoRayFactor } from '../sea/two-ray.ts'
import { seaClutterM2, seaReflectivityDb } from '../sea/clutter.ts'
import { COASTAL } from '../testing/radar.ts'
import { horizonM } from './horizon.ts'
import { freeSpaceRangeM, freeSpaceSnr } from './radar-equation.ts'
import { albersheimDb, requiredSnrDb, swerling1Db, swerling1Probability } from './required-snr.ts'

describe('horizon', () => {
  it('is 4.12 (sqrt h_r + sqrt h_t) km on an earth of 4/3', () => {
    for (const [radar, target] of [
      [300, 0],
      [300, 1],
      [300, 3048],
    ] as const)
      expect(horizonM(radar, target) / 4120 / (Math.sqrt(radar) + Math.sqrt(target))).toBeCloseTo(1, 2)
    expect(horizonM(0, 0)).toBe(0)
  })
})

describe('signal needed', () => {
  it('is the textbook value for a steady and a Swerling 1 target at 0.9 and 1e-6', () => {
    expect(albersheimDb(0.9, 1e-6)).toBeCloseTo(13.11, 2)
    expect(swerling1Db(0.9, 1e-6)).toBeCloseTo(21.14, 2)
    expect(requiredSnrDb('swerling-1', 0.9, 1e-6, 1)).toBeCloseTo(21.14, 2)
  })

  it('is met exactly by the probability that it was asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.99, noNaN: true }),
        fc.integer({ min: 3, max: 9 }),
        (pd, exponent) => {
          const pfa = 10 ** -exponent
          expect(swerling1Probability(swerling1Db(pd, pfa), pfa)).toBeCloseTo(pd, 9)
        },
      ),
    )
  })

  it('falls with the number of pulses, by less than their ratio', () => {
    const gain = albersheimDb(0.9, 1e-6, 1) - albersheimDb(0.9, 1e-6, 10)
    expect(gain).toBeGreaterThan(7)
    expect(gain).toBeLessThan(10)
  })
})

describe('radar equation', () => {
  it('is its own inverse and falls with the fourth power', () => {
    const range = freeSpaceRangeM(COASTAL, 5, 13)
    expect(10 * Math.log10(freeSpaceSnr(COASTAL, 5, range))).toBeCloseTo(13, 9)
    expect(freeSpaceRangeM(COASTAL, 80, 13) / range).toBeCloseTo(2, 9)
  })

  it('is the value worked by hand', () => {
    // 25 kW × 0.5 µs × 10^6.6 × (0.031893 m)² × 1 m² / (1984.4 × 10^16 m⁴) over 4.00388e-21 J × 10^1.1.
    expect(freeSpaceSnr(COASTAL, 1, 10_000) / 50.58).toBeCloseTo(1, 2)
  })
})

describe('the sea', () => {
  it('gives 16 sin^4(2 pi h_r h_t / (lambda R)) where it is smooth and near', () => {
    for (const range of [80, 150, 220, 300]) {
      const flat = 16 * Math.sin((2 * Math.PI * 5 * 1) / (0.03 * range)) ** 4
      expect(Math.abs(twoRayFactor(5, 1, range, 0.03) - flat)).toBeLessThan(0.1)
    }
  })

  it('reflects nothing when it is rough', () => {
    expect(twoRayFactor(300, 30, 5000, 0.03, 2)).toBeCloseTo(1, 6)
  })

  it('has the reflectivity of the fit worked by hand, and more in a higher sea', () => {
    const degree = Math.PI / 180
    expect(seaReflectivityDb('vertical', degree, 10e9, 3)).toBeCloseTo(-41.2, 1)
    const states = [0, 1, 2, 3, 4, 5, 6].map((state) =>
      seaReflectivityDb('horizontal', degree, 9.4e9, state)!,
    )
    expect(states).toEqual(states.toSorted((a, b) => a - b))
    expect(seaReflectivityDb('horizontal', degree, 9.4e9, 7)).toBeNull()
    expect(seaReflectivityDb('horizontal', degree, 100e9, 3)).toBeNull()
  })

  it('has no clutter beyond the horizon', () => {
    expect(seaClutterM2(COASTAL, horizonM(300, 0) + 1000, 3)).toBe(0)
    expect(seaClutterM2(COASTAL, 10_000, 3)).toBeGreaterThan(0)
  })
})
