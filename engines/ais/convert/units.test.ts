import { describe, expect, it } from 'vitest'
import {
  courseOf,
  headingOf,
  latOf,
  lonOf,
  rawCourse,
  rawHeading,
  rawLon,
  rawSpeed,
  rawTurn,
  speedOf,
  turnHardOf,
  turnOf,
} from './units.ts'

describe('from the air', () => {
  it('null is what the standard calls not available and what has no meaning', () => {
    expect([181 * 600_000, 180 * 600_000 + 1, -180 * 600_000 - 1].map(lonOf)).toEqual([null, null, null])
    expect([91 * 600_000, 90 * 600_000].map(latOf)).toEqual([null, 90])
    expect([3600, 3601, 4095, 3599].map(courseOf)).toEqual([null, null, null, 359.9])
    expect([511, 360, 359].map(headingOf)).toEqual([null, null, 359])
    expect([1023, 1022, 0].map(speedOf)).toEqual([null, 102.2, 0])
  })

  it('the rate of turn is squared, right positive, and ±127 is no rate', () => {
    expect([-128, 127, -127].map(turnOf)).toEqual([null, null, null])
    expect([-128, 127, -127, 5].map(turnHardOf)).toEqual([0, 1, -1, 0])
    expect(turnOf(126)).toBeCloseTo(708.7, 1)
    expect(turnOf(-126)).toBeCloseTo(-708.7, 1)
  })
})

describe('to the air', () => {
  it('null becomes the code for not available', () => {
    expect([rawLon(null), rawCourse(null), rawHeading(null), rawSpeed(null), rawTurn(null, 0)]).toEqual([
      108_600_000, 3600, 511, 1023, -128,
    ])
  })

  it('no value becomes it by rounding', () => {
    expect([rawCourse(359.99), rawCourse(-0.04), rawHeading(359.9), rawHeading(-10), rawSpeed(500)]).toEqual([
      0, 0, 0, 350, 1022,
    ])
    expect([rawTurn(5000, 0), rawTurn(-5000, 0), rawTurn(null, 1)]).toEqual([126, -126, 127])
  })
})
