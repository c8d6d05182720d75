import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildLandIndex, geodesicDistanceM, type LonLat } from '@basinet/geodesy'
import { optionFor } from '../triangle/option.ts'
import { meetBySea, type FindWay } from './meet-by-sea.ts'
import { seaRoute } from './sea-route.ts'

const ring = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const feature = (coordinates: [number, number][][]) => ({
  type: 'Feature' as const,
  geometry: { type: 'Polygon' as const, coordinates },
})
/** An island across the way, a lagoon closed all around, and a far islet that stretches the box. */
const built = buildLandIndex({
  type: 'FeatureCollection',
  features: [
    feature([ring(-61.1, 13.7, -60.9, 14.1)]),
    feature([ring(-60.4, 13.5, -60.0, 13.9), ring(-60.3, 13.6, -60.1, 13.8).toReversed()]),
    feature([ring(-63, 12, -62.99, 12.01)]),
  ],
})
if (!built.ok) throw new Error(built.error.message)
const land = built.value
const find: FindWay = (from, to) => seaRoute(from, to, land, { nodes: 50_000 })
const dry = (points: readonly LonLat[]): boolean =>
  points.slice(1).every((p, n) => !land.crossesCoast(points[n]!.lon, points[n]!.lat, p.lon, p.lat))
const west = { lon: -61.3, lat: 13.9 }
const east = { lon: -60.7, lat: 13.9 }

it('goes straight over open water, and around an island', () => {
  const straight = find(west, { lon: -61.3, lat: 14.4 })
  expect(straight?.points).toHaveLength(2)
  const around = find(west, east)!
  expect(dry(around.points)).toBe(true)
  // Over a corner of the island, at its north or south end: no shorter, and no more than a tenth longer.
  const corner = { lon: -61.1, lat: 14.1 }
  const other = { lon: -60.9, lat: 14.1 }
  const least =
    geodesicDistanceM(west, corner) + geodesicDistanceM(corner, other) + geodesicDistanceM(other, east)
  expect(around.distanceM).toBeGreaterThan(least * 0.999)
  expect(around.distanceM).toBeLessThan(least * 1.1)
})

it('says none where the end is on land, in a closed lagoon, or the effort is spent', () => {
  expect(find(west, { lon: -61, lat: 13.9 })).toBe(null)
  expect(find(west, { lon: -60.2, lat: 13.7 })).toBe(null)
  expect(seaRoute(west, east, land, { nodes: 5 })).toBe(null)
})

it('leaves from a berth that the coastline calls land', () => {
  const berth = { lon: -61.095, lat: 13.9 }
  const way = find(berth, west)!
  expect(way.points[0]).toEqual(berth)
  expect(dry(way.points.slice(1))).toBe(true)
})

it('never crosses a shore and is never shorter than the bird flies', () => {
  const place = fc.record({
    lon: fc.double({ min: -61.6, max: -60.5, noNaN: true }),
    lat: fc.double({ min: 13.5, max: 14.4, noNaN: true }),
  })
  fc.assert(
    fc.property(place, place, (a, b) => {
      fc.pre(!land.isOnLand(a.lon, a.lat) && !land.isOnLand(b.lon, b.lat))
      const way = find(a, b)
      if (way === null) return
      expect(dry(way.points)).toBe(true)
      expect(way.distanceM).toBeGreaterThanOrEqual(geodesicDistanceM(a, b) - 1)
    }),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 60 },
  )
})

it('meets a target on the far side later than the bird would, at one place and time', () => {
  const target = { position: east, courseDeg: 0, speedKn: 10 }
  const found = meetBySea({ position: west, speedKn: 35, readySeconds: 300 }, target, find)
  expect(found.way?.points.length).toBeGreaterThan(2)
  expect(found.met!.runSeconds * 35 * (1852 / 3600)).toBeCloseTo(found.met!.distanceM, 3)
  expect(geodesicDistanceM(found.met!.position, east)).toBeCloseTo(
    (found.met!.seconds * 10 * 1852) / 3600,
    -3,
  )
})

it('blocks a boat by land and lets a helicopter fly', () => {
  const boat = {
    id: 'boat',
    position: west,
    base: west,
    speeds: [{ seaState: 4, speedKn: 35 }],
    enduranceSeconds: 36_000,
    readySeconds: 0,
    rangeM: null,
    nightCapable: true,
    afloat: true,
  }
  const now = {
    atMs: Date.parse('2026-06-01T15:00:00Z'),
    seaState: 2,
    onSceneSeconds: 0,
    reserve: 0,
    zones: [],
    authority: () => 'granted' as const,
    way: find,
  }
  const ashore = { position: { lon: -61, lat: 13.9 }, courseDeg: 0, speedKn: 0 }
  expect(optionFor(boat, ashore, now)).toMatchObject({
    obstacles: ['land'],
    feasible: false,
    landChecked: true,
  })
  expect(optionFor({ ...boat, afloat: false }, ashore, now)).toMatchObject({ obstacles: [], taskable: true })
  expect(optionFor(boat, { ...ashore, position: east }, now).corners?.length).toBeGreaterThan(2)
})
