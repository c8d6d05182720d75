import { expect, it } from 'vitest'
import { quickDistanceM } from '@basinet/geodesy'
import { RADARS } from '@basinet/sea-simulator'
import { contactKind } from '../contract/contact-key.ts'
import { judgeDark } from './dark-contact.ts'
import { ellipseOf } from './ellipse.ts'
import { momentOf } from './asterix-time.ts'
import { createReorder } from './reorder.ts'
import { playWorld } from './testing/world.ts'

const FULL = process.env['BASINET_FULL'] === '1'
/** Longer by hand: an hour of the soak takes ten minutes of a core. */
const SOAK_MINUTES = Number(process.env['BASINET_SOAK_MINUTES'] ?? 12)
const HOURS = Number(process.env['BASINET_SOAK_HOURS'] ?? 2)
const SEED = Number(process.env['BASINET_SEED'] ?? Date.now() % 1_000_000)
const START = Date.UTC(2026, 0, 5, 12)

it('an ellipse has its greater axis where the variance is', () => {
  expect(ellipseOf(400, 0, 100)).toMatchObject({ bearingDeg: 90 })
  expect(ellipseOf(100, 0, 400).bearingDeg % 180).toBeCloseTo(0)
  const slanted = ellipseOf(250, 150, 250)
  expect(slanted.bearingDeg).toBeCloseTo(45)
  expect(slanted.majorM / slanted.minorM).toBeCloseTo(2)
})

it('a time of day is of the nearest day', () => {
  const midnight = Date.UTC(2026, 0, 6)
  expect(momentOf(86_399, midnight + 500)).toBe(midnight - 1000)
  expect(momentOf(1, midnight - 500)).toBe(midnight + 1000)
})

it('what comes late finds its place, what comes later is refused and counted', () => {
  const order = createReorder<string>(4)
  expect(order.push(2000, 'b')).toBe(true)
  expect(order.push(1000, 'a')).toBe(true)
  expect(order.take(1500)).toEqual(['a'])
  expect(order.push(1400, 'too late')).toBe(false)
  expect(order.push(3000, 'c')).toBe(true)
  expect(order.take(9000)).toEqual(['b', 'c'])
  for (let n = 0; n < 6; n++) order.push(10_000 + n, 'x')
  expect([order.size, order.late, order.dropped]).toEqual([4, 1, 2])
})

it('a dark contact needs proven reception, time, speed and nobody beside it', () => {
  const fast = {
    heldS: 200,
    plots: 60,
    speedKn: 30,
    reception: 0.9,
    nearestReporterM: 5000,
    uncertaintyM: 60,
  }
  expect(judgeDark(fast)).toMatchObject({ raise: true, severity: 'warning' })
  for (const less of [
    { reception: 0.5 },
    { heldS: 20 },
    { speedKn: 3 },
    { nearestReporterM: 900 },
    { plots: 5 },
  ])
    expect(judgeDark({ ...fast, ...less }).raise).toBe(false)
})

it(`radars and AIS make one contact of a craft (seed ${SEED})`, () => {
  const { contacts } = playWorld({ seed: SEED, vessels: 20, overflights: 0, startMs: START, minutes: 1.5 })
  expect(contacts.filter((c) => c.state === 'correlated').length).toBeGreaterThan(4)
  expect(new Set(contacts.map((c) => c.key)).size).toBe(contacts.length)
})

it.runIf(FULL)(
  `one contact a craft, biases learnt, the silent boat told (seed ${SEED})`,
  { timeout: 600_000 },
  () => {
    const minutes = 7
    const { fusion, contacts, alerts, truth } = playWorld({
      seed: SEED,
      vessels: 60,
      overflights: 4,
      startMs: START,
      minutes,
    })
    const states = Map.groupBy(contacts, (c) => c.state)
    expect(states.get('correlated')?.length).toBeGreaterThan(20)
    expect(new Set(contacts.map((c) => c.key)).size).toBe(contacts.length)
    expect(contacts.some((c) => contactKind(c.key) === 'adsb' && c.state === 'correlated')).toBe(true)
    const learnt = RADARS.map((radar, n) => ({ radar, bias: fusion.bias(n) })).filter(
      ({ bias }) => bias.plots > 300,
    )
    expect(learnt.length).toBeGreaterThan(2)
    for (const { radar, bias } of learnt) {
      expect(Math.abs(bias.rangeM - radar.biasRangeM)).toBeLessThan(30)
      expect(Math.abs((bias.bearingRad * 180) / Math.PI - radar.biasBearingDeg)).toBeLessThan(0.15)
    }
    const told = alerts.filter(({ position, atMs }) =>
      truth(atMs).some(
        (c) =>
          c.kind === 'go-fast' && quickDistanceM(c.lon, c.lat, position?.lon ?? 0, position?.lat ?? 0) < 500,
      ),
    )
    expect(told.length).toBeGreaterThan(0)
  },
)

/** Whom an alert was about in truth: the nearest craft within 500 m. */
it.runIf(FULL)(
  `false alarms of the dark contact rule over ${HOURS} hours, 260 vessels (seed ${SEED})`,
  { timeout: 1_800_000 },
  () => {
    const hours = HOURS
    const { alerts, truth } = playWorld({
      seed: SEED,
      vessels: 260,
      overflights: 10,
      startMs: START - 10 * 3_600_000,
      minutes: hours * 60,
    })
    const whom = alerts.map(({ position, atMs }) => {
      const near = truth(atMs)
        .map((c) => ({ c, d: quickDistanceM(c.lon, c.lat, position?.lon ?? 0, position?.lat ?? 0) }))
        .toSorted((a, b) => a.d - b.d)[0]
      return near === undefined || near.d > 500 ? 'nothing' : `${near.c.kind} ${near.c.ais}`
    })
    const counts = Object.fromEntries(
      Map.groupBy(whom, (w) => w)
        .entries()
        .map(([w, all]) => [w, all.length]),
    )
    const wrong = whom.filter((w) => w === 'nothing' || w.endsWith(' on'))
    console.log(`dark contacts in ${hours} h`, counts, `false: ${(wrong.length / hours).toFixed(2)} an hour`)
    expect(whom.some((w) => w.startsWith('go-fast'))).toBe(true)
    expect(wrong.length).toBeLessThan(alerts.length)
  },
)

it.runIf(FULL)(
  `5,000 vessels, 300 aircraft, 6 radars for ${SOAK_MINUTES} minutes in bounded memory (seed ${SEED})`,
  { timeout: 3_600_000 },
  () => {
    const sizes: number[] = []
    const { contacts } = playWorld({
      seed: SEED,
      vessels: 5000,
      overflights: 293,
      startMs: START,
      minutes: SOAK_MINUTES,
      everyMinute: (minute, all) => {
        const rss = Math.round(process.memoryUsage().rss / 2 ** 20)
        sizes.push(rss)
        if (minute % 10 === 0) console.log(`minute ${minute}: ${all.length} contacts, ${rss} MiB`)
      },
    })
    expect(contacts.length).toBeGreaterThan(1000)
    // Bounded: the second half adds no more than a third to what the first half reached.
    const half = SOAK_MINUTES / 2
    expect(Math.max(...sizes.slice(half))).toBeLessThan(1.33 * Math.max(...sizes.slice(0, half)))
  },
)
