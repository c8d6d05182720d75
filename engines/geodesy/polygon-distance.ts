import { eastMPerDeg, northMPerDeg } from './local-plane.ts'
import type { PreparedPolygon } from './polygon.ts'

/** Squared distance from the origin to a segment in the same plane units. */
export function originToSegmentSquared(x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1
  const dy = y2 - y1
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / length2))
  const px = x1 + t * dx
  const py = y1 + t * dy
  return px * px + py * py
}

/**
 * Distance from a point to the polygon's boundary, metres, in the plane at the point (good to 0.1 % under 50 km;
 * beyond that an estimate). Looks at every edge: for drawn areas, not for a coastline.
 */
export function distanceToBoundaryM(polygon: PreparedPolygon, lon: number, lat: number): number {
  const kx = eastMPerDeg(lat)
  const ky = northMPerDeg(lat)
  const { west, east } = polygon.bbox
  const mid = (west + east) / 2
  const turns = Math.round((mid - lon) / 360) * 360
  const x = lon + turns
  let best = Infinity
  const edges = polygon.edges
  for (let i = 0; i < edges.length; i += 4) {
    const d = originToSegmentSquared(
      (edges[i]! - x) * kx,
      (edges[i + 1]! - lat) * ky,
      (edges[i + 2]! - x) * kx,
      (edges[i + 3]! - lat) * ky,
    )
    if (d < best) best = d
  }
  return Math.sqrt(best)
}
