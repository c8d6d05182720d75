import { eastMPerDeg, northMPerDeg } from './local-plane.ts'
import { originToSegmentSquared } from './polygon-distance.ts'

/**
 * Land and water on a grid over a set of coastline polygons. A cell without coast knows its answer; a cell with coast
 * knows the answer at its centre and the edges through it. Build with `buildLandIndex`.
 */
export type LandGrid = {
  readonly west: number
  readonly south: number
  readonly cellDeg: number
  readonly columns: number
  readonly rows: number
  /** 1 where the cell's centre is land. */
  readonly centreLand: Uint8Array
  readonly edgeStart: Uint32Array
  readonly edgeIds: Uint32Array
  /** x1, y1, x2, y2 of each edge, degrees. */
  readonly edges: Float64Array
  /** Index of the feature each edge belongs to. */
  readonly edgeFeature: Uint32Array
  /** For blocks of BLOCK by BLOCK cells: 1 where any cell has an edge. */
  readonly blockHasEdge: Uint8Array
  readonly blockColumns: number
  readonly blockRows: number
}

export type NearestCoast = {
  readonly distanceM: number
  /** Index in the feature collection the index was built from; -1 when none was found within the limit. */
  readonly feature: number
}

export type LandIndex = {
  readonly grid: LandGrid
  /** Outside the box of the coastline nothing is known and the answer is false. */
  isOnLand(lon: number, lat: number): boolean
  covers(lon: number, lat: number): boolean
  /** Distance to the nearest shore, on land or at sea, metres; Infinity beyond `limitM` (default 100 NM). */
  distanceToCoastM(lon: number, lat: number, limitM?: number): number
  nearestCoast(lon: number, lat: number, limitM?: number): NearestCoast
  /** True where the straight segment passes a shore line. */
  crossesCoast(lon1: number, lat1: number, lon2: number, lat2: number): boolean
}

export const BLOCK = 16

const LIMIT_DEFAULT_M = 185_200

export function createLandIndex(grid: LandGrid): LandIndex {
  return {
    grid,
    covers: (lon, lat) => cellAt(grid, lon, lat) >= 0,
    isOnLand: (lon, lat) => isOnLand(grid, lon, lat),
    distanceToCoastM: (lon, lat, limitM = LIMIT_DEFAULT_M) => nearest(grid, lon, lat, limitM).distanceM,
    nearestCoast: (lon, lat, limitM = LIMIT_DEFAULT_M) => nearest(grid, lon, lat, limitM),
    crossesCoast: (lon1, lat1, lon2, lat2) => crossesCoast(grid, lon1, lat1, lon2, lat2),
  }
}

function cellAt(g: LandGrid, lon: number, lat: number): number {
  const c = Math.floor((lon - g.west) / g.cellDeg)
  const r = Math.floor((lat - g.south) / g.cellDeg)
  return c >= 0 && c < g.columns && r >= 0 && r < g.rows ? r * g.columns + c : -1
}

/**
 * Parity of shore crossings on the way from the cell's centre: first along the meridian, then along the parallel.
 * Both legs are parallel to an axis, so half-open comparisons settle vertices exactly.
 */
function isOnLand(g: LandGrid, lon: number, lat: number): boolean {
  const cell = cellAt(g, lon, lat)
  if (cell < 0) return false
  let land = g.centreLand[cell] === 1
  const from = g.edgeStart[cell]!
  const to = g.edgeStart[cell + 1]!
  if (from === to) return land
  const cx = g.west + ((cell % g.columns) + 0.5) * g.cellDeg
  const cy = g.south + (Math.floor(cell / g.columns) + 0.5) * g.cellDeg
  const e = g.edges
  for (let k = from; k < to; k++) {
    const i = 4 * g.edgeIds[k]!
    const x1 = e[i]!
    const y1 = e[i + 1]!
    const x2 = e[i + 2]!
    const y2 = e[i + 3]!
    if (x1 > cx !== x2 > cx) {
      const y = y1 + ((cx - x1) / (x2 - x1)) * (y2 - y1)
      if (y > cy !== y > lat) land = !land
    }
    if (y1 > lat !== y2 > lat) {
      const x = x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)
      if (x > cx !== x > lon) land = !land
    }
  }
  return land
}

/** Rings of blocks outward from the point until no nearer edge can follow. */
function nearest(g: LandGrid, lon: number, lat: number, limitM: number): NearestCoast {
  const kx = eastMPerDeg(lat)
  const ky = northMPerDeg(lat)
  const blockDeg = g.cellDeg * BLOCK
  const bc = Math.floor((lon - g.west) / blockDeg)
  const br = Math.floor((lat - g.south) / blockDeg)
  const blockM = blockDeg * Math.min(kx, ky)
  const found = { best2: limitM * limitM, feature: -1 }
  const ringMax = Math.ceil(limitM / blockM) + 1
  for (let ring = 0; ring <= ringMax; ring++) {
    // Everything in this ring is at least (ring - 1) blocks and the way out of the own block off.
    const least = (ring - 1) * blockM
    if (ring > 0 && least * least > found.best2) break
    for (let r = br - ring; r <= br + ring; r++) {
      if (r < 0 || r >= g.blockRows) continue
      const step = r === br - ring || r === br + ring ? 1 : 2 * ring
      for (let c = bc - ring; c <= bc + ring; c += Math.max(1, step)) {
        if (c < 0 || c >= g.blockColumns || g.blockHasEdge[r * g.blockColumns + c] === 0) continue
        searchBlock(g, c, r, lon, lat, kx, ky, found)
      }
    }
  }
  return { distanceM: found.feature < 0 ? Infinity : Math.sqrt(found.best2), feature: found.feature }
}

function searchBlock(
  g: LandGrid,
  blockColumn: number,
  blockRow: number,
  lon: number,
  lat: number,
  kx: number,
  ky: number,
  found: { best2: number; feature: number },
): void {
  const rEnd = Math.min(g.rows, (blockRow + 1) * BLOCK)
  const cEnd = Math.min(g.columns, (blockColumn + 1) * BLOCK)
  for (let r = blockRow * BLOCK; r < rEnd; r++) {
    const dy = outside(lat, g.south + r * g.cellDeg, g.cellDeg) * ky
    if (dy * dy > found.best2) continue
    for (let c = blockColumn * BLOCK; c < cEnd; c++) {
      const cell = r * g.columns + c
      if (g.edgeStart[cell] === g.edgeStart[cell + 1]) continue
      const dx = outside(lon, g.west + c * g.cellDeg, g.cellDeg) * kx
      if (dx * dx + dy * dy <= found.best2) searchCell(g, cell, lon, lat, kx, ky, found)
    }
  }
}

/** How far a coordinate lies outside [from, from + size]. */
function outside(x: number, from: number, size: number): number {
  return x < from ? from - x : x > from + size ? x - from - size : 0
}

function searchCell(
  g: LandGrid,
  cell: number,
  lon: number,
  lat: number,
  kx: number,
  ky: number,
  found: { best2: number; feature: number },
): void {
  const e = g.edges
  for (let k = g.edgeStart[cell]!; k < g.edgeStart[cell + 1]!; k++) {
    const id = g.edgeIds[k]!
    const i = 4 * id
    const d2 = originToSegmentSquared(
      (e[i]! - lon) * kx,
      (e[i + 1]! - lat) * ky,
      (e[i + 2]! - lon) * kx,
      (e[i + 3]! - lat) * ky,
    )
    if (d2 < found.best2) {
      found.best2 = d2
      found.feature = g.edgeFeature[id]!
    }
  }
}

function crossesCoast(g: LandGrid, lon1: number, lat1: number, lon2: number, lat2: number): boolean {
  const dx = lon2 - lon1
  const dy = lat2 - lat1
  // Every cell on the way is visited by stepping half a cell and looking at the cells around each step's box.
  const steps = Math.max(1, Math.ceil((2 * Math.max(Math.abs(dx), Math.abs(dy))) / g.cellDeg))
  for (let s = 0; s < steps; s++) {
    const ax = lon1 + (dx * s) / steps
    const ay = lat1 + (dy * s) / steps
    const bx = lon1 + (dx * (s + 1)) / steps
    const by = lat1 + (dy * (s + 1)) / steps
    if (anyEdgeCrossed(g, ax, ay, bx, by)) return true
  }
  return false
}

function anyEdgeCrossed(g: LandGrid, ax: number, ay: number, bx: number, by: number): boolean {
  const c1 = Math.max(0, Math.floor((Math.min(ax, bx) - g.west) / g.cellDeg))
  const c2 = Math.min(g.columns - 1, Math.floor((Math.max(ax, bx) - g.west) / g.cellDeg))
  const r1 = Math.max(0, Math.floor((Math.min(ay, by) - g.south) / g.cellDeg))
  const r2 = Math.min(g.rows - 1, Math.floor((Math.max(ay, by) - g.south) / g.cellDeg))
  for (let r = r1; r <= r2; r++) {
    for (let c = c1; c <= c2; c++) {
      const cell = r * g.columns + c
      for (let k = g.edgeStart[cell]!; k < g.edgeStart[cell + 1]!; k++) {
        if (segmentsCross(g.edges, 4 * g.edgeIds[k]!, ax, ay, bx, by)) return true
      }
    }
  }
  return false
}

function segmentsCross(e: Float64Array, i: number, ax: number, ay: number, bx: number, by: number): boolean {
  const x1 = e[i]!
  const y1 = e[i + 1]!
  const x2 = e[i + 2]!
  const y2 = e[i + 3]!
  const side = (px: number, py: number, qx: number, qy: number, x: number, y: number): number =>
    (qx - px) * (y - py) - (qy - py) * (x - px)
  return (
    side(ax, ay, bx, by, x1, y1) > 0 !== side(ax, ay, bx, by, x2, y2) > 0 &&
    side(x1, y1, x2, y2, ax, ay) > 0 !== side(x1, y1, x2, y2, bx, by) > 0
  )
}
