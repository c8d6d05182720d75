import fc from 'fast-check'
import { expect, it } from 'vitest'
import { position } from '../../i18n/nautical.ts'
import { parsePosition } from './position-text.ts'

it.each([
  ['13 54.3N 060 58.1W', 13.905, -60.968333],
  ['13°54.321′N 060°58.100′W', 13.90535, -60.968333],
  ['13.905, -60.968', 13.905, -60.968],
  ['13.905 -60.968', 13.905, -60.968],
  ['14°01\'30"N 61°00\'00"W', 14.025, -61],
  ['13 54,3 N 60 58,1 O', 13.905, -60.968333],
])('%s', (text, lat, lon) => {
  const found = parsePosition(text)
  expect(found?.lat).toBeCloseTo(lat, 5)
  expect(found?.lon).toBeCloseTo(lon, 5)
})

it.each(['', 'off Pigeon Island', '95 00N 060 00W', '13 75.0N 060 00W', '13 54.3N'])(
  '%s is no position',
  (text) => {
    expect(parsePosition(text)).toBeNull()
  },
)

it('reads back every position as the console writes it', () => {
  const seed = Math.trunc(performance.timeOrigin % 1e9)
  const degrees = (max: number): fc.Arbitrary<number> =>
    fc.integer({ min: -max * 1e5, max: max * 1e5 }).map((n) => n / 1e5)
  fc.assert(
    fc.property(degrees(90), degrees(180), (lat, lon) => {
      const found = parsePosition(position(lat, lon))
      expect(Math.abs((found?.lat ?? 999) - lat)).toBeLessThan(1e-5)
      expect(Math.abs((found?.lon ?? 999) - lon)).toBeLessThan(1e-5)
    }),
    { seed },
  )
})
