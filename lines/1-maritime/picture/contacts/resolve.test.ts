import { expect, test } from 'vitest'
import { geodesicDistanceM } from '@basinet/geodesy'
import { reckonContact, resolveReported } from './resolve.ts'

const sighting = {
  position: { lon: -61, lat: 14 },
  accuracyM: 1000,
  courseDeg: 270,
  speedKn: 30,
  growthKn: 6,
  sightedAt: '2026-11-24T20:30:00.000Z',
}
const at = Date.parse(sighting.sightedAt)

test('a contact runs along its course while its circle grows', () => {
  const after = reckonContact(sighting, at + 3_600_000)
  expect(geodesicDistanceM(sighting.position, after.position) / 1852).toBeCloseTo(30, 1)
  expect(after.position.lat).toBeCloseTo(14, 3)
  expect(after.radiusM).toBeCloseTo(1000 + 6 * 1852, 6)
})

test('without course or speed it stays, and only the circle grows', () => {
  const after = reckonContact({ ...sighting, courseDeg: null, speedKn: null }, at + 3_600_000)
  expect(after.position).toEqual(sighting.position)
  expect(after.radiusM).toBeGreaterThan(sighting.accuracyM)
})

test('before the sighting and after a year it stays on the globe', () => {
  expect(reckonContact(sighting, at - 1000).radiusM).toBe(1000)
  const late = reckonContact(sighting, at + 366 * 86_400_000)
  expect(Math.abs(late.position.lon)).toBeLessThanOrEqual(180)
  expect(late.radiusM).toBeLessThanOrEqual(20_000_000)
})

test('a bearing and range from a place is the end of that line', () => {
  const from = { lon: -60.97, lat: 14.09 }
  const position = resolveReported({
    kind: 'bearing-range',
    from,
    fromName: '',
    bearingDeg: 180,
    rangeNm: 10,
  })
  expect(position.lon).toBeCloseTo(-60.97, 9)
  expect(geodesicDistanceM(from, position)).toBeCloseTo(18_520, 6)
})
