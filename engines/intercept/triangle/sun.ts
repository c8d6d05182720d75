import {
  DEGREES_TO_RADIANS,
  RADIANS_TO_DEGREES,
  normalizeBearingDeg,
  normalizeLonDeg,
  type LonLat,
} from '@basinet/geodesy'

/** Upper limb on the horizon: 34' refraction and 16' semi-diameter (Nautical Almanac, explanation, "Sunrise and sunset"). */
const HORIZON_ALTITUDE_DEG = -50 / 60
/** Civil twilight ends here (Nautical Almanac, "Twilight"). */
export const CIVIL_ALTITUDE_DEG = -6

const DAY_MS = 86_400_000
/** Julian date of the Unix epoch (Meeus, Astronomical Algorithms, 2nd ed., ch. 7). */
const JD_UNIX = 2_440_587.5
const JD_J2000 = 2_451_545

export interface SunPlace {
  readonly rightAscensionDeg: number
  readonly declinationDeg: number
  /** Greenwich mean sidereal time, degrees. */
  readonly siderealDeg: number
}

/** Apparent place of the sun, low accuracy of 0.01 degrees (Meeus, ch. 25; sidereal time eq. 12.4). */
export function sunPlace(atMs: number): SunPlace {
  const days = atMs / DAY_MS + JD_UNIX - JD_J2000
  const t = days / 36_525
  const meanLongitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * DEGREES_TO_RADIANS
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const node = (125.04 - 1934.136 * t) * DEGREES_TO_RADIANS
  const longitude = (meanLongitude + centre - 0.00569 - 0.00478 * Math.sin(node)) * DEGREES_TO_RADIANS
  const obliquity =
    (23.4392911 - 0.0130042 * t - 1.64e-7 * t * t + 0.00256 * Math.cos(node)) * DEGREES_TO_RADIANS
  return {
    rightAscensionDeg: normalizeBearingDeg(
      Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude)) * RADIANS_TO_DEGREES,
    ),
    declinationDeg: Math.asin(Math.sin(obliquity) * Math.sin(longitude)) * RADIANS_TO_DEGREES,
    siderealDeg: normalizeBearingDeg(280.46061837 + 360.98564736629 * days + 0.000387933 * t * t),
  }
}

/** Geometric altitude of the sun's centre above the horizon of a place, degrees (Meeus, eq. 13.6). */
export function sunAltitudeDeg(place: LonLat, atMs: number): number {
  const { rightAscensionDeg, declinationDeg, siderealDeg } = sunPlace(atMs)
  const hourAngle = (siderealDeg + place.lon - rightAscensionDeg) * DEGREES_TO_RADIANS
  const lat = place.lat * DEGREES_TO_RADIANS
  const dec = declinationDeg * DEGREES_TO_RADIANS
  return (
    Math.asin(Math.sin(lat) * Math.sin(dec) + Math.cos(lat) * Math.cos(dec) * Math.cos(hourAngle)) *
    RADIANS_TO_DEGREES
  )
}

export type Light = 'day' | 'twilight' | 'night'

export function lightAt(place: LonLat, atMs: number): Light {
  const altitude = sunAltitudeDeg(place, atMs)
  return altitude >= HORIZON_ALTITUDE_DEG ? 'day' : altitude >= CIVIL_ALTITUDE_DEG ? 'twilight' : 'night'
}

/** The next passage of the sun through an altitude after a moment, Unix ms; null where none comes within two days. */
export function nextSun(
  place: LonLat,
  afterMs: number,
  which: 'rise' | 'set',
  altitudeDeg = HORIZON_ALTITUDE_DEG,
): number | null {
  let t = afterMs
  for (let day = 0; day < 3; day++) {
    const hour = hourAngleDeg(place.lat, sunPlace(t).declinationDeg, altitudeDeg)
    const at = hour === null ? null : refine(place, t, which, altitudeDeg)
    if (at !== null && at > afterMs) return at
    t += DAY_MS / 2
  }
  return null
}

function hourAngleDeg(latDeg: number, declinationDeg: number, altitudeDeg: number): number | null {
  const lat = latDeg * DEGREES_TO_RADIANS
  const dec = declinationDeg * DEGREES_TO_RADIANS
  const cos =
    (Math.sin(altitudeDeg * DEGREES_TO_RADIANS) - Math.sin(lat) * Math.sin(dec)) /
    (Math.cos(lat) * Math.cos(dec))
  return Math.abs(cos) > 1 ? null : Math.acos(cos) * RADIANS_TO_DEGREES
}

/** Iterates the hour angle of the passage nearest ahead of `t` (Meeus, ch. 15, with the sun's place taken anew at each step). */
function refine(place: LonLat, t: number, which: 'rise' | 'set', altitudeDeg: number): number | null {
  let at = t
  for (let step = 0; step < 6; step++) {
    const sun = sunPlace(at)
    const wanted = hourAngleDeg(place.lat, sun.declinationDeg, altitudeDeg)
    if (wanted === null) return null
    const is = sun.siderealDeg + place.lon - sun.rightAscensionDeg
    const turn = (which === 'rise' ? -wanted : wanted) - is
    // The first step goes ahead in time, the later ones to the nearest.
    const ahead = step === 0 ? normalizeBearingDeg(turn) : normalizeLonDeg(turn)
    at += (ahead / 360) * DAY_MS
  }
  return at
}
