import { geodesicDirect, geodesicDistanceM } from '@basinet/geodesy'
import type { LineString, Polygon } from 'geojson'
import type { Shape } from '../../contract.ts'

type Lnglat = readonly [number, number]

/** Corners of a drawn circle: round to the eye at any zoom the map offers. */
const CORNERS = 96

export function circle([lon, lat]: Lnglat, radiusM: number): Polygon {
  const ring = Array.from({ length: CORNERS + 1 }, (_, i) => {
    const { position } = geodesicDirect({ lon, lat }, (360 * (i % CORNERS)) / CORNERS, radiusM)
    return [position.lon, position.lat]
  })
  return { type: 'Polygon', coordinates: [ring] }
}

/** An own area as the map draws it. */
export function areaPolygon(area: Shape): Polygon {
  if (area.type === 'Circle') return circle([area.center[0], area.center[1]], area.radiusM)
  return {
    type: 'Polygon',
    coordinates: area.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat])),
  }
}

export function line(points: readonly Lnglat[]): LineString {
  return { type: 'LineString', coordinates: points.map(([lon, lat]) => [lon, lat]) }
}

/** Middle and size of a circle that came as a ring of corners. */
export function circleOf(ring: readonly (readonly number[])[]): {
  center: [number, number]
  radiusM: number
} {
  const corners = ring.slice(0, -1)
  const sum = corners.reduce<[number, number]>(([x, y], [lon = 0, lat = 0]) => [x + lon, y + lat], [0, 0])
  const center: [number, number] = [sum[0] / corners.length, sum[1] / corners.length]
  const [lon = 0, lat = 0] = corners[0] ?? []
  return { center, radiusM: geodesicDistanceM({ lon: center[0], lat: center[1] }, { lon, lat }) }
}
