import { fail, ok, type Result } from '../contract/result.ts'

/**
 * Time zone letters and their hours east of Greenwich (ACP 121, date-time groups; the nautical time zones). J is not
 * among them: it means the reader's own zone and so fixes no moment.
 */
const ZONE_HOURS = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  I: 9,
  K: 10,
  L: 11,
  M: 12,
  N: -1,
  O: -2,
  P: -3,
  Q: -4,
  R: -5,
  S: -6,
  T: -7,
  U: -8,
  V: -9,
  W: -10,
  X: -11,
  Y: -12,
  Z: 0,
} as const
export type ZoneLetter = keyof typeof ZONE_HOURS

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 3_600_000
/** Two digits of a year stand for 2000 to 2099: nothing in this system is older, and a century must be fixed. */
const CENTURY = 2000

const DTG = /^(\d{2})(\d{2})(\d{2})([A-Z]) ([A-Z]{3}) (\d{2})$/

function isZone(letter: string): letter is ZoneLetter {
  return Object.hasOwn(ZONE_HOURS, letter)
}

/** Hours east of Greenwich; Saint Lucia is Q, -4. */
export function zoneHours(zone: ZoneLetter): number {
  return ZONE_HOURS[zone]
}

/**
 * Date-time group `DDHHMMZ MON YY`, e.g. `242030Z NOV 26`; seconds are dropped, not rounded.
 * @throws BUG for a moment outside 2000 to 2099 in that zone, which two digits cannot say
 */
export function formatDtg(instant: Date, zone: ZoneLetter = 'Z'): string {
  const local = new Date(instant.getTime() + ZONE_HOURS[zone] * MS_PER_HOUR)
  const year = local.getUTCFullYear() - CENTURY
  if (!(year >= 0 && year <= 99))
    throw new Error(`BUG: a date-time group cannot say the year ${local.getUTCFullYear()}`)
  const digits = [local.getUTCDate(), local.getUTCHours(), local.getUTCMinutes()].map(twoDigits).join('')
  return `${digits}${zone} ${MONTHS[local.getUTCMonth()]!} ${twoDigits(year)}`
}

/** Strict inverse of `formatDtg`: capital letters, single spaces, a day that exists. */
export function parseDtg(text: string): Result<{ readonly instant: Date; readonly zone: ZoneLetter }> {
  const match = DTG.exec(text)
  if (match === null) return fail('dtg.format', 'expected a date-time group like 242030Z NOV 26')
  const [day, hour, minute] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const zone = match[4]!
  if (!isZone(zone))
    return fail('dtg.zone', 'J is no fixed zone; write the letter of the zone, Z for UTC', 'zone')
  const month = MONTHS.indexOf(match[5]!)
  if (month < 0) return fail('dtg.month', `${match[5]!} is no month: JAN to DEC`, 'month')
  if (hour > 23) return fail('dtg.hour', 'the hour is 00 to 23', 'hour')
  if (minute > 59) return fail('dtg.minute', 'the minute is 00 to 59', 'minute')
  const year = CENTURY + Number(match[6])
  const local = new Date(Date.UTC(year, month, day, hour, minute))
  if (local.getUTCMonth() !== month || local.getUTCDate() !== day) {
    return fail('dtg.day', `${MONTHS[month]!} ${year} has no day ${match[1]!}`, 'day')
  }
  return ok({ instant: new Date(local.getTime() - ZONE_HOURS[zone] * MS_PER_HOUR), zone })
}

/** The moment cut to the minute, which is all that a date-time group keeps. */
export function toWholeMinute(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / MS_PER_MINUTE) * MS_PER_MINUTE)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
