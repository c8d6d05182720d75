import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDecoder, type AisMessage } from '@basinet/ais'
import { quickDistanceM } from '@basinet/geodesy'
import { createSea } from '@basinet/sea-simulator'
import { readLand } from '../live/rules-engine.ts'
import type { Alert } from './alert.ts'
import type { RuleEngine } from './engine.ts'
import { engineWith, LCA_SHIP, position, rules, squareIsland, START_MS } from './testing/drive.ts'
import { emptyPositionUpdate } from './update.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const SEED = Number(process.env['BASINET_SEED'] ?? Date.now() % 1_000_000)
const HOURS = Number(process.env['BASINET_SOAK_HOURS'] ?? 6)

/** A square of 0.2°, more than 50 km from where the vessels lie. */
const land = squareIsland(-60.7, 13.8, 0.2)
const FAR = { lon: -61.3, lat: 13.3 }
const NEAR = { lon: -60.75, lat: 13.9 }

interface Boat {
  readonly mmsi: number
  readonly at: (minute: number) => { lon: number; lat: number; sogKn: number } | null
}

/** Reports of boats once a minute with the engine's ticks between. */
function watch(engine: RuleEngine, minutes: number, boats: readonly Boat[]): Alert[] {
  const alerts: Alert[] = []
  for (let minute = 0; minute <= minutes; minute++) {
    const atMs = START_MS + minute * 60_000
    for (const { mmsi, at } of boats) {
      const place = at(minute)
      if (place !== null) alerts.push(...engine.onPosition(position({ mmsi, atMs, cogDeg: 90, ...place })))
    }
    for (let s = 0; s < 60; s++) alerts.push(...engine.tick(atMs + s * 1000))
  }
  return alerts.filter(({ rule }) => rule === 'track.encounter' || rule === 'track.loitering')
}

const lying = (mmsi: number, place: { lon: number; lat: number }, northM: number, sogKn: number): Boat => ({
  mmsi,
  at: () => ({ lon: place.lon, lat: place.lat + northM / 111_000, sogKn }),
})

test('two that lie within 500 m for two hours, 10 km out, have met; it is said once with its evidence', () => {
  const pair = [lying(LCA_SHIP, FAR, 0, 0.5), lying(LCA_SHIP + 1, FAR, 100, 1)]
  const alerts = watch(engineWith({}, { land }), 200, pair).filter(({ rule }) => rule === 'track.encounter')
  expect(alerts).toHaveLength(1)
  const [met] = alerts
  expect(met).toMatchObject({ otherMmsi: LCA_SHIP + 1, severity: 'warning' })
  expect(met?.why.params).toMatchObject({ slowPercent: 100, apartM: 100, scorePercent: 90 })
  expect(met?.evidence).toHaveLength(3)
  expect(met?.atMs).toBeGreaterThanOrEqual(START_MS + 2 * 3_600_000)
})

test.each([
  ['too far apart', FAR, 700, 0.5, 200],
  ['too fast', FAR, 100, 3, 200],
  ['too short', FAR, 100, 0.5, 110],
  ['near the coast', NEAR, 100, 0.5, 200],
] as const)('no meeting: %s', (_, place, northM, sogKn, minutes) => {
  const pair = [lying(LCA_SHIP, place, 0, sogKn), lying(LCA_SHIP + 1, place, northM, sogKn)]
  expect(rules(watch(engineWith({}, { land }), minutes, pair))).not.toContain('track.encounter')
})

test('a look missed does not part two, an hour away does', () => {
  const away = (from: number, to: number): Boat => ({
    mmsi: LCA_SHIP + 1,
    at: (minute) => ({ ...FAR, lat: FAR.lat + (minute >= from && minute < to ? 0.1 : 0.001), sogKn: 0.5 }),
  })
  const told = (boat: Boat): number =>
    watch(engineWith({}, { land }), 160, [lying(LCA_SHIP, FAR, 0, 0.5), boat]).filter(
      ({ rule }) => rule === 'track.encounter',
    ).length
  expect(told(away(60, 66))).toBe(1)
  expect(told(away(60, 90))).toBe(0)
})

test('an hour under 2 knots, 20 NM out, is loitering, once; fishing there is work', () => {
  const alone = [lying(LCA_SHIP, FAR, 0, 0.8)]
  const alerts = watch(engineWith({}, { land }), 200, alone)
  expect(rules(alerts)).toEqual(['track.loitering'])
  expect(alerts[0]?.why.params).toMatchObject({ meanKn: 0.8, scorePercent: 80 })
  expect(watch(engineWith({}, { land }), 200, [lying(LCA_SHIP, FAR, 0, 2.5)])).toEqual([])
  expect(watch(engineWith({}, { land }), 200, [lying(LCA_SHIP, NEAR, 0, 0.8)])).toEqual([])
  const fishing = engineWith({}, { land })
  fishing.onStatic({ mmsi: LCA_SHIP, atMs: START_MS, messageType: 5, station: '', shipType: 30 })
  expect(watch(fishing, 200, alone)).toEqual([])
})

test('without a coastline nothing is said', () => {
  expect(watch(engineWith(), 200, [lying(LCA_SHIP, FAR, 0, 0.5), lying(LCA_SHIP + 1, FAR, 50, 0.5)])).toEqual(
    [],
  )
})

/** Scenario craft that do what a rule looks for; of all others an alert of it is false. */
const MEANT: Readonly<Record<string, RegExp>> = {
  'track.encounter': /rendezvous|lespwa|soley|norwick/i,
  'track.loitering': /vesper|loiter/i,
  'track.silence': /norwick/i,
}

test.runIf(FULL)(
  `false alarms of the behaviour rules over ${HOURS} hours, 260 vessels (seed ${SEED})`,
  { timeout: 1_800_000 },
  () => {
    const startMs = Date.UTC(2026, 0, 5, 6)
    const sea = createSea({ seed: SEED, startMs, vessels: 260 })
    const { land: coast } = readLand(
      join(import.meta.dirname, '../../../../data/geo/caribbean-coastline.geojson'),
    )
    expect(coast).not.toBeNull()
    const engine = engineWith({}, { land: coast })
    const alerts: Alert[] = []
    const update = emptyPositionUpdate()
    let now = startMs
    const decoder = createDecoder({
      report: ({ message, timeMs, station }) => {
        const m = message as AisMessage & {
          lon?: number | null
          lat?: number | null
          speedKn?: number | null
        }
        if (m.type === 5 || m.type === 24)
          engine.onStatic({
            mmsi: m.mmsi,
            atMs: now,
            messageType: m.type,
            station: station ?? '',
            ...('shipType' in m && typeof m.shipType === 'number' ? { shipType: m.shipType } : {}),
          })
        if (typeof m.lon !== 'number' || typeof m.lat !== 'number' || m.type === 17) return
        Object.assign(update, { mmsi: m.mmsi, atMs: timeMs ?? now, lon: m.lon, lat: m.lat, station })
        update.messageType = m.type
        update.sogKn = m.speedKn ?? Number.NaN
        update.navStatus = 'status' in m && typeof m.status === 'number' ? m.status : 15
        alerts.push(...engine.onPosition(update))
      },
      problem: (problem) => {
        throw new Error(problem.message)
      },
    })
    for (; now < startMs + HOURS * 3_600_000; now += 1000) {
      const lines = [...sea.advance(now)].map(({ sentence }) => sentence)
      if (lines.length > 0) decoder.push(Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'), now)
      alerts.push(...engine.tick(now))
    }
    for (const [rule, meant] of Object.entries(MEANT)) {
      const own = alerts.filter((alert) => alert.rule === rule)
      const named = own.map(({ subject, atMs }) => nameOf(sea.truth(atMs), subject.mmsi))
      const wrong = named.filter((name) => !meant.test(name))
      console.log(
        `${rule}: ${own.length} in ${HOURS} h, false ${wrong.length} (${(wrong.length / HOURS).toFixed(2)} an hour)`,
        named.slice(0, 12),
      )
    }
    const met = alerts.filter(({ rule }) => rule === 'track.encounter')
    expect(
      met.some(({ subject, atMs }) => MEANT['track.encounter']!.test(nameOf(sea.truth(atMs), subject.mmsi))),
    ).toBe(true)
    const strayedM = met.map(({ position: place, atMs, subject }) => {
      const craft = sea.truth(atMs).find(({ mmsi }) => mmsi === subject.mmsi)
      return craft === undefined || place === null
        ? 0
        : quickDistanceM(craft.lon, craft.lat, place.lon, place.lat)
    })
    expect(Math.max(...strayedM)).toBeLessThan(3000)
  },
)

const nameOf = (
  truth: readonly { readonly mmsi: number | null; readonly name: string; readonly kind: string }[],
  mmsi: number,
): string => {
  const found = truth.find((one) => one.mmsi === mmsi)
  return found === undefined ? 'nobody' : `${found.kind} ${found.name}`
}
