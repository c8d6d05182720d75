import { describe, expect, it } from 'vitest'
import { horizonM } from '../detection/horizon.ts'
import { freeSpaceRangeM } from '../detection/radar-equation.ts'
import { requiredSnrDb } from '../detection/required-snr.ts'
import { COASTAL } from '../testing/radar.ts'
import { coverageOf, type Site, type Target } from './site-coverage.ts'
import { cellsOf, coveredCells, zoneCoverage } from './zone.ts'

const SITE: Site = { id: 'A', x: 0, y: 0, radar: COASTAL }
const SHIP: Target = { heightM: 20, rcsM2: 10_000, fluctuation: 'swerling-1', probability: 0.9 }
const BOAT: Target = { heightM: 1, rcsM2: 1, fluctuation: 'swerling-1', probability: 0.8 }
const square = (half: number) => [
  { x: -half, y: -half },
  { x: half, y: -half },
  { x: half, y: half },
  { x: -half, y: half },
]

describe('coverage of one site', () => {
  it('ends at the horizon for a large target, and in free space at the range of the equation for a small one', () => {
    const ship = coverageOf(SITE, SHIP, null, null)
    expect(ship.terrain).toBe('no terrain data')
    const limit = Math.min(COASTAL.rangeM, horizonM(300, 20))
    expect(Math.abs(ship.outerM[17]! - limit)).toBeLessThan(COASTAL.rangeM / 300)
    const boat = coverageOf(SITE, BOAT, null, null)
    const range = freeSpaceRangeM(COASTAL, 1, requiredSnrDb('swerling-1', 0.8, 1e-6, 10))
    expect(range).toBeLessThan(horizonM(300, 1))
    expect(Math.abs(boat.outerM[200]! - range)).toBeLessThan(COASTAL.rangeM / 300)
    expect(boat.covers(range * 0.9, 0)).toBe(true)
    expect(boat.covers(0, -range * 1.1)).toBe(false)
    expect(boat.polygon().length).toBe(360)
  })

  it('shrinks with a rough sea', () => {
    const farthest = (state: number): number =>
      Math.max(...coverageOf(SITE, BOAT, { state, waveRmsM: 0.3 }, null).outerM)
    expect(farthest(5)).toBeLessThanOrEqual(farthest(1))
    expect(() => farthest(7)).toThrow('BUG: sea state 7')
    expect(farthest(1)).toBeLessThanOrEqual(horizonM(300, 1) + COASTAL.rangeM / 400)
  })

  it('is blocked behind a hill, by the angle to its top', () => {
    const wall = (height: number) => (x: number, y: number) =>
      Math.abs(Math.hypot(x, y) - 10_000) < 300 ? height : 0
    const open = coverageOf(SITE, SHIP, null, wall(100))
    expect(open.terrain).toBe('loaded')
    // From 300 m over 100 m at 10 km the line of sight is on the sea again at 15 km: 19.4 m high at 13 km.
    expect(open.covers(0, 12_000)).toBe(false)
    expect(open.covers(0, 16_000)).toBe(true)
    const closed = coverageOf(SITE, SHIP, null, wall(400))
    expect(closed.covers(0, 9000)).toBe(true)
    expect([11_000, 20_000, 60_000].some((y) => closed.covers(0, y))).toBe(false)
  })
})

describe('coverage of a zone', () => {
  it('has the areas of discs: union, overlap by count and gap', () => {
    const [r, apart] = [10_000, 8000]
    const disc = (x0: number) => ({ covers: (x: number, y: number) => Math.hypot(x - x0, y) < r })
    const cells = cellsOf(square(25_000), 100)
    const covered = [disc(-apart / 2), disc(apart / 2)].map((one) => coveredCells(cells, one))
    const found = zoneCoverage(cells, covered)
    const lens = 2 * r * r * Math.acos(apart / (2 * r)) - (apart / 2) * Math.sqrt(4 * r * r - apart * apart)
    const union = 2 * Math.PI * r * r - lens
    expect(found.zoneM2).toBeCloseTo(50_000 ** 2, -3)
    expect(found.unionM2 / union).toBeCloseTo(1, 2)
    expect(found.byCountM2[2]! / lens).toBeCloseTo(1, 2)
    expect(found.gapM2 / (50_000 ** 2 - union)).toBeCloseTo(1, 2)
  })

  it('counts a zone by its own outline', () => {
    const triangle = [
      { x: 0, y: 0 },
      { x: 10_000, y: 0 },
      { x: 0, y: 10_000 },
    ]
    const cells = cellsOf(triangle, 50)
    expect((cells.xs.length * cells.areaM2) / 5e7).toBeCloseTo(1, 2)
    expect(() => cellsOf(square(1e6), 1)).toThrow('BUG')
  })
})
