import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byLikeness, likenessOf } from './candidates.ts'
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
