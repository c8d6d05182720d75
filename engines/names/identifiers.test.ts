import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hullCore, parseHullNumber } from './hull.ts'
import { documentTokens, hullTokens, plateTokens, serialTokens } from './identifier-tokens.ts'
import type { Result } from './result.ts'
import type { Token } from './token.ts'

const texts = (tokens: Result<Token[]>): string[] => {
  if (!tokens.ok) throw new Error(`${tokens.error.code}: ${tokens.error.message}`)
  return tokens.value.map((entry) => entry.text)
}
const share = (a: Result<Token[]>, b: Result<Token[]>): boolean =>
  texts(a).some((text) => texts(b).includes(text))

describe('hull identification number', () => {
  test('33 CFR 181.25 and ISO 10087 forms name one hull', () => {
    // Made up after the layout of the rule: manufacturer ABC, serial 00042, January 2013, model year 2013.
    expect(parseHullNumber('GB-ABC00042A313')).toEqual({
      ok: true,
      value: { country: 'GB', manufacturer: 'ABC', serial: '00042', month: 1, yearDigit: 3, modelYear: '13' },
    })
    expect(share(hullTokens('US-ABC00042A313'), hullTokens('abc00042 a3 13'))).toBe(true)
    expect(share(hullTokens('US-ABC00042A313'), hullTokens('FR-ABC00042A314'))).toBe(false)
  })

  test.each([
    ['ABC00042A31', 'hull.length'],
    ['GBABC00042A3135', 'hull.length'],
    ['G1ABC00042A313', 'hull.country'],
    ['ABC0O042A313', 'hull.serial'],
    ['ABCI0042A313', 'hull.serial'],
    ['ABC00042M313', 'hull.month'],
    ['ABC000425313', 'hull.month'],
    ['ABC00042AX13', 'hull.year'],
    ['', 'names.empty'],
    ['АBC00042A313', 'names.letter'],
  ])('%s is refused as %s', (text, code) => {
    expect(hullTokens(text)).toMatchObject({ ok: false, error: { code } })
  })

  test('any well-formed number comes back from its parts', () => {
    const text = fc.stringMatching(/^(?:[A-Z]{2})?[A-Z]{3}[A-HJ-NPR-Z0-9]{5}[A-L]\d{3}$/)
    fc.assert(
      fc.property(text, (hull) => {
        const parsed = parseHullNumber(hull)
        expect(parsed.ok && hullCore(parsed.value)).toBe(hull.slice(-12))
      }),
    )
  })
})

describe('documents, plates, serial numbers', () => {
  test('spacing, case and marks do not matter, the issuer does', () => {
    const a = documentTokens({ issuer: 'LCA', number: 'R 012-345' })
    expect(share(a, documentTokens({ issuer: 'LCA', number: 'r012345' }))).toBe(true)
    expect(share(a, documentTokens({ issuer: 'VCT', number: 'R012345' }))).toBe(false)
  })

  test('characters read for one another match as folded', () => {
    const a = plateTokens({ country: 'BRB', number: 'XO 10 B' })
    expect(share(a, plateTokens({ country: 'BRB', number: 'X0 1O 8' }))).toBe(true)
    expect(share(a, plateTokens({ country: 'BRB', number: 'XO 11 B' }))).toBe(false)
  })

  test('a serial number matches with or without its make when it is long enough', () => {
    const known = serialTokens({ make: 'Acme Arms', serial: 'AB-12345' })
    expect(share(known, serialTokens({ make: null, serial: 'ab12345' }))).toBe(true)
    expect(share(known, serialTokens({ make: 'Other', serial: 'AB12345' }))).toBe(true)
    const short = serialTokens({ make: 'Acme Arms', serial: '1234' })
    expect(share(short, serialTokens({ make: 'Other', serial: '1234' }))).toBe(false)
    expect(serialTokens({ make: null, serial: '1234' })).toMatchObject({ error: { code: 'serial.short' } })
  })

  test('what is not an identifier is named', () => {
    expect(documentTokens({ issuer: 'lc', number: '1' })).toMatchObject({ error: { field: 'country' } })
    expect(documentTokens({ issuer: 'LCA', number: '--' })).toMatchObject({ error: { code: 'names.empty' } })
    expect(plateTokens({ country: 'LCA', number: '١٢' })).toMatchObject({ error: { code: 'names.letter' } })
  })
})
