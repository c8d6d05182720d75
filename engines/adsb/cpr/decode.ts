import type { CprFields } from '../message/position.ts'
import { longitudeZones, modulo, NZ, wrapLongitude } from './zones.ts'

const STEPS = 2 ** 17

export interface LatLon {
  /** Degrees north, -90 to 90. */
  lat: number
  /** Degrees east, -180 to below 180. */
  lon: number
}

/**
 * Position of the later of an even and an odd airborne report without any other knowledge (Doc 9871, C.2.6.7). Null: the two
 * lie in bands with different numbers of longitude zones, or name no latitude.
 */
export function globalAirborne(even: CprFields, odd: CprFields, oddIsLater: boolean): LatLon | null {
  const j = Math.floor((59 * even.cprLat - 60 * odd.cprLat) / STEPS + 0.5)
  const latEven = south((360 / 60) * (modulo(j, 60) + even.cprLat / STEPS))
  const latOdd = south((360 / 59) * (modulo(j, 59) + odd.cprLat / STEPS))
  if (!isLatitude(latEven) || !isLatitude(latOdd)) return null
  const zones = longitudeZones(latEven)
  if (zones !== longitudeZones(latOdd)) return null
  return {
    lat: oddIsLater ? latOdd : latEven,
    lon: wrapLongitude(globalLongitude(even, odd, oddIsLater, zones, 360)),
  }
}

/**
 * The same for surface reports, whose grid repeats every 90 degrees: of the eight positions possible the one nearest to the
 * reference is taken, which must be within 45 NM of the aircraft (Doc 9871, C.2.6.8).
 */
export function globalSurface(
  even: CprFields,
  odd: CprFields,
  oddIsLater: boolean,
  reference: LatLon,
): LatLon | null {
  const j = Math.floor((59 * even.cprLat - 60 * odd.cprLat) / STEPS + 0.5)
  const latEven = nearer((90 / 60) * (modulo(j, 60) + even.cprLat / STEPS), reference.lat)
  const latOdd = nearer((90 / 59) * (modulo(j, 59) + odd.cprLat / STEPS), reference.lat)
  if (!isLatitude(latEven) || !isLatitude(latOdd)) return null
  const zones = longitudeZones(latEven)
  if (zones !== longitudeZones(latOdd)) return null
  const lon = globalLongitude(even, odd, oddIsLater, zones, 90)
  const quarter = Math.round((reference.lon - lon) / 90) * 90
  return { lat: oddIsLater ? latOdd : latEven, lon: wrapLongitude(lon + quarter) }
}

/**
 * Position from one report and a place within half a zone: about 180 NM of the aircraft in the air, 45 NM on the surface
 * (Doc 9871, C.2.6.5, C.2.6.6). Null when that gives no latitude.
 */
export function localPosition(report: CprFields, surface: boolean, reference: LatLon): LatLon | null {
  const circle = surface ? 90 : 360
  const i = report.cprOdd ? 1 : 0
  const latZone = circle / (4 * NZ - i)
  const lat = nearest(report.cprLat / STEPS, latZone, reference.lat)
  if (!isLatitude(lat)) return null
  const lonZone = circle / Math.max(longitudeZones(lat) - i, 1)
  return { lat, lon: wrapLongitude(nearest(report.cprLon / STEPS, lonZone, reference.lon)) }
}

/**
 * The value with this fraction of a zone that is nearest to the reference. The standard adds two floors; on a border of
 * zones rounding sets those a whole zone apart, one floor of the same sum cannot.
 */
function nearest(fraction: number, zone: number, reference: number): number {
  return zone * (Math.floor(reference / zone - fraction + 0.5) + fraction)
}

function globalLongitude(
  even: CprFields,
  odd: CprFields,
  oddIsLater: boolean,
  zones: number,
  circle: number,
): number {
  const m = Math.floor((even.cprLon * (zones - 1) - odd.cprLon * zones) / STEPS + 0.5)
  const count = Math.max(zones - (oddIsLater ? 1 : 0), 1)
  return (circle / count) * (modulo(m, count) + (oddIsLater ? odd : even).cprLon / STEPS)
}

/** A northern latitude, or the southern one of the same report, whichever is nearer to the reference. */
function nearer(north: number, reference: number): number {
  return Math.abs(reference - north) <= Math.abs(reference - (north - 90)) ? north : north - 90
}

/** Southern latitudes come as 270 to 360. */
function south(lat: number): number {
  return lat >= 270 ? lat - 360 : lat
}

function isLatitude(lat: number): boolean {
  return lat >= -90 && lat <= 90
}
