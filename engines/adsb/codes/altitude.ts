import { gillhamFeet } from './gillham.ts'

/** Lowest value of the 25-foot code, feet (ICAO Annex 10 Vol IV, 3.1.2.6.5.4 c). */
const BASE_FT = -1000
const STEP_FT = 25
const M_BIT = 0x40
const Q_BIT = 0x10

/**
 * Feet of the 13-bit AC field of DF 0, 4, 16 and 20 (Annex 10 Vol IV, 3.1.2.6.5.4). Null: all zeros (not available), the
 * metric form (M = 1, whose coding the Annex leaves reserved), or a 100-foot code that no encoder sends.
 */
export function altitudeFeet13(code: number): number | null {
  if (code === 0 || (code & M_BIT) !== 0) return null
  if ((code & Q_BIT) === 0) return gillhamFeet(code)
  return (((code & 0x1f80) >> 2) | ((code & 0x20) >> 1) | (code & 0x0f)) * STEP_FT + BASE_FT
}

/** The 12-bit form of the airborne position message: the same without the M bit (Doc 9871, A.2.3.2.4). */
export function altitudeFeet12(code: number): number | null {
  return altitudeFeet13(((code & 0xfc0) << 1) | (code & 0x3f))
}

/** Lowest and highest altitude of the 25-foot code, feet. */
const CODED_MAX_FT = BASE_FT + 2047 * STEP_FT

/** The 12-bit code with 25-foot steps (rounded); 0 for null; undefined when it does not fit. */
export function altitudeCode12(feet: number | null): number | undefined {
  if (feet === null) return 0
  if (!(feet >= BASE_FT && feet <= CODED_MAX_FT)) return undefined
  const steps = Math.round((feet - BASE_FT) / STEP_FT)
  return ((steps & 0x7f0) << 1) | Q_BIT | (steps & 0x0f)
}

export function altitudeCode13(feet: number | null): number | undefined {
  const code = altitudeCode12(feet)
  return code === undefined ? undefined : ((code & 0xfc0) << 1) | (code & 0x3f)
}
