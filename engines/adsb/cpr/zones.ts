/** Latitude zones between the equator and a pole of the even grid (Doc 9871, C.2.6.2). */
export const NZ = 15
const RADIANS = Math.PI / 180

/**
 * Upper latitude of the band that has NL longitude zones, NL = 59 down to 2 (Doc 9871, C.2.6.2 d):
 * acos(sqrt((1 - cos(pi / 2 NZ)) / (1 - cos(2 pi / NL)))).
 */
const TRANSITIONS = new Float64Array(58)
for (let n = 0; n < 58; n++) {
  const ratio = (1 - Math.cos(Math.PI / (2 * NZ))) / (1 - Math.cos((2 * Math.PI) / (59 - n)))
  TRANSITIONS[n] = Math.acos(Math.sqrt(ratio)) / RADIANS
}
/** By definition, not by rounding (C.2.6.2 d, notes): two zones up to exactly 87 degrees. */
TRANSITIONS[57] = 87

/** Number of longitude zones at a latitude: 59 at the equator, 2 at 87 degrees, 1 beyond. */
export function longitudeZones(lat: number): number {
  const north = Math.abs(lat)
  if (north >= 87) return north > 87 ? 1 : 2
  let low = 0
  let high = 57
  while (low < high) {
    const middle = (low + high) >> 1
    if (north < TRANSITIONS[middle]!) high = middle
    else low = middle + 1
  }
  return 59 - low
}

/** Remainder that is never negative (C.2.6.2 b). */
export function modulo(value: number, by: number): number {
  const rest = value % by
  return rest < 0 ? rest + by : rest
}

/** A longitude as -180 to below 180. */
export function wrapLongitude(lon: number): number {
  return modulo(lon + 180, 360) - 180
}
