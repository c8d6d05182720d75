import { longitudeZones, modulo, NZ } from './zones.ts'

/** Steps of a zone in the 17 transmitted bits; on the surface a zone is four times as fine and two bits are left out. */
const STEPS = 2 ** 17
const SURFACE_STEPS = 2 ** 19

/**
 * The 17-bit latitude and longitude of a position, lat -90 to 90, lon any degrees (Doc 9871, C.2.6.3 airborne, C.2.6.4
 * surface).
 */
export function encodeCpr(
  lat: number,
  lon: number,
  odd: boolean,
  surface: boolean,
): { cprLat: number; cprLon: number } {
  const steps = surface ? SURFACE_STEPS : STEPS
  const i = odd ? 1 : 0
  const latZone = 360 / (4 * NZ - i)
  const y = Math.floor((steps * modulo(lat, latZone)) / latZone + 0.5)
  const latCoded = latZone * (y / steps + Math.floor(lat / latZone))
  const lonZone = 360 / Math.max(longitudeZones(latCoded) - i, 1)
  const x = Math.floor((steps * modulo(lon, lonZone)) / lonZone + 0.5)
  return { cprLat: modulo(y, STEPS), cprLon: modulo(x, STEPS) }
}
