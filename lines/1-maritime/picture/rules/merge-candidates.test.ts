import { expect, test } from 'vitest'

import { geodesicDirect } from '@basinet/geodesy'
import { CREDIBILITY, RELIABILITY } from '../contract/hand-contact.ts'
import { CREDIBILITY_GRADES, gradeOf, RELIABILITY_GRADES } from './admiralty-grade.ts'
import { mergeCandidates, type ReckonedSighting, type TrackNow } from './merge-candidates.ts'
import { START_MS } from './testing/drive.ts'

const contact: ReckonedSighting = {
  kind: 'fishing',
  atMs: START_MS,
  position: { lon: -61.4, lat: 13.9 },
  radiusM: 6000,
  courseDeg: 270,
  speedKn: 8,
}
const track = (mmsi: number, bearing: number, metres: number, fields: Partial<TrackNow> = {}): TrackNow => ({
  mmsi,
  atMs: START_MS,
  ...geodesicDirect(contact.position, bearing, metres).position,
  sogKn: 7,
  cogDeg: 260,
  shipType: 30,
  ...fields,
})

test('nearest fitting track first; what speaks against one is named and weighs', () => {
  const found = mergeCandidates(contact, [
    track(1, 0, 4000),
    track(2, 90, 500, { cogDeg: 80 }),
    track(3, 180, 1000),
    track(4, 180, 200, { shipType: 80, sogKn: 18, cogDeg: 90 }),
    track(5, 180, 9000),
  ])
  expect(found.map((c) => c.mmsi)).toEqual([3, 2, 1, 4])
  expect(found.find((c) => c.mmsi === 4)!.against).toEqual(['course', 'speed', 'type'])
  expect(found[0]!.against).toEqual([])
  expect(found.every((c) => c.score >= 0 && c.score <= 1)).toBe(true)
})

test('a track is run on to the contact’s moment, and unknown figures speak against nobody', () => {
  const behind = track(1, 90, 6 * 1852 * 0.5, { atMs: START_MS - 1_800_000, sogKn: 6, cogDeg: 270 })
  expect(mergeCandidates(contact, [behind])[0]!.distanceM).toBeLessThan(100)
  const bare = track(2, 0, 100, { sogKn: Number.NaN, cogDeg: Number.NaN, shipType: 0 })
  expect(mergeCandidates(contact, [bare])[0]!.against).toEqual([])
  expect(
    mergeCandidates({ ...contact, kind: 'unknown', courseDeg: null, speedKn: null }, [
      track(3, 0, 50, { shipType: 80 }),
    ])[0]!.against,
  ).toEqual([])
})

test('ten at most', () => {
  expect(
    mergeCandidates(
      contact,
      Array.from({ length: 50 }, (_, i) => track(i + 1, i * 7, 1000 + i)),
    ),
  ).toHaveLength(10)
})

test('every grade of the contract has its meaning and source', () => {
  expect(RELIABILITY_GRADES.map((g) => g.code)).toEqual([...RELIABILITY])
  expect(CREDIBILITY_GRADES.map((g) => g.code)).toEqual([...CREDIBILITY])
  expect([...RELIABILITY_GRADES, ...CREDIBILITY_GRADES].every((g) => g.source.includes('AJP-2.1'))).toBe(true)
  expect(gradeOf({ reliability: 'B', credibility: '2' })).toBe('B2')
})
