import { fail, ok, type Result } from '@basinet/kernel/contract'

/** Degrees; `west` > `east` means that the box crosses the antimeridian. */
export interface BBox {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export const WORLD: BBox = { west: -180, south: -90, east: 180, north: 90 }

/**
 * Reads `west,south,east,north`, or six numbers with a lowest and a highest height, which are read and not used:
 * nothing here has a height (OGC API Features 17-069r4, 7.15.3). Errors: `bbox.form`.
 */
export function parseBBox(text: string): Result<BBox> {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [west, south, east, north] = parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]] : parts
  if (
    (parts.length !== 4 && parts.length !== 6) ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    parts.some((n) => !Number.isFinite(n))
  )
    return fail(
      'bbox.form',
      'four numbers are expected: west,south,east,north (or six, with heights)',
      'bbox',
    )
  if (south > north || south < -90 || north > 90)
    return fail('bbox.form', 'latitudes must be -90 <= south <= north <= 90', 'bbox')
  if (Math.abs(west) > 540 || Math.abs(east) > 540)
    return fail('bbox.form', 'longitudes must lie within -540 and 540', 'bbox')
  // A map that shows the whole globe, or more than one, sends longitudes beyond 180.
  if (east - west >= 360) return ok({ west: -180, south, east: 180, north })
  return ok({ west: fold(west), south, east: fold(east), north })
}

function fold(lon: number): number {
  if (lon >= -180 && lon <= 180) return lon
  return ((((lon + 180) % 360) + 360) % 360) - 180
}

export function inBBox(box: BBox, lon: number, lat: number): boolean {
  if (lat < box.south || lat > box.north) return false
  return box.west <= box.east ? lon >= box.west && lon <= box.east : lon >= box.west || lon <= box.east
}

/** The box as a condition over `lon_e7` and `lat_e7`, its values appended to `values`. */
export function bboxSql(box: BBox, values: unknown[]): string {
  const bind = (degrees: number): string => `$${values.push(Math.round(degrees * 1e7))}`
  const lon =
    box.west <= box.east
      ? `lon_e7 BETWEEN ${bind(box.west)} AND ${bind(box.east)}`
      : `(lon_e7 >= ${bind(box.west)} OR lon_e7 <= ${bind(box.east)})`
  return `${lon} AND lat_e7 BETWEEN ${bind(box.south)} AND ${bind(box.north)}`
}
