/** International nautical mile: 1,852 m exactly (SI Brochure 8th ed., table 8; IHO S-32). */
export const METRES_PER_NM = 1852

/** One knot is one nautical mile an hour. */
export const METRES_PER_SECOND_PER_KN = METRES_PER_NM / 3600

export const DEGREES_TO_RADIANS = Math.PI / 180
export const RADIANS_TO_DEGREES = 180 / Math.PI

/** International foot: 0.3048 m exactly (1959 agreement). */
export const METRES_PER_FOOT = 0.3048

export const nmToM = (distanceNm: number): number => distanceNm * METRES_PER_NM
export const mToNm = (distanceM: number): number => distanceM / METRES_PER_NM
export const knToMps = (speedKn: number): number => speedKn * METRES_PER_SECOND_PER_KN
export const mpsToKn = (speedMps: number): number => speedMps / METRES_PER_SECOND_PER_KN
export const knToKmh = (speedKn: number): number => speedKn * 1.852
export const ftToM = (lengthFt: number): number => lengthFt * METRES_PER_FOOT
export const mToFt = (lengthM: number): number => lengthM / METRES_PER_FOOT
