import { expect, test } from 'vitest'

import type { Alert } from './alert.ts'
import type { RuleEngine } from './engine.ts'
import { engineWith, LCA_SHIP, position, rules, run, START_MS } from './testing/drive.ts'

const from = { lon: -61.3, lat: 13.9 }

/** Another vessel that goes on reporting at the same station, so that the station is alive and the place is heard. */
function witness(engine: RuleEngine, fromMinute: number, toMinute: number): Alert[] {
  const alerts: Alert[] = []
  for (let s = fromMinute * 60; s < toMinute * 60; s += 10) {
    alerts.push(
      ...engine.onPosition(
        position({ mmsi: LCA_SHIP + 1, ...from, sogKn: 0.5, cogDeg: 90, atMs: START_MS + s * 1000 }),
      ),
    )
    alerts.push(...engine.tick(START_MS + s * 1000))
  }
  return alerts
}

test('a vessel under way that falls silent where others are heard is said, and said to be back', () => {
  const engine = engineWith()
  run(engine, { from, courseDeg: 90, speedKn: 6, times: 120 })
  const alerts = witness(engine, 20, 40)
  expect(rules(alerts)).toEqual(['track.silence'])
  expect(alerts[0]!.why.params['minutes']).toBeGreaterThanOrEqual(10)
  expect(alerts[0]!.why.params['minutes']).toBeLessThan(12)
  expect(alerts[0]!.why.params['receptionPercent']).toBeGreaterThan(90)
  const back = engine.onPosition(
    position({ lon: -61.2, lat: 13.9, sogKn: 6, cogDeg: 90, atMs: START_MS + 45 * 60_000 }),
  )
  expect(rules(back)).toEqual(['track.reappearance'])
  expect(back[0]!.why.params['minutes']).toBe(25)
  expect(back[0]!.episode.split(':').slice(1)).toEqual(alerts[0]!.episode.split(':').slice(1))
})

test('a cut station is not a silence of its vessels', () => {
  const engine = engineWith()
  run(engine, { from, courseDeg: 90, speedKn: 6, times: 120 })
  const alerts: Alert[] = []
  for (let s = 1200; s < 4000; s += 1) alerts.push(...engine.tick(START_MS + s * 1000))
  expect(alerts).toEqual([])
})

test('a vessel that lies still, or runs out of where anything is heard, is not said', () => {
  const still = engineWith()
  run(still, { from, courseDeg: 90, speedKn: 0.2, times: 120 })
  expect(witness(still, 20, 60)).toEqual([])
  const leaving = engineWith()
  run(leaving, { from, courseDeg: 270, speedKn: 25, times: 120 })
  expect(witness(leaving, 20, 60)).toEqual([])
})

test('where only every third report arrives, it takes longer until a silence means something', () => {
  const minutesUntilSaid = (gapSeconds: number): number => {
    const engine = engineWith()
    run(engine, { from, courseDeg: 90, speedKn: 4, times: 200, everySeconds: gapSeconds })
    const end = (200 * gapSeconds) / 60
    for (let s = 0; s < 7200; s += 10) {
      const atMs = START_MS + (end * 60 + s) * 1000
      engine.onPosition(position({ mmsi: LCA_SHIP + 1, lon: -60, lat: 12, sogKn: 0, cogDeg: 0, atMs }))
      const alerts = engine.tick(atMs)
      if (alerts.length > 0) return s / 60
    }
    return Infinity
  }
  const good = minutesUntilSaid(10)
  const poor = minutesUntilSaid(120)
  expect(good).toBeLessThan(12)
  expect(poor).toBeGreaterThanOrEqual(good)
})

test('a watched vessel is said even when it lies still, and as a warning', () => {
  const engine = engineWith({
    watchList: [
      {
        id: 'w',
        mmsi: LCA_SHIP,
        imo: null,
        callSign: null,
        name: null,
        severity: 'warning',
        expiresAtMs: Infinity,
      },
    ],
  })
  run(engine, { from, courseDeg: 90, speedKn: 0.2, times: 200 })
  const alerts = witness(engine, 34, 80)
  expect(alerts.map((a) => [a.rule, a.severity])).toEqual([['track.silence', 'warning']])
})
