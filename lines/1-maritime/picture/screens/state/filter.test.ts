import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Vessel } from '../../contract.ts'
import { conditions, isDistress, NO_FILTER, passes, type VesselFilter } from './filter.ts'
import { CATEGORIES, categoryOf } from './ship-category.ts'

const vessel = (more: Partial<Vessel> = {}): Vessel => ({
  id: 'ais:343000001',
  mmsi: 343_000_001,
  lon: -61,
  lat: 14,
  cls: 'A',
  at: 0,
  age: 0,
  station: 'S',
  ...more,
})

const filters: fc.Arbitrary<VesselFilter> = fc.record({
  categories: fc.subarray([...CATEGORIES]),
  flags: fc.subarray(['LCA', 'BRB', 'MTQ']),
  movingOnly: fc.boolean(),
  alertedOnly: fc.boolean(),
  noAircraft: fc.boolean(),
  minSpeedKn: fc.option(fc.integer({ min: 0, max: 60 })),
  maxAgeMinutes: fc.option(fc.integer({ min: 1, max: 60 })),
})

it('no filter whatever hides distress', () => {
  const seed = Math.trunc(performance.timeOrigin % 1e9)
  const inDistress = fc.constantFrom(
    vessel({ cls: 'sart', mmsi: 970_111_111 }),
    vessel({ cls: 'A', mmsi: 972_000_001, sog: 0 }),
    vessel({ cls: 'B', mmsi: 974_000_001 }),
    vessel({ flags: ['distress.safety-text'], sog: 0, navStatus: 1 }),
  )
  fc.assert(
    fc.property(filters, inDistress, fc.integer({ min: 0, max: 1e9 }), (filter, v, age) => {
      expect(isDistress(v)).toBe(true)
      expect(passes(v, filter, age)).toBe(true)
    }),
    { seed },
  )
})

it('each condition hides what it says and nothing else', () => {
  const moving = vessel({ sog: 12, shipType: 70, flag: 'LCA' })
  const moored = vessel({ sog: 0, navStatus: 5, shipType: 80, flag: 'BRB' })
  const shown = (change: Partial<VesselFilter>, age = 0): boolean[] =>
    [moving, moored].map((v) => passes(v, { ...NO_FILTER, ...change }, age))
  expect(shown({})).toEqual([true, true])
  expect(shown({ movingOnly: true })).toEqual([true, false])
  expect(shown({ categories: ['tanker'] })).toEqual([false, true])
  expect(shown({ flags: ['LCA'] })).toEqual([true, false])
  expect(shown({ minSpeedKn: 10 })).toEqual([true, false])
  expect(shown({ alertedOnly: true })).toEqual([false, false])
  expect(shown({ maxAgeMinutes: 10 }, 11 * 60_000)).toEqual([false, false])
})

it('counts the conditions in force', () => {
  expect(conditions(NO_FILTER)).toBe(0)
  expect(conditions({ ...NO_FILTER, movingOnly: true, flags: ['LCA'] })).toBe(2)
})

it.each([
  [30, 'fishing'],
  [36, 'pleasure'],
  [40, 'high-speed'],
  [52, 'service'],
  [55, 'government'],
  [69, 'passenger'],
  [79, 'cargo'],
  [80, 'tanker'],
  [99, 'other'],
  [undefined, 'other'],
] as const)('ship type %s is %s', (shipType, category) => {
  expect(categoryOf({ cls: 'A', ...(shipType === undefined ? {} : { shipType }) })).toBe(category)
})
