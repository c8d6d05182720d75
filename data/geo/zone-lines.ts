import { quickDistanceM, type LandIndex } from '@basinet/geodesy'

type Position = readonly [number, number]

/** Lines are judged in pieces of this length, degrees (about 2 km, the grid the zones were computed on). */
const PIECE_DEG = 0.02
/** A piece this close to a shore is the zone's inner border, which the coastline draws far better. */
const SHORE_M = 4000
/** Two nations' generalised borders this close together are one line drawn twice. */
const TWIN_M = 3000
/** A kept run with fewer pieces is a splinter of the two tests above. */
const RUN_PIECES_MIN = 4
const SMOOTHINGS = 2

export type ZoneBox = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/**
 * The seaward limits of the computed zones as lines: without the shore side, without the box's edge, each line between
 * two nations once, corners of the computing grid rounded (Chaikin 1974; moves no point by more than half a cell).
 */
export function zoneLines(
  zones: GeoJSON.FeatureCollection,
  land: LandIndex,
  box: ZoneBox,
): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = []
  const drawn = new Map<string, Position[]>()
  for (const zone of zones.features) {
    const kind = String(zone.properties?.['zone'])
    const added: Position[] = []
    for (const ring of ringsOf(zone.geometry)) {
      for (const run of runs(pieces(ring), (p) => isLimit(p, land, box) && !hasTwin(drawn, kind, p))) {
        added.push(...run)
        features.push({
          type: 'Feature',
          properties: { zone: kind, country: zone.properties?.['country'] as unknown },
          geometry: { type: 'LineString', coordinates: smooth(run).map((p) => [...p]) },
        })
      }
    }
    // Only after the whole zone, or a ring would be its own twin.
    for (const p of added) remember(drawn, kind, p)
  }
  return { type: 'FeatureCollection', features }
}

function ringsOf(geometry: GeoJSON.Geometry): Position[][] {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  return polygons.flat().map((ring) => ring.map((p): Position => [p[0]!, p[1]!]))
}

function pieces(ring: readonly Position[]): Position[] {
  const out: Position[] = [ring[0]!]
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!
    const [x2, y2] = ring[i]!
    const n = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / PIECE_DEG))
    for (let k = 1; k <= n; k++) out.push([x1 + ((x2 - x1) * k) / n, y1 + ((y2 - y1) * k) / n])
  }
  return out
}

/** Stretches of consecutive kept points; the ring's own seam is left where it is. */
function runs(points: readonly Position[], keep: (p: Position) => boolean): Position[][] {
  const out: Position[][] = []
  let run: Position[] = []
  for (const p of points) {
    if (keep(p)) run.push(p)
    else {
      if (run.length > RUN_PIECES_MIN) out.push(run)
      run = []
    }
  }
  if (run.length > RUN_PIECES_MIN) out.push(run)
  return out
}

function isLimit([lon, lat]: Position, land: LandIndex, box: ZoneBox): boolean {
  const edge = PIECE_DEG * 1.5
  const inside =
    lon > box.west + edge && lon < box.east - edge && lat > box.south + edge && lat < box.north - edge
  return inside && !land.isOnLand(lon, lat) && land.distanceToCoastM(lon, lat, SHORE_M) > SHORE_M
}

const CELL_DEG = 0.03
const cellKey = (kind: string, lon: number, lat: number): string =>
  `${kind}:${Math.floor(lon / CELL_DEG)}:${Math.floor(lat / CELL_DEG)}`

function remember(drawn: Map<string, Position[]>, kind: string, p: Position): void {
  const key = cellKey(kind, p[0], p[1])
  const there = drawn.get(key)
  if (there) there.push(p)
  else drawn.set(key, [p])
}

function hasTwin(drawn: ReadonlyMap<string, Position[]>, kind: string, [lon, lat]: Position): boolean {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      const near = drawn.get(cellKey(kind, lon + dx * CELL_DEG, lat + dy * CELL_DEG)) ?? []
      if (near.some((q) => quickDistanceM(lon, lat, q[0], q[1]) < TWIN_M)) return true
    }
  }
  return false
}

function smooth(run: readonly Position[]): Position[] {
  let points = [...run]
  for (let i = 0; i < SMOOTHINGS; i++) {
    const next: Position[] = [points[0]!]
    for (let k = 1; k < points.length; k++) {
      const [x1, y1] = points[k - 1]!
      const [x2, y2] = points[k]!
      next.push(
        [0.75 * x1 + 0.25 * x2, 0.75 * y1 + 0.25 * y2],
        [0.25 * x1 + 0.75 * x2, 0.25 * y1 + 0.75 * y2],
      )
    }
    next.push(points.at(-1)!)
    points = next
  }
  return points
}
