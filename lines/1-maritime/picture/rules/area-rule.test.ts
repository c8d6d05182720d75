import fc from 'fast-check'
import { expect, test } from 'vitest'

import { polygonContains } from '@basinet/geodesy'
import { area, engineWith, LCA_SHIP, position, rules, run, START_MS } from './testing/drive.ts'
import type { Alert } from './alert.ts'
import { prepareArea } from './watched-area.ts'

const west = { lon: -61.25, lat: 13.95 }
const crossings = (alerts: readonly Alert[]): string[] =>
  rules(alerts).filter((r) => r === 'area.entry' || r === 'area.exit')

test('through the area: entry, then exit with the time inside', () => {
  const alerts = run(engineWith({ areas: [area({})] }), {
    from: west,
    courseDeg: 90,
    speedKn: 20,
    times: 180,
  })
  expect(rules(alerts)).toEqual(['area.entry', 'area.exit'])
  expect(alerts[0]).toMatchObject({
    areaId: 'area-1',
    severity: 'warning',
    distress: false,
    why: { key: 'picture.alert.area.entry', params: { area: 'Marine reserve' } },
  })
  expect(alerts[1]!.why.params['minutesInside']).toBe(18)
})

test('to and fro across the line is one entry: exit needs more than the hysteresis', () => {
  const engine = engineWith({ areas: [area({})] })
  const edge = { from: { lon: -61.2, lat: 13.95 }, courseDeg: 90, speedKn: 0, saidKn: 2, times: 60 }
  const small = run(engine, { ...edge, shift: (n) => ({ lon: -61.2 + (n % 2 === 0 ? 0.0005 : -0.0005) }) })
  expect(rules(small)).toEqual(['area.entry'])
  const wide = run(engine, {
    ...edge,
    startMs: START_MS + 700_000,
    everySeconds: 60,
    shift: (n) => ({ lon: -61.2 + (n % 2 === 0 ? 0.002 : -0.002) }),
  })
  expect(crossings(wide).slice(0, 4)).toEqual(['area.exit', 'area.entry', 'area.exit', 'area.entry'])
})

test('first heard inside is an entry of its own words; drawn around a vessel is none', () => {
  const seen = engineWith({ areas: [area({})] }).onPosition(
    position({ lon: -61.15, lat: 13.95, sogKn: 5, cogDeg: 0 }),
  )
  expect(seen.map((a) => a.why.key)).toEqual(['picture.alert.area.entry.appeared'])
  const engine = engineWith()
  engine.onPosition(position({ lon: -61.15, lat: 13.95, sogKn: 0, cogDeg: 0 }))
  engine.configure({ areas: [area({})], watchList: [] })
  expect(
    engine.onPosition(position({ lon: -61.15, lat: 13.95, atMs: START_MS + 10_000, sogKn: 0, cogDeg: 0 })),
  ).toEqual([])
  const out = run(engine, {
    from: { lon: -61.15, lat: 13.95 },
    courseDeg: 90,
    speedKn: 20,
    times: 90,
    startMs: START_MS + 20_000,
  })
  expect(rules(out)).toEqual(['area.exit'])
})

test('configuring again keeps who is inside; a restart is silent about what was known', () => {
  const engine = engineWith({ areas: [area({})] })
  run(engine, { from: west, courseDeg: 90, speedKn: 20, times: 90 })
  engine.configure({
    areas: [area({ name: 'Renamed' }), area({ id: 'other', name: 'Other' })],
    watchList: [],
  })
  const on = run(engine, {
    from: { lon: -61.164, lat: 13.95 },
    courseDeg: 90,
    speedKn: 20,
    times: 90,
    startMs: START_MS + 900_000,
  })
  expect(on.map((a) => [a.rule, a.why.params['area']])).toEqual([
    ['area.exit', 'Renamed'],
    ['area.exit', 'Other'],
  ])

  const restarted = engineWith({ areas: [area({})] })
  restarted.restore(position({ lon: -61.15, lat: 13.95, sogKn: 5, cogDeg: 90 }))
  expect(
    restarted.onPosition(
      position({ lon: -61.15, lat: 13.95, atMs: START_MS + 10_000, sogKn: 5, cogDeg: 90 }),
    ),
  ).toEqual([])
})

test('in and out between two reports is a passage with its times', () => {
  const narrow = area({
    shape: {
      type: 'Polygon',
      coordinates: [
        [
          [-61.2, 13.9],
          [-61.195, 13.9],
          [-61.195, 14],
          [-61.2, 14],
          [-61.2, 13.9],
        ],
      ],
    },
  })
  const alerts = run(engineWith({ areas: [narrow] }), {
    from: { lon: -61.215, lat: 13.95 },
    courseDeg: 90,
    speedKn: 28,
    times: 4,
    everySeconds: 180,
  })
  expect(rules(alerts)).toEqual(['area.passed-through'])
  const { enteredAt, leftAt } = alerts[0]!.why.params as { enteredAt: string; leftAt: string }
  expect(Date.parse(leftAt) - Date.parse(enteredAt)).toBeGreaterThan(30_000)
  expect(Date.parse(leftAt) - Date.parse(enteredAt)).toBeLessThan(45_000)
})

test('speed limits: twice in a row, said once, again only after coming back by the slack', () => {
  const engine = engineWith({
    areas: [area({ onEntry: false, onExit: false, speedAboveKn: 10, speedBelowKn: 2 })],
  })
  const at = { lon: -61.15, lat: 13.95, cogDeg: Number.NaN }
  const speeds = [9, 11, 9, 11, 11, 11, 9.8, 11, 11, 9.4, 11, 11, 1, 1, 2.2, 1, 1, 3, 1, 1]
  const alerts = speeds.flatMap((sogKn, n) =>
    engine.onPosition(position({ ...at, sogKn, atMs: START_MS + n * 10_000 })),
  )
  expect(alerts.map((a) => `${a.rule} ${(a.atMs - START_MS) / 10_000}`)).toEqual([
    'area.speed-above 4',
    'area.speed-above 11',
    'area.speed-below 13',
    'area.speed-below 19',
  ])
  expect(alerts[0]!.why.params).toEqual({ area: 'Marine reserve', limitKn: 10, sogKn: 11 })
})

test('only the ship types asked for, and only within the area’s own time', () => {
  const tankers = engineWith({ areas: [area({ shipTypes: [80] })] })
  expect(rules(run(tankers, { from: west, courseDeg: 90, speedKn: 20, times: 100 }))).toEqual([])
  tankers.onStatic({ mmsi: LCA_SHIP + 1, atMs: START_MS, messageType: 5, shipType: 80, station: '' })
  expect(
    rules(run(tankers, { mmsi: LCA_SHIP + 1, from: west, courseDeg: 90, speedKn: 20, times: 100 })),
  ).toEqual(['area.entry'])
  const later = engineWith({ areas: [area({ fromMs: START_MS + 3_600_000 })] })
  expect(rules(run(later, { from: west, courseDeg: 90, speedKn: 20, times: 100 }))).toEqual([])
})

test('a circle is an area too, also across the antimeridian; a broken ring is refused by name', () => {
  const circle = area({ shape: { type: 'Circle', center: [-61.15, 13.95], radiusM: 5000 } })
  expect(
    rules(run(engineWith({ areas: [circle] }), { from: west, courseDeg: 90, speedKn: 20, times: 180 })),
  ).toEqual(['area.entry', 'area.exit'])
  const fiji = prepareArea(area({ shape: { type: 'Circle', center: [179.99, -17], radiusM: 20_000 } }))
  expect(fiji.ok && polygonContains(fiji.value, -179.9, -17)).toBe(true)
  const broken = area({
    id: 'broken',
    shape: {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
        ],
      ],
    },
  })
  const engine = engineWith()
  expect(engine.configure({ areas: [broken, circle], watchList: [] })).toMatchObject([
    { id: 'broken', error: { code: 'polygon-invalid' } },
  ])
})

test('inside and outside alternate whatever the way: never two entries or two exits in a row', () => {
  const hops = fc.array(
    fc.record({
      lon: fc.double({ min: -61.25, max: -61.05, noNaN: true }),
      lat: fc.double({ min: 13.85, max: 14.05, noNaN: true }),
    }),
    { minLength: 2, maxLength: 60 },
  )
  fc.assert(
    fc.property(hops, (points) => {
      const engine = engineWith({ areas: [area({})] }, { thresholds: { speedMaxKn: 10_000 } })
      const alerts = points.flatMap((p, n) =>
        engine.onPosition(
          position({ ...p, sogKn: Number.NaN, cogDeg: Number.NaN, atMs: START_MS + n * 60_000 }),
        ),
      )
      const found = crossings(alerts)
      found.forEach((r, i) => expect(r).toBe(i % 2 === 0 ? 'area.entry' : 'area.exit'))
      const last = points.at(-1)!
      const clearlyInside = last.lon > -61.2 && last.lon < -61.1 && last.lat > 13.9 && last.lat < 14
      expect(!clearlyInside || found.length % 2 === 1).toBe(true)
    }),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 100 },
  )
})
