import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkValue } from '../record/row.ts'
import { Instant } from './instant.ts'

test.each([
  '2026-11-24T20:30:00Z',
  '2026-11-24T20:30:00.5Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
])('%s is an instant', (text) => {
  expect(checkValue(Instant, text, 'x')).toMatchObject({ ok: true })
})

test.each([
  '2026-11-24',
  '2026-11-24T20:30:00',
  '2026-11-24T20:30:00+00:00',
  '2026-11-24T20:30:00.0005Z',
  '2026-11-24T23:59:60Z',
  '2026-11-24T24:00:00Z',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '2026-11-24T20:30:00Z[Europe/London]',
  '2026-11-24t20:30:00z',
])('%s is not', (text) => {
  expect(checkValue(Instant, text, 'x')).toMatchObject({ ok: false, error: { code: 'x' } })
})

test('every date JavaScript writes between the years 1 and 9999 is one, and reads back the same', () => {
  const dates = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(dates, (date) => {
      expect(checkValue(Instant, date.toISOString(), 'x').ok).toBe(true)
      expect(Date.parse(date.toISOString())).toBe(date.getTime())
    }),
  )
})
