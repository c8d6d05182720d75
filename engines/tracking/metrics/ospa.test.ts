import { describe, expect, it } from 'vitest'
import { gospa, match, ospa } from './ospa.ts'

const at = (x: number, y = 0): { x: number; y: number } => ({ x, y })

describe('OSPA', () => {
  it('has the values worked by hand', () => {
    expect(ospa([], [], 500, 2)).toBe(0)
    expect(ospa([at(0)], [], 500, 2)).toBe(500)
    expect(ospa([at(0), at(100)], [at(100), at(30, 40)], 500, 2)).toBeCloseTo(Math.sqrt(2500 / 2), 9)
    // One match at 30 m and one craft without a track.
    expect(ospa([at(0), at(5000)], [at(30)], 500, 2)).toBeCloseTo(Math.sqrt((900 + 250_000) / 2), 9)
    expect(ospa([at(0)], [at(30), at(9000)], 500, 1)).toBeCloseTo((30 + 500) / 2, 9)
  })

  it('is cut off at its distance', () => {
    expect(ospa([at(0)], [at(100_000)], 500, 2)).toBe(500)
    expect(match([at(0)], [at(100_000)], 500, 2)).toEqual([{ truth: 0, track: 0, distance: 100_000 }])
  })
})

describe('GOSPA with alpha 2', () => {
  it('charges half a cut-off for each missed and each false one', () => {
    expect(gospa([at(0)], [], 500, 2)).toBeCloseTo(Math.sqrt(250_000 / 2), 9)
    expect(gospa([at(0)], [at(100_000)], 500, 2)).toBeCloseTo(500, 9)
    expect(gospa([at(0), at(1000)], [at(30), at(1000)], 500, 2)).toBeCloseTo(30, 9)
  })
})
