import { FieldRangeError } from '../bits/bit-writer.ts'

/** Units of position fields per degree. */
const PER_DEGREE = 600_000
export const TENTH_MINUTE_PER_DEGREE = 600

/** Raw longitude or latitude to degrees; null beyond `limit` degrees, which takes in "not available". */
export function degreesOf(raw: number, perDegree: number, limit: number): number | null {
  return raw > limit * perDegree || raw < -limit * perDegree ? null : raw / perDegree
}

/** Degrees to the nearest raw value; null to "not available" (181° and 91°). */
export function rawDegrees(field: string, degrees: number | null, perDegree: number, limit: number): number {
  if (degrees === null) return (limit + 1) * perDegree
  if (!(Math.abs(degrees) <= limit)) throw new FieldRangeError(field, `degrees within ±${limit}`, degrees)
  return Math.round(degrees * perDegree)
}

export const lonOf = (raw: number): number | null => degreesOf(raw, PER_DEGREE, 180)
export const latOf = (raw: number): number | null => degreesOf(raw, PER_DEGREE, 90)
export const rawLon = (lon: number | null): number => rawDegrees('lon', lon, PER_DEGREE, 180)
export const rawLat = (lat: number | null): number => rawDegrees('lat', lat, PER_DEGREE, 90)

const SPEED_NOT_AVAILABLE = 1023
const SPEED_HIGHEST = 1022

/** 0.1 knot; 1022 stands for 102.2 or more. */
export function speedOf(raw: number): number | null {
  return raw === SPEED_NOT_AVAILABLE ? null : raw / 10
}

export function rawSpeed(speedKn: number | null): number {
  return speedKn === null ? SPEED_NOT_AVAILABLE : capped('speedKn', speedKn * 10, SPEED_HIGHEST)
}

/** Rounds and caps at `highest`, which stands for itself or more; refuses negative and unreal values. */
export function capped(field: string, value: number, highest: number): number {
  if (!(value >= 0)) throw new FieldRangeError(field, 'number of 0 or more', value)
  return Math.min(highest, Math.round(value))
}

const COURSE_NOT_AVAILABLE = 3600

/** 0.1 degree; 3600 and the codes above it, which should not be used, are "not available". */
export function courseOf(raw: number): number | null {
  return raw >= COURSE_NOT_AVAILABLE ? null : raw / 10
}

export function rawCourse(courseDeg: number | null): number {
  return courseDeg === null ? COURSE_NOT_AVAILABLE : turned('courseDeg', courseDeg * 10, 3600)
}

const HEADING_NOT_AVAILABLE = 511

/** Whole degrees; 511 and the codes 360 to 510, which have no meaning, are "not available". */
export function headingOf(raw: number): number | null {
  return raw >= 360 ? null : raw
}

export function rawHeading(headingDeg: number | null): number {
  return headingDeg === null ? HEADING_NOT_AVAILABLE : turned('headingDeg', headingDeg, 360)
}

/** Rounds onto a circle of `full` steps: 359.96° at 0.1° is 0.0, not the code above 359.9. */
export function turned(field: string, value: number, full: number): number {
  if (!Number.isFinite(value)) throw new FieldRangeError(field, 'finite number', value)
  return ((Math.round(value) % full) + full) % full
}

const TURN_NOT_AVAILABLE = -128
const TURN_HARD = 127
/** ROT_AIS = 4.733 √(degrees per minute) (ITU-R M.1371-5 Annex 8 §3.1.1). */
const TURN_FACTOR = 4.733

export function turnOf(raw: number): number | null {
  if (raw === TURN_NOT_AVAILABLE || Math.abs(raw) === TURN_HARD) return null
  const root = raw / TURN_FACTOR
  return raw < 0 ? -root * root : root * root
}

export function turnHardOf(raw: number): -1 | 0 | 1 {
  if (raw === TURN_HARD) return 1
  return raw === -TURN_HARD ? -1 : 0
}

export function rawTurn(turnDegPerMin: number | null, hard: -1 | 0 | 1): number {
  if (turnDegPerMin === null) return hard === 0 ? TURN_NOT_AVAILABLE : hard * TURN_HARD
  if (!Number.isFinite(turnDegPerMin)) {
    throw new FieldRangeError('turnDegPerMin', 'finite number', turnDegPerMin)
  }
  const size = Math.min(126, Math.round(TURN_FACTOR * Math.sqrt(Math.abs(turnDegPerMin))))
  return turnDegPerMin < 0 ? -size : size
}

/** Null for the code that means "not available" and the ones above it. */
export function belowOrNull(raw: number, notAvailable: number): number | null {
  return raw >= notAvailable ? null : raw
}

/** Null for 0. */
export function zeroIsNull(raw: number): number | null {
  return raw === 0 ? null : raw
}
