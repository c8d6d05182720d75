import { expect, it } from 'vitest'
import { CIVIL_ALTITUDE_DEG, lightAt, nextSun, sunAltitudeDeg, sunPlace } from './sun.ts'

const minutes = (ms: number | null, iso: string) => Math.abs((ms ?? Number.NaN) - Date.parse(iso)) / 60_000

it('stands where Meeus computes it (Astronomical Algorithms, example 25.a: 1992 October 13.0 TD)', () => {
  // TD was 59 s ahead of UT then; in that time the sun moves 0.0007 degrees.
  const sun = sunPlace(Date.parse('1992-10-13T00:00:00Z'))
  expect(sun.rightAscensionDeg).toBeCloseTo(198.38083, 2)
  expect(sun.declinationDeg).toBeCloseTo(-7.78507, 2)
})

it('takes sidereal time of Meeus, example 12.a: 1987 April 10.0 UT', () => {
  // 13h 10m 46.3668s
  expect(sunPlace(Date.parse('1987-04-10T00:00:00Z')).siderealDeg).toBeCloseTo(
    (13 + 10 / 60 + 46.3668 / 3600) * 15,
    4,
  )
})

it('rises where the Almanac for Computers 1990 (US Naval Observatory) lets it rise: Wayne, New Jersey, 25 June', () => {
  const rise = nextSun({ lon: -74.3, lat: 40.9 }, Date.parse('1990-06-25T04:00:00Z'), 'rise')
  expect(minutes(rise, '1990-06-25T09:26:00Z')).toBeLessThan(2)
})

it('is at its altitude when it rises and sets, in every month, also after midnight of another day', () => {
  for (const lat of [-45, 0, 14, 50])
    for (let month = 0; month < 12; month++) {
      const from = Date.UTC(2026, month, 15, (month * 5) % 24)
      const place = { lon: -61, lat }
      for (const which of ['rise', 'set'] as const) {
        const at = nextSun(place, from, which)
        expect(at).toBeGreaterThan(from)
        expect(at! - from).toBeLessThan(86_400_000 * 1.05)
        expect(sunAltitudeDeg(place, at!)).toBeCloseTo(-50 / 60, 2)
        const later = sunAltitudeDeg(place, at! + 60_000)
        expect(later > sunAltitudeDeg(place, at!)).toBe(which === 'rise')
      }
    }
})

it('has none in the polar night, and tells day, twilight and night apart', () => {
  expect(nextSun({ lon: 20, lat: 80 }, Date.parse('2026-12-20T00:00:00Z'), 'rise')).toBeNull()
  const castries = { lon: -61, lat: 14 }
  const set = nextSun(castries, Date.parse('2026-11-24T16:00:00Z'), 'set')!
  const dusk = nextSun(castries, Date.parse('2026-11-24T16:00:00Z'), 'set', CIVIL_ALTITUDE_DEG)!
  expect([set - 60_000, set + 60_000, dusk + 60_000].map((t) => lightAt(castries, t))).toEqual([
    'day',
    'twilight',
    'night',
  ])
})
