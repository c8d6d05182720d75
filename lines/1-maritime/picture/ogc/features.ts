import { geodesicDirect } from '@basinet/geodesy'
import type { StoredRecord } from '@basinet/kernel/contract'
import type { Shape } from '../contract/geo.ts'
import type { OwnArea } from '../contract/own-area.ts'
import type { Vessel } from '../contract/wire.ts'

/** GeoJSON feature (RFC 7946 section 3.2). */
export interface Feature {
  readonly type: 'Feature'
  readonly id: string
  readonly geometry: unknown
  readonly properties: Readonly<Record<string, unknown>>
}

export function vesselFeature(vessel: Vessel): Feature {
  const { id: _, lon, lat, at, age: __, ...rest } = vessel
  return {
    type: 'Feature',
    id: String(vessel.mmsi),
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { ...rest, datetime: new Date(at).toISOString() },
  }
}

export function areaFeature(record: StoredRecord<OwnArea>): Feature {
  const { shape, ...body } = record.body
  return {
    type: 'Feature',
    id: record.id,
    geometry: areaGeometry(shape),
    properties: {
      ...body,
      ...(shape.type === 'Circle' ? { radiusM: shape.radiusM } : {}),
      datetime: record.updatedAt,
    },
  }
}

/** Corners a circle is drawn with: its edge is off by less than 0.13 % of the radius. */
const CIRCLE_CORNERS = 64

/** GeoJSON knows no circle. Rings run counter-clockwise (RFC 7946 section 3.1.6). */
export function areaGeometry(shape: Shape): {
  type: 'Polygon'
  coordinates: (readonly [number, number])[][]
} {
  if (shape.type === 'Polygon')
    return { type: 'Polygon', coordinates: [counterClockwise(shape.coordinates[0] ?? [])] }
  const [lon, lat] = shape.center
  const ring = Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const p = geodesicDirect({ lon, lat }, 360 - (i * 360) / CIRCLE_CORNERS, shape.radiusM).position
    return [p.lon, p.lat] as const
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as readonly [number, number]]] }
}

function counterClockwise(ring: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const twice = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as readonly [number, number]
    return sum + x * nextY - nextX * y
  }, 0)
  return twice < 0 ? ring.toReversed() : [...ring]
}
