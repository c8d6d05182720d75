import { parsePosition } from '@basinet/geodesy'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { position } from './nautical.ts'

it('a position as the console writes it is read back by the engine that reads what officers type', () => {
  const seed = Math.trunc(performance.timeOrigin % 1e9)
  const degrees = (max: number): fc.Arbitrary<number> =>
    fc.integer({ min: -max * 1e5, max: max * 1e5 }).map((n) => n / 1e5)
  fc.assert(
    fc.property(degrees(90), degrees(180), (lat, lon) => {
      const found = parsePosition(position(lat, lon))
      expect(
        found.ok && Math.abs(found.value.lat - lat) < 1e-5 && Math.abs(found.value.lon - lon) < 1e-5,
      ).toBe(true)
    }),
    { seed },
  )
})
