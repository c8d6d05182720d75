import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDtg, parseDtg, toWholeMinute, zoneHours, type ZoneLetter } from './dtg.ts'

describe('writing', () => {
  test.each([
    ['2026-11-24T20:30:59Z', 'Z', '242030Z NOV 26'],
    ['2026-11-24T20:30:00Z', 'Q', '241630Q NOV 26'],
    ['2026-01-01T02:05:00Z', 'Q', '312205Q DEC 25'],
    ['2027-12-31T23:59:00Z', 'M', '011159M JAN 28'],
    ['2026-11-24T20:30:00Z', 'Y', '240830Y NOV 26'],
  ] as const)('%s in %s is %s', (instant, zone, dtg) => {
    expect(formatDtg(new Date(instant), zone)).toBe(dtg)
  })

  test('a year that two digits cannot say is a bug', () => {
    expect(() => formatDtg(new Date('2100-01-01T00:00:00Z'))).toThrow('BUG')
    expect(() => formatDtg(new Date('2000-01-01T00:00:00Z'), 'Q')).toThrow('BUG')
    expect(() => formatDtg(new Date(Number.NaN))).toThrow('BUG')
  })
})

describe('reading', () => {
  test('gives the moment and the zone it was written in', () => {
    expect(parseDtg('241630Q NOV 26')).toEqual({
      ok: true,
      value: { instant: new Date('2026-11-24T20:30:00Z'), zone: 'Q' },
    })
    expect(parseDtg('290000Z FEB 28').ok).toBe(true)
  })

  test.each([
    ['242030z NOV 26', 'dtg.format'],
    ['242030Z Nov 26', 'dtg.format'],
    ['242030Z  NOV 26', 'dtg.format'],
    ['242030ZNOV26', 'dtg.format'],
    ['242030Z NOV 2026', 'dtg.format'],
    ['42030Z NOV 26', 'dtg.format'],
    [' 242030Z NOV 26', 'dtg.format'],
    ['242030Z NOV 26\n', 'dtg.format'],
    ['242030J NOV 26', 'dtg.zone'],
    ['242030Z NVO 26', 'dtg.month'],
    ['242430Z NOV 26', 'dtg.hour'],
    ['242060Z NOV 26', 'dtg.minute'],
    ['312030Z NOV 26', 'dtg.day'],
    ['290000Z FEB 27', 'dtg.day'],
    ['002030Z NOV 26', 'dtg.day'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseDtg(text)).toMatchObject({ ok: false, error: { code } })
  })
})

test('the letters cover every whole hour from -12 to 12 once', () => {
  const letters = Array.from('ABCDEFGHIKLMNOPQRSTUVWXYZ') as ZoneLetter[]
  const hours = letters.map(zoneHours).sort((a, b) => a - b)
  expect(hours).toEqual(Array.from({ length: 25 }, (_, i) => i - 12))
})

test('any minute of the century survives the round trip in any zone', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('2000-01-02T00:00:00Z'),
        max: new Date('2099-12-30T00:00:00Z'),
        noInvalidDate: true,
      }),
      fc.constantFrom(...(Array.from('ABCDEFGHIKLMNOPQRSTUVWXYZ') as ZoneLetter[])),
      (date, zone) => {
        expect(parseDtg(formatDtg(date, zone))).toEqual({
          ok: true,
          value: { instant: toWholeMinute(date), zone },
        })
      },
    ),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 20_000 : 300 },
  )
})
