import { after, geodesicDirect, geodesicDistanceM, knToMps, nmToM, type MovingPoint } from '@basinet/geodesy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meet, smallestPositiveRoot } from './solve.ts'

const castries = { lon: -61, lat: 14 }
const northOf = (nm: number) => geodesicDirect(castries, 0, nmToM(nm)).position
const runs = process.env['BASINET_FULL'] === '1' ? 5000 : 200

describe('the intercept triangle', () => {
  // Bowditch, American Practical Navigator (Pub. 9), speed triangle with the sides 3, 4 and 5: 9, 12 and 15 knots.
  it('meets a crossing target of 9 kn with 15 kn from 12 miles after one hour, leading by asin(9/15)', () => {
    const target: MovingPoint = { position: northOf(12), courseDeg: 90, speedKn: 9 }
    const met = meet({ position: castries, speedKn: 15, readySeconds: 0 }, target)
    expect(met?.runSeconds).toBeGreaterThan(3600 * 0.995)
    expect(met?.runSeconds).toBeLessThan(3600 * 1.005)
    expect(met?.courseDeg).toBeCloseTo(36.87, 0)
  })

  it('closes a target that comes straight on with both speeds, and one that runs with their difference', () => {
    const at = (courseDeg: number) => ({ position: northOf(20), courseDeg, speedKn: 10 })
    const chaser = { position: castries, speedKn: 30, readySeconds: 0 }
    expect(meet(chaser, at(180))?.seconds).toBeCloseTo((20 / 40) * 3600, 0)
    expect(meet(chaser, at(0))?.seconds).toBeCloseTo((20 / 20) * 3600, 0)
  })

  it('lets the target run while the asset makes ready', () => {
    const target = { position: northOf(20), courseDeg: 180, speedKn: 10 }
    const met = meet({ position: castries, speedKn: 30, readySeconds: 3600 }, target)
    expect(met?.seconds).toBeCloseTo(3600 + (10 / 40) * 3600, 0)
    expect(met?.runSeconds).toBeCloseTo(900, 0)
  })

  it('gives none where the target is faster and opens, and the first of two meetings where it crosses', () => {
    const chaser = { position: castries, speedKn: 15, readySeconds: 0 }
    expect(meet(chaser, { position: northOf(10), courseDeg: 0, speedKn: 40 })).toBeNull()
    const crossing = meet(chaser, { position: northOf(10), courseDeg: 180, speedKn: 40 })
    expect(crossing?.seconds).toBeCloseTo((10 / 55) * 3600, 0)
  })

  it('lies on the target track, one run of the asset away, for any pair', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    const pair = fc.record({
      bearing: number(0, 359),
      rangeNm: number(0.1, 400),
      courseDeg: number(0, 359),
      speedKn: number(0, 60),
      chaserKn: number(5, 150),
      ready: number(0, 7200),
      lat: number(-55, 55),
    })
    fc.assert(
      fc.property(pair, ({ bearing, rangeNm, courseDeg, speedKn, chaserKn, ready, lat }) => {
        const position = { lon: -61, lat }
        const target = {
          position: geodesicDirect(position, bearing, nmToM(rangeNm)).position,
          courseDeg,
          speedKn,
        }
        const met = meet({ position, speedKn: chaserKn, readySeconds: ready }, target)
        // An asset clearly faster always gets there within a bounded time.
        const offTrackM =
          met === null ? 0 : geodesicDistanceM(after(target, met.seconds).position, met.position)
        const offRunM = met === null ? 0 : Math.abs(met.distanceM - knToMps(chaserKn) * met.runSeconds)
        expect(met !== null || chaserKn < speedKn + 5).toBe(true)
        expect(offTrackM).toBeLessThan(0.01)
        expect(offRunM).toBeLessThanOrEqual(1)
      }),
      { numRuns: runs },
    )
  })

  it('takes the smallest root above zero', () => {
    expect(smallestPositiveRoot(1, -5, 6)).toBeCloseTo(2, 12)
    expect(smallestPositiveRoot(-1, 0, 4)).toBeCloseTo(2, 12)
    expect(smallestPositiveRoot(0, -2, 4)).toBeCloseTo(2, 12)
    expect(smallestPositiveRoot(0, 2, 4)).toBeNull()
    expect(smallestPositiveRoot(1, 5, 6)).toBeNull()
    expect(smallestPositiveRoot(1, 1, 6)).toBeNull()
  })
})
