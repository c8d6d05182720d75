import fc from 'fast-check'
import { expect, test } from 'vitest'

import { polygonContains, preparePolygon, type PolygonGeometry, type PreparedPolygon } from './polygon.ts'
import { distanceToBoundaryM } from './polygon-distance.ts'
import { normalizeLonDeg } from './position.ts'
import { segmentCrossings } from './segment-crossing.ts'
import { degrees, runs } from './testing/arbitraries.ts'

function prepared(geometry: PolygonGeometry): PreparedPolygon {
  const r = preparePolygon(geometry)
  if (!r.ok) throw new Error(r.error.message)
  return r.value
}

const box = (w: number, s: number, e: number, n: number): number[][] => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
]

const holed = prepared({
  type: 'Polygon',
  coordinates: [box(-62, 13, -60, 15), box(-61.5, 13.5, -60.5, 14.5)],
})
const pacific = prepared({ type: 'Polygon', coordinates: [box(170, -10, -170, 10)] })

test('a hole is outside, the shell around it inside', () => {
  expect(polygonContains(holed, -61.8, 14)).toBe(true)
  expect(polygonContains(holed, -61, 14)).toBe(false)
  expect(polygonContains(holed, -59.9, 14)).toBe(false)
})

test('a ring over the antimeridian holds both sides and not the rest of the world', () => {
  for (const lon of [171, 179.9, 180, -180, -179.9, -171]) expect(polygonContains(pacific, lon, 0)).toBe(true)
  for (const lon of [169, 0, -169, -100]) expect(polygonContains(pacific, lon, 0)).toBe(false)
  expect(distanceToBoundaryM(pacific, -180, 9)).toBeCloseTo(110_600, -3)
  expect(
    segmentCrossings(pacific, { lon: 169, lat: 0 }, { lon: -169, lat: 0 }).map((c) => c.entering),
  ).toEqual([true, false])
})

test('a refused polygon names the ring and what was expected', () => {
  const open = preparePolygon({ type: 'Polygon', coordinates: [box(0, 0, 1, 1).slice(0, 4)] })
  expect(open).toMatchObject({ ok: false, error: { code: 'polygon-invalid', field: 'polygon 0 ring 0' } })
  const short = preparePolygon({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  })
  expect(short.ok).toBe(false)
  const wild = preparePolygon({ type: 'Polygon', coordinates: [box(0, 0, 1, 95)] })
  expect(wild).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('[lon, lat] in degrees') },
  })
  const polar = preparePolygon({
    type: 'Polygon',
    coordinates: [
      [
        [0, 80],
        [120, 80],
        [-120, 80],
        [0, 80],
      ],
    ],
  })
  expect(polar).toMatchObject({ ok: false, error: { message: expect.stringContaining('pole') } })
})

/** Star-shaped ring about a centre, so that inside is known from the radius alone. */
const star = fc.record({
  lon: degrees(-180, 179.9),
  lat: degrees(-50, 50),
  radii: fc.array(degrees(0.2, 3), { minLength: 5, maxLength: 60 }),
})

function starRing(s: { lon: number; lat: number; radii: number[] }): number[][] {
  const ring = s.radii.map((r, i) => {
    const a = (2 * Math.PI * i) / s.radii.length
    return [normalizeLonDeg(s.lon + r * Math.cos(a)), s.lat + r * Math.sin(a)]
  })
  return [...ring, ring[0]!]
}

test('the banded test agrees with winding angles on star polygons anywhere, antimeridian included', () => {
  fc.assert(
    fc.property(star, degrees(0, 2 * Math.PI), degrees(0, 4), (s, angle, radius) => {
      const ring = starRing(s)
      const polygon = prepared({ type: 'Polygon', coordinates: [ring] })
      const x = radius * Math.cos(angle)
      const y = radius * Math.sin(angle)
      let turned = 0
      for (let i = 1; i < ring.length; i++) {
        const at = (p: number[]): number => Math.atan2(p[1]! - s.lat - y, normalizeLonDeg(p[0]! - s.lon) - x)
        const step = at(ring[i]!) - at(ring[i - 1]!)
        turned += Math.atan2(Math.sin(step), Math.cos(step))
      }
      const inside = Math.abs(turned) > Math.PI
      expect(polygonContains(polygon, normalizeLonDeg(s.lon + x), s.lat + y)).toBe(inside)
    }),
    runs(5000),
  )
})

test('crossings alternate and their count has the parity of the two ends', () => {
  fc.assert(
    fc.property(star, degrees(-4, 4), degrees(-4, 4), degrees(-4, 4), degrees(-4, 4), (s, x1, y1, x2, y2) => {
      const polygon = prepared({ type: 'Polygon', coordinates: [starRing(s)] })
      const from = { lon: normalizeLonDeg(s.lon + x1), lat: s.lat + y1 }
      const to = { lon: normalizeLonDeg(s.lon + x2), lat: s.lat + y2 }
      const crossings = segmentCrossings(polygon, from, to)
      const starts = polygonContains(polygon, from.lon, from.lat)
      const ends = polygonContains(polygon, to.lon, to.lat)
      expect(crossings.length % 2 === 1).toBe(starts !== ends)
      crossings.forEach((c, i) => {
        expect(c.entering).toBe(i % 2 === 0 ? !starts : starts)
        expect(distanceToBoundaryM(polygon, c.position.lon, c.position.lat)).toBeLessThan(1)
      })
    }),
    runs(3000),
  )
})

test('entry and exit through a hole between two reports', () => {
  const path = segmentCrossings(holed, { lon: -63, lat: 14 }, { lon: -59, lat: 14 })
  expect(path.map((c) => [c.entering, Number(c.position.lon.toFixed(6))])).toEqual([
    [true, -62],
    [false, -61.5],
    [true, -60.5],
    [false, -60],
  ])
  expect(path[0]!.fraction).toBeCloseTo(0.25, 12)
})
