import { geodesicDistanceM, nmToM, rhumbInverse } from '@basinet/geodesy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planBarrier } from './barrier.ts'
import { coverage, effortM2, erf, pod, pos, spreadEffort, sweepWidthM, updatePoa } from './coverage.ts'
import { drift, leewayKn, searchRadiusM, totalProbableErrorM } from './drift.ts'
import { expandingSquare, legsOf, parallelTracks, sector, type PatternResult } from './pattern.ts'

const datum = { lon: -60.5, lat: 13.9 }
const must = (made: PatternResult) => {
  if (!made.ok) throw new Error(made.error.message)
  return made.value
}
const nm = (m: number) => m / 1852

describe('probability of detection', () => {
  // Koopman, Search and Screening (OEG Report 56, 1946): at coverage 1 random search finds 63 %, parallel sweeps by the
  // inverse cube law 79 %; USCG Addendum to the IAMSAR manual, POD curve for ideal conditions: 0.79 at 1.0, 0.47 at 0.5.
  it('is 63 % and 79 % at coverage 1, 47 % at one half by parallel sweeps', () => {
    expect(pod(1, 'random')).toBeCloseTo(0.632, 3)
    expect(pod(1, 'parallel')).toBeCloseTo(0.79, 2)
    expect(pod(0.5, 'parallel')).toBeCloseTo(0.47, 2)
    expect([pod(0, 'random'), pod(0, 'parallel')]).toEqual([0, expect.closeTo(0, 6)])
    expect(() => pod(-1, 'random')).toThrow('BUG')
  })

  it('takes the error function of Abramowitz & Stegun, table 7.1', () => {
    for (const [x, y] of [
      [0.5, 0.5204998778],
      [1, 0.8427007929],
      [1.5, 0.9661051465],
      [2, 0.995322265],
    ] as const) {
      expect(erf(x)).toBeCloseTo(y, 6)
      expect(erf(-x)).toBeCloseTo(-y, 6)
    }
  })

  it('joins width, spacing and effort', () => {
    const width = sweepWidthM({ uncorrectedM: nmToM(4), weather: 0.5, fatigue: 0.9, speed: 1 })
    expect(nm(width)).toBeCloseTo(1.8, 9)
    expect(coverage(width, nmToM(2))).toBeCloseTo(0.9, 9)
    // 1.8 NM at 90 kn for two hours: 324 square miles.
    expect(effortM2(width, 90, 7200) / 1852 ** 2).toBeCloseTo(324, 6)
    expect(pos(0.4, 0.5)).toBe(0.2)
  })

  it('moves what was searched in vain to where it was not searched (Bayes)', () => {
    const after = updatePoa([0.4, 0.6], [0.5, 0])!
    expect(after[0]).toBeCloseTo(0.25, 12)
    expect(after[1]).toBeCloseTo(0.75, 12)
    expect(updatePoa([1], [1])).toBeNull()
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            p: fc.double({ min: 0.001, max: 1, noNaN: true }),
            d: fc.double({ min: 0, max: 0.99, noNaN: true }),
          }),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        (cells) => {
          const total = cells.reduce((sum, c) => sum + c.p, 0)
          const next = updatePoa(
            cells.map((c) => c.p / total),
            cells.map((c) => c.d),
          )!
          expect(next.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  it('spreads effort so that no other way of it succeeds more often (Koopman 1957)', () => {
    // Two equal areas, 3 to 1: densities level out once ln 3 more was spent on the likelier one.
    const areas = [
      { poa: 0.75, areaM2: 1 },
      { poa: 0.25, areaM2: 1 },
    ]
    expect(spreadEffort(areas, 1)).toEqual([expect.closeTo(1, 12), 0])
    const [a, b] = spreadEffort(areas, 3) as [number, number]
    expect(a - b).toBeCloseTo(Math.log(3), 12)
    expect(a + b).toBeCloseTo(3, 12)
    const value = (efforts: readonly number[], of: readonly { poa: number; areaM2: number }[]) =>
      of.reduce((sum, { poa, areaM2 }, i) => sum + pos(poa, pod(efforts[i]! / areaM2, 'random')), 0)
    const cell = fc.record({
      poa: fc.double({ min: 0, max: 1, noNaN: true }),
      areaM2: fc.double({ min: 0.1, max: 10, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 2, maxLength: 6 }),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (of, total, weights) => {
          fc.pre(of.some((c) => c.poa > 0.01))
          const best = spreadEffort(of, total)
          expect(best.reduce((x, y) => x + y, 0)).toBeCloseTo(total, 6)
          const sum = of.reduce((s, _, i) => s + weights[i]!, 0)
          const other = of.map((_, i) => (total * weights[i]!) / sum)
          expect(value(best, of)).toBeGreaterThanOrEqual(value(other, of) - 1e-9)
        },
      ),
    )
  })
})

describe('patterns', () => {
  it('expands a square by one spacing every second leg, to starboard', () => {
    const made = must(expandingSquare(datum, 90, nmToM(2), 6))
    const legs = legsOf(made)
    expect(legs.map((l) => Math.round(nm(l.distanceM)))).toEqual([2, 2, 4, 4, 6, 6])
    expect(legs.map((l) => Math.round(l.bearingDeg) % 360)).toEqual([90, 180, 270, 0, 90, 180])
    expect(nm(made.lengthM)).toBeCloseTo(24, 9)
    // Two legs of the same direction lie one spacing apart.
    const [, , third, fourth] = made.points
    expect(nm(rhumbInverse(third!, fourth!).distanceM)).toBeCloseTo(4, 3)
  })

  it('comes back over the datum after each of three triangles', () => {
    const { points, lengthM } = must(sector(datum, 30, nmToM(5)))
    expect(points).toHaveLength(10)
    for (const i of [3, 6, 9]) expect(geodesicDistanceM(points[i]!, datum)).toBeLessThan(30)
    expect(nm(lengthM)).toBeCloseTo(45, 9)
    // Six spokes, 60 degrees apart.
    const spokes = [1, 2, 4, 5, 7, 8].map((i) => Math.round(rhumbInverse(datum, points[i]!).bearingDeg))
    expect(spokes.toSorted((a, b) => a - b)).toEqual([30, 90, 150, 210, 270, 330])
  })

  it('fills a rectangle with legs half a spacing inside its edges', () => {
    const box = { centre: datum, axisDeg: 0, lengthM: nmToM(20), widthM: nmToM(10) }
    const along = must(parallelTracks(box, nmToM(2), 'parallel-track'))
    expect(along.points).toHaveLength(10)
    const first = along.points[0]!
    expect(nm(rhumbInverse(first, { lon: datum.lon, lat: first.lat }).distanceM)).toBeCloseTo(4, 2)
    expect(nm(along.lengthM)).toBeCloseTo(5 * 18 + 4 * 2, 6)
    const across = must(parallelTracks(box, nmToM(2), 'creeping-line'))
    expect(across.points).toHaveLength(20)
    expect(nm(across.lengthM)).toBeCloseTo(10 * 8 + 9 * 2, 6)
    // Asked for 3 miles, ten miles take four legs of 2.5.
    expect(nm(must(parallelTracks(box, nmToM(3), 'parallel-track')).spacingM)).toBeCloseTo(2.5, 9)
  })

  it('refuses what cannot be flown, with what was expected', () => {
    const box = { centre: datum, axisDeg: 0, lengthM: 1000, widthM: 1000 }
    expect(parallelTracks(box, 0, 'parallel-track')).toMatchObject({ error: { code: 'pattern-spacing' } })
    expect(parallelTracks(box, 2000, 'parallel-track')).toMatchObject({ error: { code: 'pattern-size' } })
    expect(parallelTracks(box, 1, 'creeping-line')).toMatchObject({ error: { code: 'pattern-legs' } })
    expect(expandingSquare(datum, 0, 100, 0)).toMatchObject({ error: { code: 'pattern-legs' } })
    expect(sector(datum, 0, 0)).toMatchObject({ error: { code: 'pattern-size' } })
  })
})

describe('a barrier', () => {
  it('is closed where the tracks of the targets own frame touch: the bow-tie followed leg by leg', () => {
    const [v, u, lengthM] = [30, 10, nmToM(20)]
    const plan = planBarrier({ lengthM, sweepWidthM: nmToM(5), searcherKn: v, targetKn: u })
    // One crossing leg and the leg back up, in knots and hours, targets moving along +y.
    const lead = (plan.leadDeg! * Math.PI) / 180
    const crossHours = nm(lengthM) / (v * Math.cos(lead))
    expect(v * Math.sin(lead) * crossHours).toBeCloseTo(nm(plan.upsweepM!), 9)
    const upHours = nm(plan.upsweepM!) / v
    const shiftInFrame = v * Math.sin(lead) * crossHours - u * crossHours - (v + u) * upHours
    expect(Math.abs(shiftInFrame)).toBeCloseTo(nm(plan.spacingM!), 9)
    expect(plan.probability).toBeCloseTo(5 / nm(plan.spacingM!), 9)
    expect(plan.searchersForCertain).toBe(Math.ceil(nm(plan.spacingM!) / 5))
  })

  it('is never better than the swept area allows, and a slow searcher goes back and forth', () => {
    const slow = planBarrier({ lengthM: 1000, sweepWidthM: 100, searcherKn: 10, targetKn: 10 })
    expect(slow).toMatchObject({ kind: 'back-and-forth', spacingM: null })
    expect(slow.probability).toBeCloseTo(0.1 * Math.SQRT2, 12)
    for (const v of [11, 20, 100]) {
      const p = planBarrier({ lengthM: 1000, sweepWidthM: 10, searcherKn: v, targetKn: 10 }).probability
      expect(p).toBeLessThan((10 * Math.hypot(v, 10)) / (10 * 1000))
    }
    expect(() => planBarrier({ lengthM: 0, sweepWidthM: 1, searcherKn: 1, targetKn: 1 })).toThrow('BUG')
  })
})

describe('drift', () => {
  const leeway = { slope: 0.03, offsetKn: 0.06, divergenceDeg: 20, source: 'arithmetic of this test' }
  it('adds current and leeway, the leeway to either side of downwind', () => {
    expect(leewayKn(leeway, 20)).toBeCloseTo(0.66, 12)
    expect(leewayKn(leeway, 0)).toBe(0)
    // Wind from the east, current to the north: 6.6 miles west, 10 miles north after ten hours.
    const weather = { windFromDeg: 90, windKn: 20, currentToDeg: 0, currentKn: 1 }
    const { datum: at, left, right, driftM } = drift(datum, weather, leeway, 36_000)
    const north = { lon: datum.lon, lat: at.lat }
    expect(nm(rhumbInverse(datum, north).distanceM)).toBeCloseTo(10, 2)
    expect(nm(rhumbInverse(north, at).distanceM)).toBeCloseTo(6.6, 2)
    expect(nm(driftM)).toBeCloseTo(Math.hypot(10, 6.6), 6)
    // Left of downwind west is south of it.
    expect(left.lat).toBeLessThan(at.lat)
    expect(right.lat).toBeGreaterThan(at.lat)
  })

  it('gathers errors by root of squares and grows the first search by a tenth (IAMSAR vol. II, 4.5-4.6)', () => {
    const error = totalProbableErrorM(nmToM(3), nmToM(4), nmToM(12))
    expect(nm(error)).toBeCloseTo(13, 9)
    expect(nm(searchRadiusM(error, 1.1))).toBeCloseTo(14.3, 9)
  })
})
