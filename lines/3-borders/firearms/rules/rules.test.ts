import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byLikeness, likenessOf } from './candidates.ts'
import { readAnswers } from './form.ts'
import { fitsPartial, patternOf } from './partial.ts'
import { coreSerial, foldSerial, serialKeys } from './serial.ts'
import { statisticsOf, type Counted } from './statistics.ts'
import { timeToCrime } from './trace.ts'

describe('serial numbers', () => {
  it.each([
    ['O0I1L', '00111'],
    ['ab-12 3S', 'A81235'],
    ['b 8', '88'],
  ])('%s folds to %s', (serial, folded) => expect(foldSerial(serial)).toBe(folded))

  it('a confusion never separates what it confuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{1,20}$/), (serial) => {
        const swapped = serial.replaceAll('O', '0').replaceAll('I', '1').replaceAll('S', '5')
        expect(foldSerial(swapped)).toBe(foldSerial(serial))
        expect(foldSerial(foldSerial(serial))).toBe(foldSerial(serial))
      }),
      { numRuns: 200 },
    )
  })

  it('a number without its letters is too short to find by', () => {
    expect(coreSerial('ABC123')).toBeNull()
    expect(coreSerial('ABC1234')).toBe('1234')
    expect(serialKeys('12?45', 'partial')).toEqual({ serialFolded: null, serialCore: null })
  })
})

describe('candidates', () => {
  const wanted = { serial: 'BX01234', make: 'Glock', model: '19', calibre: null }
  const held = (serial: string, make: string | null = 'GLOCK') => ({
    serial,
    make,
    model: '19',
    calibre: '9x19',
  })

  it('says how the numbers resemble each other, and refuses the rest', () => {
    expect(likenessOf(wanted, held('bx-01234'))).toMatchObject({
      serial: 'same',
      make: 'same',
      calibre: 'unknown',
    })
    expect(likenessOf(wanted, held('8XOI234'))).toMatchObject({ serial: 'confusable' })
    expect(likenessOf(wanted, held('01234'))).toMatchObject({ serial: 'leading-letters' })
    expect(likenessOf(wanted, held('BX01235'))).toBeNull()
  })

  it('puts another make behind a confused number of the same make', () => {
    const other = likenessOf(wanted, held('BX01234', 'Taurus'))
    const confused = likenessOf(wanted, held('BXO1234'))
    if (other === null || confused === null) throw new Error('both resemble it')
    expect([other, confused].toSorted(byLikeness)[0]).toBe(confused)
  })
})

describe('numbers read in part', () => {
  it.each([
    ['DEMO0?0?', 'DEM00102', true],
    ['A?12', 'AB12', true],
    ['A?12', 'AB13', false],
    ['A?12', 'AB123', false],
    ['??1?', '2?1?', false],
  ])('%s and %s: %s', (a, b, fits) => {
    expect(fitsPartial(a, b)).toBe(fits)
    expect(fitsPartial(b, a)).toBe(fits)
  })

  it('a number fits itself whatever was not read of it, and says that this is the weakest likeness', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{6,12}$/), fc.nat(5), (serial, at) => {
        const read = `${serial.slice(0, at)}?${serial.slice(at + 1)}`
        const wanted = { serial: read, make: null, model: null, calibre: null }
        expect(likenessOf(wanted, { serial, make: null, model: null, calibre: null })?.serial).toBe('partial')
        expect(patternOf(read)).toHaveLength(serial.length)
      }),
      { numRuns: 100 },
    )
    expect(patternOf('???12')).toBeNull()
  })
})

describe('answers as a file', () => {
  const head = 'reference,outcome,because,sold_on,last_known_country,dealer,text\r\n'
  it('reads quotes, commas and line ends within them', () => {
    const read = readAnswers(`\uFEFF${head}TR-1,traced,,2025-03-01,USA,"Arms, ""Inc""","two\nlines"\r\n\r\n`)
    expect(read).toMatchObject({
      value: [
        { line: 2, reference: 'TR-1', answer: { because: null, dealer: 'Arms, "Inc"', text: 'two\nlines' } },
      ],
    })
  })
  it.each([
    ['another head', 'a,b\r\n', 'line 1'],
    ['too few cells', `${head}TR-1,traced\r\n`, 'line 2'],
    ['no reference', `${head},traced,,,,,\r\n`, 'line 2'],
    ['an open quote', `${head}"TR-1,traced`, 'line 2'],
  ])('%s is named by its line', (_, text, at) =>
    expect(readAnswers(text)).toMatchObject({ error: { message: expect.stringContaining(at) } }),
  )
})

describe('time to crime', () => {
  it('counts whole days, knows nothing without a sale, refuses a sale after the recovery', () => {
    expect(timeToCrime('2025-01-01', '2026-01-01T12:00:00Z')).toEqual({ ok: true, value: 365 })
    expect(timeToCrime(null, '2026-01-01T12:00:00Z')).toEqual({ ok: true, value: null })
    expect(timeToCrime('2026-01-02', '2026-01-01T12:00:00Z')).toMatchObject({ ok: false })
    expect(timeToCrime('2025-13-40', '2026-01-01T12:00:00Z')).toMatchObject({ ok: false })
  })
})

it('statistics add up to their denominators', () => {
  const row = fc.record<Counted>({
    country: fc.constantFrom('USA', 'BRA', null),
    traces: fc.constant(1),
    outcome: fc.constantFrom('traced', 'partly-traced', 'untraceable', null),
    because: fc.constantFrom('too-old', null),
    timeToCrimeDays: fc.option(fc.integer({ min: 0, max: 9000 }), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const found = statisticsOf(rows)
      expect(found.countries.reduce((sum, c) => sum + c.recovered, 0)).toBe(found.recovered)
      expect(found.traced + found.partlyTraced + found.untraceable).toBe(found.answered)
      expect(found.timeToCrime.bands.reduce((sum, b) => sum + b.firearms, 0)).toBe(found.timeToCrime.known)
    }),
    { numRuns: 100 },
  )
})
