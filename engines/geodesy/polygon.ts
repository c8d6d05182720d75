import { normalizeLonDeg } from './position.ts'
import { fail, ok, type Result } from './result.ts'

/** GeoJSON geometry (RFC 7946, 3.1.6-7): rings of [lon, lat], first ring the shell, the others holes. */
export type PolygonGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

export type Ring = readonly (readonly number[])[]

/** West may be below -180 or east above 180 where the polygon passes the antimeridian. */
export type BBox = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/**
 * A polygon ready for many questions: all edges in flat arrays, longitudes unwrapped so that a ring passing the
 * antimeridian is continuous, and for each band of latitude the edges that touch it.
 */
export type PreparedPolygon = {
  readonly bbox: BBox
  readonly edgeCount: number
  /** x1, y1, x2, y2 of each edge, degrees. */
  readonly edges: Float64Array
  readonly bandCount: number
  readonly bandHeightDeg: number
  readonly bandStart: Uint32Array
  readonly bandEdges: Uint32Array
}

const BANDS_MAX = 4096

/** Edges are straight in longitude and latitude (RFC 7946, 3.1.1). Refuses open or short rings and rings around a pole. */
export function preparePolygon(geometry: PolygonGeometry): Result<PreparedPolygon> {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const flat: number[] = []
  for (const [p, rings] of polygons.entries()) {
    let shellLon: number | undefined
    for (const [r, ring] of rings.entries()) {
      const where = `polygon ${p} ring ${r}`
      const added = appendRing(ring, shellLon, where, flat)
      if (!added.ok) return added
      shellLon ??= added.value
    }
  }
  if (flat.length === 0) return fail('polygon-invalid', 'a polygon needs at least one ring')
  return ok(index(Float64Array.from(flat)))
}

/** Appends the ring's edges unwrapped; `nearLon` puts a hole on the same turn of the globe as its shell. */
function appendRing(ring: Ring, nearLon: number | undefined, where: string, out: number[]): Result<number> {
  if (ring.length < 4)
    return fail('polygon-invalid', `${where} has ${ring.length} points, a closed ring needs 4`, where)
  for (const [i, point] of ring.entries()) {
    const lon = point[0]
    const lat = point[1]
    if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
      return fail(
        'polygon-invalid',
        `${where} point ${i}: expected [lon, lat] in degrees, got ${JSON.stringify(point)}`,
        where,
      )
    }
  }
  const first = ring[0]!
  const last = ring[ring.length - 1]!
  if (first[1] !== last[1] || normalizeLonDeg(first[0]! - last[0]!) !== 0) {
    return fail('polygon-invalid', `${where} is not closed: its last point must equal its first`, where)
  }
  const start = nearLon === undefined ? first[0]! : nearLon + normalizeLonDeg(first[0]! - nearLon)
  let x = start
  for (let i = 1; i < ring.length; i++) {
    const x2 = x + normalizeLonDeg(ring[i]![0]! - ring[i - 1]![0]!)
    out.push(x, ring[i - 1]![1]!, x2, ring[i]![1]!)
    x = x2
  }
  if (Math.abs(x - start) > 1e-6)
    return fail('polygon-invalid', `${where} encloses a pole, which is not supported`, where)
  return ok(start)
}

function index(edges: Float64Array): PreparedPolygon {
  const edgeCount = edges.length / 4
  const bbox = boundsOf(edges)
  const bandCount = Math.max(1, Math.min(BANDS_MAX, Math.ceil(edgeCount / 4)))
  const bandHeightDeg = Math.max((bbox.north - bbox.south) / bandCount, Number.MIN_VALUE)
  const bandOf = (lat: number): number => clampBand((lat - bbox.south) / bandHeightDeg, bandCount)
  const bandStart = new Uint32Array(bandCount + 1)
  for (let i = 0; i < edgeCount; i++) {
    const y1 = edges[4 * i + 1]!
    const y2 = edges[4 * i + 3]!
    for (let b = bandOf(Math.min(y1, y2)); b <= bandOf(Math.max(y1, y2)); b++) bandStart[b + 1]!++
  }
  for (let b = 0; b < bandCount; b++) bandStart[b + 1]! += bandStart[b]!
  const bandEdges = new Uint32Array(bandStart[bandCount]!)
  const cursor = bandStart.slice()
  for (let i = 0; i < edgeCount; i++) {
    const y1 = edges[4 * i + 1]!
    const y2 = edges[4 * i + 3]!
    for (let b = bandOf(Math.min(y1, y2)); b <= bandOf(Math.max(y1, y2)); b++) bandEdges[cursor[b]!++] = i
  }
  return { bbox, edgeCount, edges, bandCount, bandHeightDeg, bandStart, bandEdges }
}

function clampBand(band: number, bandCount: number): number {
  return band <= 0 || Number.isNaN(band) ? 0 : Math.min(Math.floor(band), bandCount - 1)
}

function boundsOf(edges: Float64Array): BBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < edges.length; i += 2) {
    const x = edges[i]!
    const y = edges[i + 1]!
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return { west, south, east, north }
}

/** The turn of the globe of `lon` that lies in the polygon's box; NaN when none does. */
export function unwrapInto(bbox: BBox, lon: number): number {
  if (lon >= bbox.west && lon <= bbox.east) return lon
  if (lon + 360 >= bbox.west && lon + 360 <= bbox.east) return lon + 360
  if (lon - 360 >= bbox.west && lon - 360 <= bbox.east) return lon - 360
  return Number.NaN
}

/** Even-odd test, holes respected. A point exactly on an edge may fall either way. */
export function polygonContains(polygon: PreparedPolygon, lon: number, lat: number): boolean {
  const { bbox, edges, bandEdges, bandStart } = polygon
  if (lat < bbox.south || lat > bbox.north) return false
  const x = unwrapInto(bbox, lon)
  if (Number.isNaN(x)) return false
  const band = clampBand((lat - bbox.south) / polygon.bandHeightDeg, polygon.bandCount)
  let inside = false
  for (let k = bandStart[band]!; k < bandStart[band + 1]!; k++) {
    const i = 4 * bandEdges[k]!
    const y1 = edges[i + 1]!
    const y2 = edges[i + 3]!
    // Half-open in latitude, so that a vertex on the ray is counted once.
    if (y1 > lat === y2 > lat) continue
    const x1 = edges[i]!
    if (x < x1 + ((lat - y1) / (y2 - y1)) * (edges[i + 2]! - x1)) inside = !inside
  }
  return inside
}
