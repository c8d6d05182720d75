import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { buildLandIndex, type PolygonFeatures } from '@basinet/geodesy'

import { cutTiles, ZOOM_MAX, type Layers } from './cut-tiles.ts'
import { placeFeatures } from './places.ts'
import { zoneLines } from './zone-lines.ts'

/** The box of the coastline files; beyond it the map knows nothing and shows nothing. */
export const BASEMAP_BOX = { west: -90, south: 5, east: -55, north: 28 }

export type BasemapReport = { readonly tiles: number; readonly emptyTiles: number; readonly bytes: number }

/**
 * Cuts the base map into `outDir`/{z}/{x}/{y}.pbf (uncompressed) beside a TileJSON 3.0 file, replacing what is there
 * only once it is complete, so that a cut that was broken off leaves the old map.
 */
export function buildBasemap(outDir: string, sourceDir = import.meta.dirname): BasemapReport {
  const fresh = `${outDir}.new`
  rmSync(fresh, { recursive: true, force: true })
  const report = { tiles: 0, emptyTiles: 0, bytes: 0 }
  for (const tile of cutTiles(readLayers(sourceDir), BASEMAP_BOX)) {
    const dir = join(fresh, String(tile.z), String(tile.x))
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, `${tile.y}.pbf`), tile.pbf)
    report.tiles++
    report.bytes += tile.pbf.length
    if (tile.pbf.length === 0) report.emptyTiles++
  }
  writeFileSync(join(fresh, 'tiles.json'), JSON.stringify(tileJson(), null, 2))
  rmSync(outDir, { recursive: true, force: true })
  renameSync(fresh, outDir)
  return report
}

function readLayers(sourceDir: string): Layers {
  const read = (name: string): GeoJSON.FeatureCollection =>
    JSON.parse(readFileSync(join(sourceDir, name), 'utf8')) as GeoJSON.FeatureCollection
  const coast = read('caribbean-coastline.geojson')
  const ofKind = (lake: boolean): GeoJSON.FeatureCollection => ({
    type: 'FeatureCollection',
    features: coast.features.filter((f) => (f.properties?.['kind'] === 'lake') === lake),
  })
  const land = buildLandIndex(coast as unknown as PolygonFeatures)
  if (!land.ok) throw new Error(`BUG: the committed coastline does not index: ${land.error.message}`)
  return {
    land: ofKind(false),
    lake: ofKind(true),
    zone: zoneLines(read('caribbean-zones-equidistance.geojson'), land.value, BASEMAP_BOX),
    place: placeFeatures(),
  }
}

function tileJson(): object {
  const { west, south, east, north } = BASEMAP_BOX
  return {
    tilejson: '3.0.0',
    name: 'Basinet base map',
    tiles: ['{z}/{x}/{y}.pbf'],
    minzoom: 0,
    maxzoom: ZOOM_MAX,
    bounds: [west, south, east, north],
    attribution:
      'GSHHG 2.3.7 © 2014 The GMT Team, LGPL-3+ · Natural Earth · zones computed, not legal · no depth data',
    vector_layers: [
      { id: 'land', fields: { kind: 'String', country: 'String', iso: 'String', km2: 'Number' } },
      { id: 'lake', fields: { km2: 'Number' } },
      { id: 'zone', fields: { zone: 'String', country: 'String' } },
      { id: 'place', fields: { kind: 'String', name: 'String', iso: 'String', rank: 'Number' } },
    ],
  }
}

if (import.meta.main) {
  const outDir = process.argv[2]
  if (outDir === undefined) {
    process.stderr.write('usage: node data/geo/build-basemap.ts OUTPUT-FOLDER\n')
    process.exit(2)
  }
  const r = buildBasemap(outDir)
  process.stdout.write(
    `${r.tiles} tiles (${r.emptyTiles} only sea), ${(r.bytes / 1e6).toFixed(1)} MB in ${outDir}\n`,
  )
}
