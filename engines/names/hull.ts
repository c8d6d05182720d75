import { identifierText } from './letters.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * A hull identification number. 14 characters by ISO 10087 (2006; 2022): country, then the 12 that 33 CFR 181.25 asks for alone:
 * manufacturer 3, serial 5, month A to L, last digit of the year, model year 2.
 */
export interface HullNumber {
  /** ISO 3166-1 alpha-2 of the manufacturer; null in the 12-character form */
  readonly country: string | null
  readonly manufacturer: string
  readonly serial: string
  readonly month: number
  readonly yearDigit: number
  readonly modelYear: string
}

const SERIAL_FORBIDDEN = /[IOQ]/ // 33 CFR 181.25(b)

/** Parses and checks the format; hyphens and spaces are dropped. Says which characters are wrong. */
export function parseHullNumber(text: string): Result<HullNumber> {
  const plain = identifierText(text, 'hull')
  if (!plain.ok) return plain
  const { length } = plain.value
  if (length !== 12 && length !== 14)
    return fail('hull.length', `expected 12 or 14 characters, got ${length}`, 'hull')
  const country = length === 14 ? plain.value.slice(0, 2) : null
  if (country !== null && !/^[A-Z]{2}$/.test(country))
    return fail('hull.country', 'characters 1 and 2: expected a country code', 'hull')
  const core = plain.value.slice(-12)
  const serial = core.slice(3, 8)
  if (SERIAL_FORBIDDEN.test(serial))
    return fail('hull.serial', 'the serial number has no I, O or Q (33 CFR 181.25)', 'hull')
  const month = core.charCodeAt(8) - 64
  if (month < 1 || month > 12)
    return fail('hull.month', `expected a month A to L, got ${core.charAt(8)}`, 'hull')
  const years = core.slice(9)
  if (!/^\d{3}$/.test(years))
    return fail('hull.year', `expected the year's last digit and a model year, got ${years}`, 'hull')
  return ok({
    country,
    manufacturer: core.slice(0, 3),
    serial,
    month,
    yearDigit: Number(years[0]),
    modelYear: years.slice(1),
  })
}

/** The 12 characters both forms share. */
export function hullCore(hull: HullNumber): string {
  const month = String.fromCharCode(64 + hull.month)
  return `${hull.manufacturer}${hull.serial}${month}${hull.yearDigit}${hull.modelYear}`
}
