import { BLOCK, createLandIndex, type LandIndex } from './land-index.ts'
import type { PolygonGeometry } from './polygon.ts'
import { fail, ok, type Result } from './result.ts'

export type PolygonFeatures = {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly geometry: PolygonGeometry
    readonly properties?: { readonly kind?: string } | null
  }[]
}

/** About 2.2 km: small enough that a coastal cell has some ten edges, large enough that the Caribbean is 2 M cells. */
const CELL_DEFAULT_DEG = 0.02

/** Keeps cell borders and centres off the round decimals of coastline files, where parity would hang on rounding. */
const GRID_OFFSET_DEG = 3.1e-6

/** Bound on the grid's memory (about 9 bytes a cell). */
const CELLS_MAX = 20_000_000

type Raw = {
  edges: Float64Array
  edgeFeature: Uint32Array
  west: number
  south: number
  east: number
  north: number
}

/**
 * Land index over coastline polygons that do not overlap and have their lakes as holes. Features of `kind` lake are
 * passed over: they fill such a hole for drawing, and by parity would turn it back to land. Polygons must not pass
 * the antimeridian.
 */
export function buildLandIndex(features: PolygonFeatures, cellDeg = CELL_DEFAULT_DEG): Result<LandIndex> {
  const raw = collectEdges(features)
  if (!raw.ok) return raw
  const { edges, edgeFeature, east, north } = raw.value
  const west = raw.value.west - GRID_OFFSET_DEG
  const south = raw.value.south - GRID_OFFSET_DEG
  const columns = Math.floor((east - west) / cellDeg) + 1
  const rows = Math.floor((north - south) / cellDeg) + 1
  if (columns * rows > CELLS_MAX) {
    return fail(
      'polygon-invalid',
      `expected at most ${CELLS_MAX} grid cells, ${cellDeg} degrees gives ${columns * rows}`,
    )
  }
  const box = { west, south, cellDeg, columns, rows, edges }
  const { edgeStart, edgeIds } = bucketEdges(box)
  const blockColumns = Math.ceil(columns / BLOCK)
  const blockRows = Math.ceil(rows / BLOCK)
  const blockHasEdge = new Uint8Array(blockColumns * blockRows)
  for (let cell = 0; cell < columns * rows; cell++) {
    if (edgeStart[cell] === edgeStart[cell + 1]) continue
    const block =
      Math.floor(Math.floor(cell / columns) / BLOCK) * blockColumns + Math.floor((cell % columns) / BLOCK)
    blockHasEdge[block] = 1
  }
  const centreLand = markCentres(box)
  return ok(
    createLandIndex({
      ...box,
      centreLand,
      edgeStart,
      edgeIds,
      edgeFeature,
      blockHasEdge,
      blockColumns,
      blockRows,
    }),
  )
}

function collectEdges(features: PolygonFeatures): Result<Raw> {
  const edges: number[] = []
  const owners: number[] = []
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [f, feature] of features.features.entries()) {
    const { geometry } = feature
    if (feature.properties?.kind === 'lake') continue
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = ring[i - 1]!
        const [x2, y2] = ring[i]!
        if (
          x1 === undefined ||
          y1 === undefined ||
          x2 === undefined ||
          y2 === undefined ||
          Math.abs(x2 - x1) > 180
        ) {
          return fail(
            'polygon-invalid',
            `feature ${f} point ${i}: expected [lon, lat] not passing the antimeridian`,
          )
        }
        edges.push(x1, y1, x2, y2)
        owners.push(f)
        west = Math.min(west, x1)
        east = Math.max(east, x1)
        south = Math.min(south, y1)
        north = Math.max(north, y1)
      }
    }
  }
  if (owners.length === 0) return fail('polygon-invalid', 'expected at least one polygon')
  return ok({
    edges: Float64Array.from(edges),
    edgeFeature: Uint32Array.from(owners),
    west,
    south,
    east,
    north,
  })
}

type Box = {
  west: number
  south: number
  cellDeg: number
  columns: number
  rows: number
  edges: Float64Array
}

/** Edge lists by cell, over each edge's bounding box: coast edges are short, so the box is one cell or two. */
function bucketEdges(g: Box): { edgeStart: Uint32Array; edgeIds: Uint32Array } {
  const edgeStart = new Uint32Array(g.columns * g.rows + 1)
  forEachEdgeCell(g, (cell) => edgeStart[cell + 1]!++)
  for (let i = 1; i < edgeStart.length; i++) edgeStart[i]! += edgeStart[i - 1]!
  const edgeIds = new Uint32Array(edgeStart[edgeStart.length - 1]!)
  const cursor = edgeStart.slice()
  forEachEdgeCell(g, (cell, edge) => {
    edgeIds[cursor[cell]!++] = edge
  })
  return { edgeStart, edgeIds }
}

function forEachEdgeCell(g: Box, visit: (cell: number, edge: number) => void): void {
  const column = (x: number): number => Math.floor((x - g.west) / g.cellDeg)
  const row = (y: number): number => Math.floor((y - g.south) / g.cellDeg)
  for (let edge = 0; edge < g.edges.length / 4; edge++) {
    const x1 = g.edges[4 * edge]!
    const y1 = g.edges[4 * edge + 1]!
    const x2 = g.edges[4 * edge + 2]!
    const y2 = g.edges[4 * edge + 3]!
    for (let r = row(Math.min(y1, y2)); r <= row(Math.max(y1, y2)); r++) {
      for (let c = column(Math.min(x1, x2)); c <= column(Math.max(x1, x2)); c++)
        visit(r * g.columns + c, edge)
    }
  }
}

/** Land or water at every cell centre: for each row the shore crossings of its middle line, sorted, by parity. */
function markCentres(g: Box): Uint8Array {
  const crossings: number[][] = Array.from({ length: g.rows }, () => [])
  for (let i = 0; i < g.edges.length; i += 4) {
    const x1 = g.edges[i]!
    const y1 = g.edges[i + 1]!
    const x2 = g.edges[i + 2]!
    const y2 = g.edges[i + 3]!
    const first = Math.max(0, Math.floor((Math.min(y1, y2) - g.south) / g.cellDeg - 0.5))
    const last = Math.min(g.rows - 1, Math.ceil((Math.max(y1, y2) - g.south) / g.cellDeg - 0.5))
    for (let r = first; r <= last; r++) {
      const y = g.south + (r + 0.5) * g.cellDeg
      if (y1 > y !== y2 > y) crossings[r]!.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
    }
  }
  const centreLand = new Uint8Array(g.columns * g.rows)
  for (const [r, xs] of crossings.entries()) {
    xs.sort((a, b) => a - b)
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.max(0, Math.ceil((xs[k]! - g.west) / g.cellDeg - 0.5))
      const to = Math.min(g.columns - 1, Math.ceil((xs[k + 1]! - g.west) / g.cellDeg - 0.5) - 1)
      for (let c = from; c <= to; c++) centreLand[r * g.columns + c] = 1
    }
  }
  return centreLand
}
