import fc from 'fast-check'
import { expect, test } from 'vitest'

import { formatPosition } from './format-position.ts'
import { parsePosition } from './parse-position.ts'
import { degrees, runs } from './testing/arbitraries.ts'

const lat = 13.92
const lon = -(61 + 0.1 / 60)

test.each([
  `13°55.2'N 061°00.1'W`,
  `13° 55.2' N, 61° 0.1' W`,
  `13 55.2N 061 00.1W`,
  `N13°55.2' W061°00.1'`,
  `N 13 55.2 / W 61 00.1`,
  `061°00.1'W 13°55.2'N`,
  `13º55′12″N 61º00′06″W`,
  `13-55-12N 061-00-06W`,
  `13:55:12 N 61:00:06 W`,
  `13°55''12N`.replace(`''12N`, `'12''N 61°00'06''W`),
  `13°55,2'N 061°00,1'W`,
  '13.92N 61.0016666667W',
  '13.92, -61.0016666667',
  '13.92 -61.0016666667',
  '+13.92;-61.0016666667',
])('reads %s', (text) => {
  const r = parsePosition(text)
  if (!r.ok) throw new Error(r.error.message)
  expect(r.value.lat).toBeCloseTo(lat, 8)
  expect(r.value.lon).toBeCloseTo(lon, 8)
})

test.each([
  ['', 'position-format', 'expected N/S and E/W letters'],
  ['13 55 61 00', 'position-format', 'latitude first'],
  ['13°55.2 61°00.1', 'position-format', 'latitude first'],
  [`13°65.2'N 061°00.1'W`, 'position-range', 'latitude minutes "65.2": expected 0 to 59.99'],
  [`93°05.2'N 061°00.1'W`, 'position-range', 'expected 0 to 90'],
  [`13°05.2'N 181°00.1'W`, 'position-range', 'expected 0 to 180'],
  [`13.5°05.2'N 061°00.1'W`, 'position-format', 'only the last figure may have decimals'],
  [`13°05.2'N 061°00.1'O`, 'position-format', 'write W or E'],
  [`13°05.2'N 14°00.1'S`, 'position-format', 'one of N/S and one of E/W'],
  [`-13°05.2'N 61°00.1'W`, 'position-format', 'degrees, minutes, seconds'],
  ['9'.repeat(200), 'position-format', 'at most 80 characters'],
])('refuses %s', (text, code, message) => {
  expect(parsePosition(text)).toMatchObject({
    ok: false,
    error: { code, message: expect.stringContaining(message) },
  })
})

test('writes the three styles, and a figure that rounds up to 60 carries', () => {
  expect(formatPosition({ lat, lon })).toBe(`13°55.2'N 061°00.1'W`)
  expect(formatPosition({ lat, lon }, 'dms')).toBe(`13°55'12"N 061°00'06"W`)
  expect(formatPosition({ lat, lon }, 'decimal')).toBe('13.92000, -61.00167')
  expect(formatPosition({ lat: -0.99999, lon: 179.99999 })).toBe(`01°00.0'S 180°00.0'E`)
  expect(formatPosition({ lat: -0.00001, lon: 0 })).toBe(`00°00.0'N 000°00.0'E`)
  expect(formatPosition({ lat: 12.5, lon: -60 }, 'dm', 3)).toBe(`12°30.000'N 060°00.000'W`)
})

test('what is written is read back within half of its last figure', () => {
  fc.assert(
    fc.property(
      degrees(-90, 90),
      degrees(-180, 180),
      fc.constantFrom('dm', 'dms', 'decimal'),
      (y, x, style) => {
        const r = parsePosition(formatPosition({ lat: y, lon: x }, style))
        if (!r.ok) throw new Error(r.error.message)
        const half = { dm: 0.05 / 60, dms: 0.5 / 3600, decimal: 0.5e-5 }[style]
        expect(Math.abs(r.value.lat - y)).toBeLessThan(half + 1e-9)
        expect(Math.abs(r.value.lon - x) % 360).toBeLessThan(half + 1e-9)
      },
    ),
    runs(5000),
  )
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 90, unit: fc.constantFrom(...Array.from(`0123456789.,-+°'"NSEWO /:;`)) }),
      (text) => {
        const r = parsePosition(text)
        const sound = r.ok
          ? Math.abs(r.value.lat) <= 90 && Math.abs(r.value.lon) <= 180
          : r.error.message.length > 10
        expect(sound).toBe(true)
      },
    ),
    runs(20_000),
  )
})
