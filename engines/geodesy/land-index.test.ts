import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

import { geodesicDirect, geodesicDistanceM } from './geodesic.ts'
import type { LandIndex } from './land-index.ts'
import { buildLandIndex, type PolygonFeatures } from './land-index-build.ts'
import { polygonContains, preparePolygon, type PreparedPolygon } from './polygon.ts'
import { distanceToBoundaryM } from './polygon-distance.ts'
import { segmentCrossings } from './segment-crossing.ts'
import { degrees, runs } from './testing/arbitraries.ts'

type Coast = PolygonFeatures & { features: { properties: { kind: string; iso?: string } | null }[] }

let coast: Coast
let land: LandIndex
/** The same polygons asked one by one: slow and plain, the oracle. */
let plain: PreparedPolygon[]

beforeAll(() => {
  const file = join(import.meta.dirname, '../../data/geo/caribbean-coastline.geojson')
  coast = JSON.parse(readFileSync(file, 'utf8')) as Coast
  const built = buildLandIndex(coast)
  if (!built.ok) throw new Error(built.error.message)
  land = built.value
  plain = coast.features
    .filter((f) => f.properties?.kind !== 'lake')
    .map((f) => {
      const p = preparePolygon(f.geometry)
      if (!p.ok) throw new Error(p.error.message)
      return p.value
    })
})

const onLandPlain = (lon: number, lat: number): boolean =>
  plain.filter((p) => polygonContains(p, lon, lat)).length % 2 === 1

test.each([
  ['Morne Gimie', -60.997, 13.863, true, '662'],
  ['Soufrière bay', -61.075, 13.855, false, '662'],
  ['Saint Lucia Channel', -61.0, 14.25, false, '662'],
  ['Montagne Pelée', -61.165, 14.81, true, 'MTQ'],
  ['Mount Hillaby', -59.58, 13.2, true, '052'],
  ['inside Lake Nicaragua', -85.3, 11.6, false, undefined],
])('%s is where it is', (_name, lon, lat, isLand, iso) => {
  expect(land.isOnLand(lon, lat)).toBe(isLand)
  const shore = land.nearestCoast(lon, lat)
  expect(shore.distanceM).toBeLessThan(30_000)
  expect(coast.features[shore.feature]?.properties?.iso).toBe(iso)
})

test('outside the coastline file nothing is known: not covered, not land', () => {
  expect(land.covers(-61, 14)).toBe(true)
  expect(land.covers(2, 48)).toBe(false)
  expect(land.isOnLand(2, 48)).toBe(false)
  expect(land.distanceToCoastM(2, 48)).toBe(Infinity)
})

test('agrees with asking every polygon, anywhere and close to a shore', () => {
  fc.assert(
    fc.property(degrees(-89.9, -55.1), degrees(5.1, 27.9), (lon, lat) => {
      expect(land.isOnLand(lon, lat)).toBe(onLandPlain(lon, lat))
    }),
    runs(2000),
  )
  fc.assert(
    fc.property(fc.nat(), fc.nat(), degrees(-0.02, 0.02), degrees(-0.02, 0.02), (f, v, dx, dy) => {
      const p = plain[f % plain.length]!
      const i = 4 * (v % p.edgeCount)
      const lon = p.edges[i]! + dx
      const lat = p.edges[i + 1]! + dy
      fc.pre(land.covers(lon, lat))
      expect(land.isOnLand(lon, lat)).toBe(onLandPlain(lon, lat))
    }),
    runs(5000),
  )
})

test('distance to the shore is that of the nearest polygon edge', () => {
  fc.assert(
    fc.property(degrees(-66, -58), degrees(10, 18), (lon, lat) => {
      const found = land.distanceToCoastM(lon, lat, 60_000)
      const least = Math.min(...plain.map((p) => distanceToBoundaryM(p, lon, lat)))
      expect(least < 59_000 ? Math.abs(found - least) < 0.01 : found > 58_000).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a straight way is said to cross the shore exactly when some polygon says so', () => {
  fc.assert(
    fc.property(
      degrees(-62, -60),
      degrees(12, 16),
      degrees(0, 360),
      degrees(500, 40_000),
      (lon, lat, course, m) => {
        const to = geodesicDirect({ lon, lat }, course, m).position
        const crossed = plain.some((p) => segmentCrossings(p, { lon, lat }, to).length > 0)
        expect(land.crossesCoast(lon, lat, to.lon, to.lat)).toBe(crossed)
      },
    ),
    { numRuns: 100 },
  )
  expect(land.crossesCoast(-61.1, 13.9, -60.8, 13.9)).toBe(true)
  expect(land.crossesCoast(-61.1, 13.9, -61.1, 14.3)).toBe(false)
})

test('Castries to Fort-de-France: the shore is within the bay, the way is 34 NM', () => {
  expect(land.distanceToCoastM(-61.0, 14.02)).toBeLessThan(1500)
  expect(geodesicDistanceM({ lon: -61.0, lat: 14.02 }, { lon: -61.06, lat: 14.59 }) / 1852).toBeCloseTo(
    34.2,
    0,
  )
})

test('refuses an empty collection and a grid beyond its bound', () => {
  expect(buildLandIndex({ type: 'FeatureCollection', features: [] })).toMatchObject({ ok: false })
  expect(buildLandIndex(coast, 0.001)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('grid') },
  })
})
