import { expect, test } from 'vitest'

import { engineWith, rules, run } from './testing/drive.ts'

const from = { lon: -61.3, lat: 13.9 }

test('a vessel that moves as it says is left alone, turning or not', () => {
  expect(rules(run(engineWith(), { from, courseDeg: 45, speedKn: 14, times: 200 }))).toEqual([])
  expect(rules(run(engineWith(), { from, courseDeg: 45, speedKn: 0, saidKn: 0.1, times: 200 }))).toEqual([])
  // Circles: the way made good is far shorter than the speed says, and the course turns all the time.
  const circling = run(engineWith(), {
    from,
    courseDeg: 0,
    speedKn: 0,
    saidKn: 12,
    times: 400,
    shift: (n) => ({
      cogDeg: (n * 20) % 360,
      lon: from.lon + 0.004 * Math.cos(-n * 0.349),
      lat: from.lat + 0.004 * Math.sin(-n * 0.349),
    }),
  })
  expect(rules(circling)).toEqual([])
})

test('speed said but not made, and made but not said, after three in a row, once', () => {
  const still = run(engineWith(), { from, courseDeg: 45, speedKn: 0, saidKn: 15, times: 120 })
  expect(rules(still)).toEqual(['track.speed-mismatch'])
  expect(still[0]!.why.params).toMatchObject({ saidKn: 15, madeKn: 0 })
  const sly = run(engineWith(), { from, courseDeg: 45, speedKn: 20, saidKn: 3, times: 120 })
  expect(rules(sly)).toEqual(['track.speed-mismatch'])
  expect(sly[0]!.atMs - Date.UTC(2026, 10, 24, 12)).toBe(360_000)
})

test('a course across the way that is made', () => {
  const alerts = run(engineWith(), { from, courseDeg: 90, speedKn: 12, saidDeg: 200, times: 120 })
  expect(rules(alerts)).toEqual(['track.course-mismatch'])
  expect(alerts[0]!.why.params).toMatchObject({ saidDeg: 200, madeDeg: 90, offDeg: 110 })
})

test('without a speed nothing is held against it', () => {
  expect(
    rules(
      run(engineWith(), {
        from,
        courseDeg: 90,
        speedKn: 12,
        saidKn: Number.NaN,
        saidDeg: Number.NaN,
        times: 60,
      }),
    ),
  ).toEqual([])
})
