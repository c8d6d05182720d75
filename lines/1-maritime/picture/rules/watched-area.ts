import { preparePolygon, type BBox, type PreparedPolygon, type Result, type Ring } from '@basinet/geodesy'

import type { AlertSeverity } from './alert.ts'

export type AreaShape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'Circle'; readonly center: readonly [number, number]; readonly radiusM: number }

/** An area to be watched, in the words of its record. */
export type WatchedArea = {
  readonly id: string
  readonly name: string
  readonly shape: AreaShape
  readonly onEntry: boolean
  readonly onExit: boolean
  readonly speedAboveKn: number | null
  readonly speedBelowKn: number | null
  readonly severity: AlertSeverity
  /** Empty = every vessel. */
  readonly shipTypes: readonly number[]
  readonly fromMs: number | null
  readonly untilMs: number | null
}

/** A circle is kept as a ring of this many sides: off by 0.02 % of its radius at most. */
const CIRCLE_SIDES = 180

const M_PER_DEG_LAT = 110_574
const M_PER_DEG_EQUATOR = 111_320

/** The area's shape ready for questions; a refused polygon keeps its error. */
export function prepareArea(area: WatchedArea): Result<PreparedPolygon> {
  const { shape } = area
  if (shape.type === 'Polygon') return preparePolygon(shape)
  const [lon, lat] = shape.center
  const ring = Array.from({ length: CIRCLE_SIDES + 1 }, (_, i): [number, number] => {
    const a = (2 * Math.PI * (i % CIRCLE_SIDES)) / CIRCLE_SIDES
    const north = (shape.radiusM * Math.cos(a)) / M_PER_DEG_LAT
    const east =
      (shape.radiusM * Math.sin(a)) / (M_PER_DEG_EQUATOR * Math.cos(((lat + north) * Math.PI) / 180))
    return [wrap(lon + east), Math.max(-90, Math.min(90, lat + north))]
  })
  return preparePolygon({ type: 'Polygon', coordinates: [ring] })
}

const wrap = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180

/** Box widened by some metres on every side. */
export function widened(box: BBox, metres: number): BBox {
  const lat = Math.max(Math.abs(box.south), Math.abs(box.north))
  const dLat = metres / M_PER_DEG_LAT
  const dLon = metres / (M_PER_DEG_EQUATOR * Math.max(0.05, Math.cos((lat * Math.PI) / 180)))
  return { west: box.west - dLon, south: box.south - dLat, east: box.east + dLon, north: box.north + dLat }
}
