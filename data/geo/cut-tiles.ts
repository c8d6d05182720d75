import * as geojsonVt from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'

/** One vector tile (Mapbox Vector Tile 2.1) of the scheme z/x/y with y from the north; empty where there is only sea. */
export type Tile = { readonly z: number; readonly x: number; readonly y: number; readonly pbf: Uint8Array }

type SlicedTile = { readonly features: readonly unknown[] }
type Slicer = { getTile(z: number, x: number, y: number): SlicedTile | null }
type SlicerOptions = {
  maxZoom: number
  indexMaxZoom: number
  extent: number
  buffer: number
  tolerance: number
}

// The package's own types import without file endings, which TypeScript's node resolution reads as errors.
const { GeoJSONVT } = geojsonVt as unknown as {
  GeoJSONVT: new (data: GeoJSON.GeoJSON, options: SlicerOptions) => Slicer
}
const writeTile = fromGeojsonVt as unknown as (
  layers: Record<string, SlicedTile>,
  options: { version: number; extent: number },
) => Uint8Array

export type Layers = Readonly<Record<string, GeoJSON.FeatureCollection>>

/**
 * Deepest zoom cut; the map enlarges it beyond. With 8,192 units a tile side one unit is 9.5 m here, far inside the
 * coastline's own 500 m at 90 % (data/geo/README.md), so a deeper cut would add size and no truth.
 */
export const ZOOM_MAX = 9
const EXTENT = 8192

export type Box = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Every tile of the box from zoom 0 to ZOOM_MAX, empty ones included: a tile that is asked for is there. */
export function* cutTiles(layers: Layers, box: Box): Generator<Tile> {
  const indices = Object.entries(layers).map(
    ([name, data]) =>
      [
        name,
        new GeoJSONVT(data, {
          maxZoom: ZOOM_MAX,
          indexMaxZoom: 5,
          extent: EXTENT,
          buffer: 128,
          tolerance: 6,
        }),
      ] as const,
  )
  for (let z = 0; z <= ZOOM_MAX; z++) {
    const [x1, y1] = tileOf(box.west, box.north, z)
    const [x2, y2] = tileOf(box.east, box.south, z)
    for (let x = x1; x <= x2; x++) {
      for (let y = y1; y <= y2; y++) {
        const present: Record<string, SlicedTile> = {}
        for (const [name, index] of indices) {
          const tile = index.getTile(z, x, y)
          if (tile && tile.features.length > 0) present[name] = tile
        }
        yield { z, x, y, pbf: writeTile(present, { version: 2, extent: EXTENT }) }
      }
    }
  }
}

/** Column and row of the tile that holds a position (web mercator, EPSG:3857). */
export function tileOf(lonDeg: number, latDeg: number, z: number): readonly [number, number] {
  const side = 2 ** z
  const lat = (latDeg * Math.PI) / 180
  const clamp = (v: number): number => Math.max(0, Math.min(side - 1, Math.floor(v)))
  return [
    clamp(((lonDeg + 180) / 360) * side),
    clamp((0.5 - Math.asinh(Math.tan(lat)) / (2 * Math.PI)) * side),
  ]
}
