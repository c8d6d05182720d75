import {
  after,
  polygonContains,
  segmentCrossings,
  type LonLat,
  type MovingPoint,
  type PreparedPolygon,
} from '@basinet/geodesy'

/** A zone with whatever its owner calls it by. */
export interface Zone {
  readonly id: string
  readonly area: PreparedPolygon
}

export interface ZonePassage {
  readonly zone: string
  readonly entering: boolean
  /** From now. */
  readonly seconds: number
  readonly position: LonLat
}

/** A rhumb line is followed in straight pieces no longer than this, so that its bend on the map does not matter. */
const PIECE_SECONDS = 600
const PIECES_MAX = 1_008

export function zonesAt(zones: readonly Zone[], place: LonLat): string[] {
  return zones.filter((zone) => polygonContains(zone.area, place.lon, place.lat)).map((zone) => zone.id)
}

/** When a target that holds course and speed enters and leaves zones within a time, in order. */
export function zonePassages(zones: readonly Zone[], target: MovingPoint, seconds: number): ZonePassage[] {
  const pieces = Math.min(PIECES_MAX, Math.max(1, Math.ceil(seconds / PIECE_SECONDS)))
  const step = seconds / pieces
  const found: ZonePassage[] = []
  let from = target.position
  for (let piece = 0; piece < pieces; piece++) {
    const to = after(target, (piece + 1) * step).position
    for (const zone of zones)
      for (const { fraction, position, entering } of segmentCrossings(zone.area, from, to))
        found.push({ zone: zone.id, entering, seconds: (piece + fraction) * step, position })
    from = to
  }
  return found.toSorted((a, b) => a.seconds - b.seconds)
}
