import { expect, test } from 'vitest'

import { engineWith, LCA_SHIP, position, rules, run, START_MS } from './testing/drive.ts'

const castries = { lon: -61.1, lat: 14.02 }

test('a vessel that keeps its speed is never said to jump, up to the top speed of its type', () => {
  expect(rules(run(engineWith(), { from: castries, courseDeg: 270, speedKn: 29, times: 200 }))).toEqual([])
  const fast = engineWith()
  fast.onStatic({ mmsi: LCA_SHIP, atMs: START_MS, messageType: 5, shipType: 40, station: '' })
  expect(rules(run(fast, { from: castries, courseDeg: 270, speedKn: 45, times: 100 }))).toEqual([])
})

test('a jump that stays is said once, with its figures', () => {
  const alerts = run(engineWith(), {
    from: castries,
    courseDeg: 270,
    speedKn: 10,
    times: 40,
    shift: (n) => (n >= 20 ? { lon: -62, lat: 14.5 - n * 1e-4 } : {}),
  })
  expect(rules(alerts)).toEqual(['track.impossible-jump'])
  const [jump] = alerts
  expect(jump!.why.key).toBe('picture.alert.track.impossible-jump')
  expect(jump!.why.params['maxKn']).toBe(30)
  expect(jump!.why.params['impliedKn']).toBeGreaterThan(3000)
  expect(jump!.evidence).toHaveLength(2)
  expect(jump!.episode).toBe(`track.impossible-jump:${LCA_SHIP}:2026-11-24T12:03`)
})

test('one bad position is not a finding', () => {
  const alerts = run(engineWith(), {
    from: castries,
    courseDeg: 270,
    speedKn: 10,
    times: 40,
    shift: (n) => (n === 20 ? { lon: -50 } : {}),
  })
  expect(rules(alerts)).toEqual([])
})

test('two hulls with one number are a duplicate and not a jump, in whatever rhythm they report', () => {
  for (const second of [(n: number) => n % 2 === 1, (n: number) => n % 7 === 6, (n: number) => n % 7 !== 6]) {
    const alerts = run(engineWith(), {
      from: castries,
      courseDeg: 270,
      speedKn: 10,
      times: 60,
      shift: (n) => (second(n) ? { lon: -59.7, lat: 13.1 } : {}),
    })
    expect(rules(alerts)).toContain('identity.duplicate')
    expect(rules(alerts).filter((r) => r === 'identity.duplicate')).toHaveLength(1)
    const duplicate = alerts.find((a) => a.rule === 'identity.duplicate')
    expect(duplicate!.why.params['apartNm']).toBeGreaterThan(95)
  }
})

test('reports out of order and clocks a few seconds apart do not make a jump', () => {
  const engine = engineWith()
  run(engine, { from: castries, courseDeg: 270, speedKn: 20, times: 20 })
  const late = engine.onPosition(position({ ...castries, atMs: START_MS + 5000, sogKn: 20, cogDeg: 270 }))
  expect(late).toEqual([])
  const alerts = run(engineWith(), {
    from: castries,
    courseDeg: 270,
    speedKn: 28,
    times: 60,
    shift: (n) => ({ atMs: START_MS + n * 10_000 + (n % 2 === 0 ? 3000 : 0) }),
  })
  expect(rules(alerts)).toEqual([])
})
