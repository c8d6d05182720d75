import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { globalAirborne, globalSurface, localPosition, type LatLon } from './decode.ts'
import { encodeCpr } from './encode.ts'
import { longitudeZones } from './zones.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const RUNS = { numRuns: FULL ? 100_000 : 5000 }
/** Half a step of the coarsest grid: 6.1 degrees of latitude, 360 of longitude (near a pole), in 131,072 steps. */
const LAT_STEP = 360 / 59 / 2 ** 17

/** Latitudes with the poles, the equator and the borders of bands more often than chance would have them. */
const latitude = fc.oneof(
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.constantFrom(-90, -89.999, -87, 0, 87, 86.99999, 87.00001, 89.999, 90),
  fc
    .tuple(fc.constantFrom(10.47047129, 18.18626356, 52.0224, 59.95459277, 86.53536998), fc.boolean())
    .chain(([border, northern]) =>
      fc.double({ min: -1e-3, max: 1e-3, noNaN: true }).map((d) => (northern ? 1 : -1) * border + d),
    ),
)
const longitude = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.constantFrom(-180, 0, 90, -90, 179.99999, -179.99999),
)

function report(lat: number, lon: number, odd: boolean, surface: boolean) {
  return { cprOdd: odd, ...encodeCpr(lat, lon, odd, surface) }
}

function expectNear(found: LatLon | null, lat: number, lon: number, scale: number): void {
  expect(found).not.toBeNull()
  expect(Math.abs(found!.lat - lat)).toBeLessThanOrEqual(LAT_STEP * scale)
  const turn = Math.abs(found!.lon - lon) % 360
  const lonStep = 360 / Math.max(longitudeZones(found!.lat) - 1, 1) / 2 ** 17
  expect(Math.min(turn, 360 - turn)).toBeLessThanOrEqual(lonStep * scale)
  expect(found!.lon).toBeGreaterThanOrEqual(-180)
  expect(found!.lon).toBeLessThan(180)
}

/** Counts a pair that gave a position; only a border of bands between its two rounded latitudes may keep it apart. */
function expectNearOrBorder(found: LatLon | null, lat: number, lon: number, scale: number): number {
  const onBorder = longitudeZones(lat - 2 * LAT_STEP) !== longitudeZones(lat + 2 * LAT_STEP)
  expect(found !== null || onBorder).toBe(true)
  if (found === null) return 0
  expectNear(found, lat, lon, scale)
  return 1
}

describe('published positions', () => {
  it('of The 1090 Megahertz Riddle (2nd ed., 2021), sections 5.2 to 5.4', () => {
    const even = { cprOdd: false, cprLat: 93_000, cprLon: 51_372 }
    const odd = { cprOdd: true, cprLat: 74_158, cprLon: 50_194 }
    const found = globalAirborne(even, odd, false)!
    expect(found.lat).toBeCloseTo(52.2572, 4)
    expect(found.lon).toBeCloseTo(3.91937, 4)
    const local = localPosition(even, false, { lat: 52.258, lon: 3.918 })!
    expect(local.lat).toBeCloseTo(52.2572, 4)
    expect(local.lon).toBeCloseTo(3.91937, 4)
    // Frames 8C4841753AAB238733C8CD4020B1 (even) and 8C4841753A8A35323FAEBDAC702D (odd) at Schiphol.
    const surface = globalSurface(
      { cprOdd: false, cprLat: 115_609, cprLon: 116_941 },
      { cprOdd: true, cprLat: 39_199, cprLon: 110_269 },
      true,
      { lat: 51.99, lon: 4.375 },
    )!
    expect(surface.lat).toBeCloseTo(52.32061, 4)
    expect(surface.lon).toBeCloseTo(4.73473, 4)
  })

  it('has the zone numbers of the table in DO-260B (A.1.7.2 d)', () => {
    expect([0, 10.4, 10.5, 52, 59.9, 60, 86.5, 86.6, 87, 87.1, 90, -45].map(longitudeZones)).toEqual([
      59, 59, 58, 36, 30, 29, 3, 2, 2, 1, 1, 42,
    ])
  })
})

describe('round trip', { timeout: 300_000 }, () => {
  it('in the air from an even and an odd report, where both lie in one band', () => {
    let found = 0
    fc.assert(
      fc.property(latitude, longitude, fc.boolean(), (lat, lon, oddIsLater) => {
        const pair = globalAirborne(report(lat, lon, false, false), report(lat, lon, true, false), oddIsLater)
        found += expectNearOrBorder(pair, lat, lon, 0.51)
      }),
      RUNS,
    )
    expect(found).toBeGreaterThan(RUNS.numRuns / 2)
  })

  it('from one report and a place within the half zone', () => {
    fc.assert(
      fc.property(
        latitude,
        longitude,
        fc.boolean(),
        fc.boolean(),
        fc.double({ min: -0.7, max: 0.7, noNaN: true }),
        (lat, lon, odd, surface, away) => {
          const reference = { lat: Math.max(-90, Math.min(90, lat + away)), lon: lon + away }
          expectNear(localPosition(report(lat, lon, odd, surface), surface, reference), lat, lon, 0.51)
        },
      ),
      RUNS,
    )
  })

  it('on the surface, from a pair and a place within 45 NM', () => {
    const inside = latitude.filter((lat) => Math.abs(lat) < 89)
    fc.assert(
      fc.property(inside, longitude, fc.double({ min: -0.7, max: 0.7, noNaN: true }), (lat, lon, away) => {
        const pair = [report(lat, lon, false, true), report(lat, lon, true, true)] as const
        const found = globalSurface(...pair, true, { lat: lat + away, lon: lon + away })
        expectNearOrBorder(found, lat, lon, 0.26)
      }),
      RUNS,
    )
  })

  it('never throws at reports that do not belong together', () => {
    const cpr = fc.integer({ min: 0, max: 2 ** 17 - 1 })
    fc.assert(
      fc.property(cpr, cpr, cpr, cpr, latitude, longitude, (a, b, c, d, lat, lon) => {
        const even = { cprOdd: false, cprLat: a, cprLon: b }
        const odd = { cprOdd: true, cprLat: c, cprLon: d }
        const found = [
          globalAirborne(even, odd, true),
          globalSurface(even, odd, false, { lat, lon }),
          localPosition(odd, true, { lat, lon }),
        ]
        expect(found.every((place) => place === null || Math.abs(place.lat) <= 90)).toBe(true)
      }),
      RUNS,
    )
  })
})
