import { parsePosition } from '@basinet/geodesy'
import { position } from '../../i18n/nautical.ts'

/** Longitude and latitude in degrees (RFC 7946 section 3.1.1). */
export type LonLat = readonly [number, number]

const CORNERS_MIN = 3

/** GeoJSON polygon coordinates as text, a corner a line, without the closing one. */
export function writeRing(value: unknown): string {
  const [ring] = Array.isArray(value) ? (value as LonLat[][]) : []
  return (ring ?? [])
    .slice(0, -1)
    .map(([lon, lat]) => position(lat, lon))
    .join('\n')
}

/** Reads such text; `ring` is null until three corners can be read, `badLine` names the first that cannot (from 1). */
export function readRing(text: string): {
  readonly ring: readonly [readonly LonLat[]] | null
  readonly badLine: number | null
} {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), n: index + 1 }))
  const corners: LonLat[] = []
  for (const { line, n } of lines) {
    if (line === '') continue
    const read = parsePosition(line)
    if (!read.ok) return { ring: null, badLine: n }
    corners.push([read.value.lon, read.value.lat])
  }
  const [first] = corners
  if (first === undefined || corners.length < CORNERS_MIN) return { ring: null, badLine: null }
  return { ring: [[...corners, first]], badLine: null }
}
