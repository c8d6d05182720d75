/** Speed of sound at sea level in the standard atmosphere (ICAO Doc 7488: 340.294 m/s), knots. */
const SOUND_KN = 661.479
/** Pressure lapse below and above the tropopause, by height in feet (Doc 7488: 6.5 K/km from 288.15 K up to 11 km, then none). */
const LAPSE_PER_FT = 6.87559e-6
const TROPOPAUSE_FT = 36_089.24
const TROPOPAUSE_RATIO = 0.22336
const SCALE_HEIGHT_FT = 20_805.8

/** Pressure at a pressure altitude over that at sea level. */
function pressureRatio(altitudeFt: number): number {
  return altitudeFt <= TROPOPAUSE_FT
    ? (1 - LAPSE_PER_FT * altitudeFt) ** 5.25588
    : TROPOPAUSE_RATIO * Math.exp((TROPOPAUSE_FT - altitudeFt) / SCALE_HEIGHT_FT)
}

/** Calibrated airspeed in knots at a Mach number and pressure altitude (subsonic; Anderson, Fundamentals of Aerodynamics, 8.4). */
export function calibratedKn(mach: number, altitudeFt: number): number {
  const impact = pressureRatio(altitudeFt) * ((1 + 0.2 * mach * mach) ** 3.5 - 1)
  return SOUND_KN * Math.sqrt(5 * ((impact + 1) ** (2 / 7) - 1))
}
