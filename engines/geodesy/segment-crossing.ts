import { polygonContains, type PreparedPolygon } from './polygon.ts'
import { normalizeLonDeg, type LonLat } from './position.ts'

/** One passage of a polygon's boundary; `fraction` in [0, 1] of the segment, for interpolating the time. */
export type Crossing = { readonly fraction: number; readonly position: LonLat; readonly entering: boolean }

/**
 * Where the straight lon/lat segment between two reports passes a polygon's boundary, in order of travel. Touching a
 * vertex without passing through gives no crossing. Entry and exit alternate, starting from whether `from` is inside.
 */
export function segmentCrossings(polygon: PreparedPolygon, from: LonLat, to: LonLat): Crossing[] {
  const dx = normalizeLonDeg(to.lon - from.lon)
  const dy = to.lat - from.lat
  const { bbox } = polygon
  if (Math.max(from.lat, to.lat) < bbox.south || Math.min(from.lat, to.lat) > bbox.north) return []
  const fractions: number[] = []
  for (const turn of [-360, 0, 360]) {
    const x = from.lon + turn
    if (Math.max(x, x + dx) < bbox.west || Math.min(x, x + dx) > bbox.east) continue
    collectFractions(polygon, x, from.lat, dx, dy, fractions)
  }
  fractions.sort((a, b) => a - b)
  let inside = polygonContains(polygon, from.lon, from.lat)
  return fractions.map((fraction) => {
    inside = !inside
    const position = { lon: normalizeLonDeg(from.lon + dx * fraction), lat: from.lat + dy * fraction }
    return { fraction, position, entering: inside }
  })
}

function collectFractions(
  polygon: PreparedPolygon,
  x: number,
  y: number,
  dx: number,
  dy: number,
  out: number[],
): void {
  const { edges } = polygon
  for (let i = 0; i < edges.length; i += 4) {
    const ax = edges[i]! - x
    const ay = edges[i + 1]! - y
    const bx = edges[i + 2]! - x
    const by = edges[i + 3]! - y
    // Side of each end of the edge relative to the travelled line, half-open so that a shared vertex counts once.
    const sideA = dx * ay - dy * ax
    const sideB = dx * by - dy * bx
    if (sideA > 0 === sideB > 0) continue
    const ex = bx - ax
    const ey = by - ay
    const fraction = (ax * ey - ay * ex) / (dx * ey - dy * ex)
    if (fraction >= 0 && fraction < 1) out.push(fraction)
  }
}
