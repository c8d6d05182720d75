import { expect, it } from 'vitest'
import type { Vessel } from '../../contract.ts'
import { alphaOf, directionOf, lookOf, shapeOf } from './look.ts'

const vessel = (more: Partial<Vessel>): Vessel => ({
  id: 'ais:1',
  mmsi: 343_000_001,
  lon: -61,
  lat: 14,
  cls: 'A',
  at: 0,
  age: 0,
  station: 'S',
  ...more,
})

it.each([
  [{ heading: 90 }, 'ship'],
  [{ cls: 'B', cog: 90, sog: 8 }, 'arrow'],
  [{ cls: 'B', cog: 90, sog: 0.1 }, 'dot'],
  [{ cls: 'aton' }, 'diamond'],
  [{ cls: 'base' }, 'square'],
  [{ cls: 'sar', cog: 1, sog: 90 }, 'plus'],
  [{ cls: 'sart', mmsi: 970_000_001 }, 'distress'],
  [{ mmsi: 974_000_001, heading: 90 }, 'distress'],
] as const)('%o is drawn as %s', (more, shape) => {
  expect(shapeOf(vessel(more))).toBe(shape)
})

it('heading comes before course, and the course of one that lies still is no direction', () => {
  expect(directionOf({ heading: 12, cog: 200, sog: 10 })).toBe(12)
  expect(directionOf({ cog: 200, sog: 10 })).toBe(200)
  expect(directionOf({ cog: 200, sog: 0.2 })).toBeNull()
})

it('old reports grow pale and never vanish; distress never pales', () => {
  const ages = [0, 180_000, 600_000, 1_200_000, 9e9]
  const alphas = ages.map(alphaOf)
  expect(alphas).toEqual(alphas.toSorted((a, b) => b - a))
  expect(alphas.at(-1)).toBeGreaterThan(0.3)
  expect(lookOf(vessel({ cls: 'sart' }), 'dark', 9e9).alpha).toBe(1)
})

it('one that lies still is hollow', () => {
  expect(lookOf(vessel({ heading: 1, sog: 0 }), 'light', 0).hollow).toBe(true)
  expect(lookOf(vessel({ heading: 1, sog: 9 }), 'light', 0).hollow).toBe(false)
})
