import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { VectorTile } from '@mapbox/vector-tile'
import { buildLandIndex, geodesicDistanceM, type LandIndex, type PolygonFeatures } from '@basinet/geodesy'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { BASEMAP_BOX, buildBasemap, type BasemapReport } from './build-basemap.ts'
import { tileOf, ZOOM_MAX } from './cut-tiles.ts'
import { PLACES } from './places.ts'
import { zoneLines } from './zone-lines.ts'

type Coast = PolygonFeatures & { features: { properties: { country?: string } | null }[] }

let dir: string
let report: BasemapReport
let coast: Coast
let land: LandIndex

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'basemap-'))
  report = buildBasemap(join(dir, 'tiles'))
  coast = JSON.parse(readFileSync(join(import.meta.dirname, 'caribbean-coastline.geojson'), 'utf8')) as Coast
  const built = buildLandIndex(coast)
  if (!built.ok) throw new Error(built.error.message)
  land = built.value
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function tileAt(lon: number, lat: number, z: number): VectorTile {
  const [x, y] = tileOf(lon, lat, z)
  return new VectorTile(new PbfReader(readFileSync(join(dir, 'tiles', String(z), String(x), `${y}.pbf`))))
}

test('is small enough to be made at every build: under 5 MB, no tile over 64 kB', () => {
  expect(report.bytes).toBeLessThan(5_000_000)
  expect(report.tiles).toBeGreaterThan(2000)
  expect(report.emptyTiles).toBeGreaterThan(100)
  for (const [lon, lat] of [
    [-61, 14],
    [-77, 25],
    [-81, 22],
    [-88, 17],
  ] as const) {
    for (let z = 0; z <= ZOOM_MAX; z++) {
      const [x, y] = tileOf(lon, lat, z)
      expect(statSync(join(dir, 'tiles', String(z), String(x), `${y}.pbf`)).size).toBeLessThan(65_536)
    }
  }
})

test('every tile of the box is there, the last ones at its corners', () => {
  for (const [lon, lat] of [
    [-89.99, 27.99],
    [-55.01, 5.01],
    [-89.99, 5.01],
    [-55.01, 27.99],
  ] as const) {
    expect(() => tileAt(lon, lat, ZOOM_MAX)).not.toThrow()
  }
})

test('the deepest tile over Saint Lucia keeps its shore within 20 m of the source', () => {
  const [x, y] = tileOf(-61.0, 13.9, ZOOM_MAX)
  const layer = tileAt(-61.0, 13.9, ZOOM_MAX).layers['land']!
  let seen = 0
  for (let i = 0; i < layer.length; i++) {
    const f = layer.feature(i)
    if (f.properties['iso'] !== '662') continue
    const shape = f.toGeoJSON(x, y, ZOOM_MAX)
    const rings = shape.geometry.type === 'Polygon' ? shape.geometry.coordinates : []
    for (const [lon, lat] of rings.flat()) {
      const [tx, ty] = tileOf(lon!, lat!, ZOOM_MAX)
      // Vertices beyond the tile's own border belong to the cut, not to the shore.
      if (tx !== x || ty !== y) continue
      seen++
      expect(land.distanceToCoastM(lon!, lat!, 1000)).toBeLessThan(20)
    }
  }
  expect(seen).toBeGreaterThan(200)
})

test('zones carry that they are computed by country, places their names in other languages', () => {
  const zones = tileAt(-61.0, 13.9, 6).layers['zone']!
  const kinds = new Set(Array.from({ length: zones.length }, (_, i) => zones.feature(i).properties['zone']))
  expect(kinds.has('territorial-12nm')).toBe(true)
  const places = tileAt(-61.0, 14.02, 9).layers['place']!
  const castries = Array.from({ length: places.length }, (_, i) => places.feature(i).properties).find(
    (p) => p['name'] === 'Castries',
  )
  expect(castries).toMatchObject({ kind: 'port', iso: 'LCA', name_acf: 'Kastwi' })
})

test('zone lines keep off the shore, off the edge of the box, and no two nations draw one line twice', () => {
  const zones = JSON.parse(
    readFileSync(join(import.meta.dirname, 'caribbean-zones-equidistance.geojson'), 'utf8'),
  ) as GeoJSON.FeatureCollection
  const lines = zoneLines(zones, land, BASEMAP_BOX).features
  expect(lines.length).toBeGreaterThan(60)
  const points = lines.flatMap((f) =>
    f.geometry.type === 'LineString'
      ? f.geometry.coordinates.map((p) => ({
          at: p,
          of: `${f.properties?.['zone']}`,
          who: f.properties?.['country'],
        }))
      : [],
  )
  for (const { at } of points) {
    expect(land.distanceToCoastM(at[0]!, at[1]!, 5000)).toBeGreaterThan(3500)
    expect(at[0]).toBeLessThan(BASEMAP_BOX.east)
  }
  // Saint Lucia and Saint Vincent share a median line: near its middle one nation's line is left.
  const near = points.filter(
    (p) =>
      p.of === 'eez-equidistance' &&
      geodesicDistanceM({ lon: p.at[0]!, lat: p.at[1]! }, { lon: -61.5, lat: 13.72 }) < 12_000,
  )
  expect(new Set(near.map((p) => String(p.who))).size).toBe(1)
})

/** What the coastline file calls a country whose places we list. */
const COUNTRY: Readonly<Record<string, string>> = {
  LCA: 'Saint Lucia',
  MTQ: 'Martinique (FR)',
  VCT: 'St. Vin. and Gren.',
  GRD: 'Grenada',
  BRB: 'Barbados',
  DMA: 'Dominica',
  GLP: 'Guadeloupe (FR)',
  MSR: 'Montserrat',
  ATG: 'Antigua and Barb.',
  KNA: 'St. Kitts and Nevis',
  BES: 'Caribbean Netherlands',
  BLM: 'St-Barthélemy',
  SXM: 'St-Martin',
  MAF: 'St-Martin',
  AIA: 'Anguilla',
  VGB: 'British Virgin Is.',
  VIR: 'U.S. Virgin Is.',
  PRI: 'Puerto Rico',
  DOM: 'Haiti|Dominican Rep.',
  HTI: 'Haiti|Dominican Rep.',
  JAM: 'Jamaica',
  CUB: 'Cuba',
  BHS: 'Bahamas',
  TCA: 'Turks and Caicos Is.',
  CYM: 'Cayman Is.',
  TTO: 'Trinidad and Tobago',
  CUW: 'Curaçao',
  ABW: 'Aruba',
}

test.each(PLACES.filter((p) => p.kind === 'port' || p.kind === 'anchorage' || p.kind === 'cape'))(
  '$name ($iso) lies within 3 km of a shore of its own',
  ({ lon, lat, iso }) => {
    const shore = land.nearestCoast(lon, lat)
    // Georgetown and Paramaribo lie up their rivers, whose banks the coastline does not follow.
    expect(shore.distanceM).toBeLessThan(['GUY', 'SUR'].includes(iso) ? 12_000 : 3000)
    const country = coast.features[shore.feature]?.properties?.country
    // Mainland shores and far islets carry no country.
    expect(COUNTRY[iso] ?? '').toContain(COUNTRY[iso] === undefined ? '' : (country ?? ''))
  },
)

test.each(PLACES.filter((p) => p.kind === 'island'))('$name is on land', ({ lon, lat }) => {
  expect(land.isOnLand(lon, lat)).toBe(true)
})

test.each(PLACES.filter((p) => p.kind === 'passage'))('$name is at sea, 3 km off', ({ lon, lat }) => {
  expect(land.isOnLand(lon, lat)).toBe(false)
  expect(land.distanceToCoastM(lon, lat)).toBeGreaterThan(3000)
})

test('no two places are the same spot, and every name fits a label', () => {
  for (const [i, p] of PLACES.entries()) {
    expect(p.name.length).toBeLessThanOrEqual(28)
    for (const q of PLACES.slice(i + 1)) expect(geodesicDistanceM(p, q)).toBeGreaterThan(500)
  }
})
