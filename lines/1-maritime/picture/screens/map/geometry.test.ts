import { geodesicDistanceM } from '@basinet/geodesy'
import { expect, it } from 'vitest'
import { circle, circleOf } from './geometry.ts'

it('every corner of a circle lies its radius from the middle, and the middle is found again', () => {
  const drawn = circle([-61, 14], 9000)
  const ring = drawn.coordinates[0] ?? []
  for (const [lon = 0, lat = 0] of ring)
    expect(geodesicDistanceM({ lon: -61, lat: 14 }, { lon, lat })).toBeCloseTo(9000, 3)
  expect(ring[0]).toEqual(ring.at(-1))
  const found = circleOf(ring)
  expect(found.center[0]).toBeCloseTo(-61, 4)
  expect(found.center[1]).toBeCloseTo(14, 3)
  expect(Math.abs(found.radiusM - 9000)).toBeLessThan(20)
})
