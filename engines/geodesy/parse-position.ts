import type { LonLat } from './position.ts'
import { fail, ok, type Result } from './result.ts'

type Axis = {
  readonly name: 'latitude' | 'longitude'
  readonly max: number
  readonly plus: string
  readonly minus: string
}

const LATITUDE: Axis = { name: 'latitude', max: 90, plus: 'N', minus: 'S' }
const LONGITUDE: Axis = { name: 'longitude', max: 180, plus: 'E', minus: 'W' }

const EXAMPLES = `for example 13°55.2'N 061°00.1'W, 13°55'12"N 061°00'06"W or 13.9200, -61.0017`

/** Longest text looked at; a position written by a person is far shorter. */
const TEXT_LENGTH_MAX = 80

/**
 * Reads a position as an officer writes it: degrees and decimal minutes, degrees minutes seconds, or decimal degrees;
 * N S E W before or after the figures, in either order. Without letters: two decimal numbers, latitude first. The
 * letter O is refused, because it is west in French and Spanish and east in Dutch.
 */
export function parsePosition(text: string): Result<LonLat> {
  if (text.length > TEXT_LENGTH_MAX) {
    return fail('position-format', `expected at most ${TEXT_LENGTH_MAX} characters, ${EXAMPLES}`)
  }
  const clean = text
    .toUpperCase()
    .replaceAll(/[′’‘´`]/g, "'")
    .replaceAll(/[″”“]|''/g, '"')
    .replaceAll(/[º˚]/g, '°')
    .replaceAll('−', '-')
    .trim()
  if (/\d[^A-Z]*O|O[^A-Z]*\d/.test(clean)) {
    return fail(
      'position-format',
      'the letter O is west in French and east in Dutch: write W or E',
      'longitude',
    )
  }
  if (/[A-Z]/.test(clean)) return parseLettered(clean)
  const parts = clean.split(/\s*[,;/]\s*|\s+/)
  if (parts.length !== 2 || !parts.every((p) => /^[+-]?\d{1,3}(\.\d*)?$/.test(p))) {
    return fail(
      'position-format',
      `expected N/S and E/W letters or two decimal numbers, latitude first, ${EXAMPLES}`,
    )
  }
  return combine(signed(Number(parts[0]), LATITUDE), signed(Number(parts[1]), LONGITUDE))
}

function parseLettered(clean: string): Result<LonLat> {
  const forms: readonly (readonly [RegExp, 'lat' | 'lon'])[] = [
    [/^([^NSEW]*[NS])[\s,;/]*([^NSEW]*[EW])$/, 'lat'],
    [/^([NS][^NSEW]*?)[\s,;/]*([EW][^NSEW]*)$/, 'lat'],
    [/^([^NSEW]*[EW])[\s,;/]*([^NSEW]*[NS])$/, 'lon'],
    [/^([EW][^NSEW]*?)[\s,;/]*([NS][^NSEW]*)$/, 'lon'],
  ]
  for (const [form, first] of forms) {
    const match = form.exec(clean)
    if (!match) continue
    const [lat, lon] = first === 'lat' ? [match[1]!, match[2]!] : [match[2]!, match[1]!]
    return combine(parseAngle(lat, LATITUDE), parseAngle(lon, LONGITUDE))
  }
  return fail('position-format', `expected one of N/S and one of E/W, ${EXAMPLES}`)
}

function combine(lat: Result<number>, lon: Result<number>): Result<LonLat> {
  if (!lat.ok) return lat
  if (!lon.ok) return lon
  return ok({ lon: lon.value, lat: lat.value })
}

/** One angle with its hemisphere letter, such as 061°00.1'W or N13 55 12. */
function parseAngle(text: string, axis: Axis): Result<number> {
  const negative = text.includes(axis.minus)
  // With letters the two angles are already apart, so a comma between digits can only be a decimal comma.
  const figures = text
    .replaceAll(/[NSEW]/g, '')
    .replaceAll(/(\d),(\d)/g, '$1.$2')
    .trim()
  const match =
    /^(\d{1,3}(?:\.\d+)?)\s*(?:[°:\s-]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:[':\s-]\s*(?:(\d{1,2}(?:\.\d+)?)\s*"?)?)?)?)?$/.exec(
      figures,
    )
  if (!match) {
    return fail(
      'position-format',
      `${axis.name} "${text}": expected degrees, minutes, seconds, ${EXAMPLES}`,
      axis.name,
    )
  }
  const [, degrees = '', minutes, seconds] = match
  const fractionEarly =
    (degrees.includes('.') && minutes !== undefined) || (minutes?.includes('.') && seconds !== undefined)
  if (fractionEarly) {
    return fail(
      'position-format',
      `${axis.name} "${text}": only the last figure may have decimals`,
      axis.name,
    )
  }
  for (const [name, part] of [
    ['minutes', minutes],
    ['seconds', seconds],
  ] as const) {
    if (part !== undefined && Number(part) >= 60) {
      return fail('position-range', `${axis.name} ${name} "${part}": expected 0 to 59.99`, axis.name)
    }
  }
  const value = Number(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600
  return signed(negative ? -value : value, axis)
}

function signed(value: number, axis: Axis): Result<number> {
  if (!(Math.abs(value) <= axis.max)) {
    return fail('position-range', `${axis.name} ${value}: expected 0 to ${axis.max} degrees`, axis.name)
  }
  return ok(value === 0 ? 0 : value)
}
