import { parsePosition } from '@basinet/geodesy'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseInstant, position } from './nautical.ts'

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

it('reads instants as they are written, in universal time', () => {
  const at = '2026-11-24T04:30:00.000Z'
  for (const text of ['2026-11-24 04:30', ' 2026-11-24T4:30Z', at, '240430Z NOV 26', '240430z nov26'])
    expect([text, parseInstant(text)?.toISOString()]).toEqual([text, at])
  expect(parseInstant('2026-11-24')?.toISOString()).toBe('2026-11-24T00:00:00.000Z')
  for (const text of [
    '',
    '24/11/2026 04:30',
    '2026-02-30 04:30',
    '2026-11-24 24:10',
    '320430Z NOV 26',
    '240430Z NOX 26',
  ])
    expect([text, parseInstant(text)]).toEqual([text, null])
})
