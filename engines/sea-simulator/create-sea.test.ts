import { identifyMmsi, imoNumberValid, type AisMessage } from '@basinet/ais'
import { geodesicDistanceM } from '@basinet/geodesy'
import { expect, test } from 'vitest'

import { createSea } from './create-sea.ts'
import { SCENARIOS, type SeaReport } from './sea.ts'
import { loadLand } from './testing/coast.ts'
import { decodeAll } from './testing/heard.ts'

const startMs = Date.UTC(2026, 10, 24, 12)
const minutes = (n: number): number => startMs + n * 60_000
const small = { seed: 7, startMs, vessels: 120 }

const sentences = (reports: Iterable<SeaReport>): string[] => [...reports].map((r) => r.sentence)

test('the same seed gives the same sentences, however the time is cut; another seed another sea', () => {
  const whole = sentences(createSea(small).advance(minutes(10)))
  const cut = createSea(small)
  const pieces: string[] = []
  for (let t = startMs; t <= minutes(10); t += 7000) pieces.push(...sentences(cut.advance(t)))
  pieces.push(...sentences(cut.advance(minutes(10))))
  expect(pieces).toEqual(whole)
  expect(sentences(createSea({ ...small, seed: 8 }).advance(minutes(10)))).not.toEqual(whole)
  expect(whole.length).toBeGreaterThan(2000)
})

test('every sentence decodes without a problem, in order of time, from a station marked SIM', () => {
  const reports = [...createSea(small).advance(minutes(30))]
  const { heard, problems } = decodeAll(reports)
  expect(problems).toEqual([])
  expect(heard.length).toBeGreaterThan(5000)
  for (let i = 1; i < reports.length; i++)
    expect(reports[i]!.atMs).toBeGreaterThanOrEqual(reports[i - 1]!.atMs)
  expect(reports.every((r) => r.station.startsWith('SIM'))).toBe(true)
  expect(heard.every((h) => h.station.startsWith('SIM') && h.timeMs >= startMs)).toBe(true)
  const types = new Set(heard.map((h) => h.message.type))
  expect([...types].toSorted((a, b) => a - b)).toEqual([1, 4, 5, 14, 18, 21, 24])
})

const positionOf = (m: AisMessage): { lon: number; lat: number } | null =>
  (m.type === 1 || m.type === 18) && m.lon !== null && m.lat !== null ? { lon: m.lon, lat: m.lat } : null

test('what is transmitted is the truth within 30 m, unless the truth says it is false', () => {
  const sea = createSea({ ...small, vessels: 60 })
  const { heard } = decodeAll(sea.advance(minutes(40)))
  let honest = 0
  let lies = 0
  for (const { message, timeMs } of heard.filter((_, i) => i % 5 === 0)) {
    const at = positionOf(message)
    if (at === null) continue
    const vessels = sea.truth(timeMs).filter((v) => v.mmsi === message.mmsi)
    expect(vessels.length).toBeGreaterThan(0)
    const off = Math.min(...vessels.map((v) => geodesicDistanceM(v, at)))
    const isLie = vessels.some((v) => v.ais === 'false-position')
    if (isLie) lies++
    else honest++
    expect(isLie ? off > 30_000 : off < 30).toBe(true)
  }
  expect(honest).toBeGreaterThan(800)
  expect(lies).toBeGreaterThan(5)
})

test('what carries no transmitter is in the truth and in no sentence; the dark vessel is silent while dark', () => {
  const sea = createSea(small)
  const { heard } = decodeAll(sea.advance(minutes(90)))
  const truth = sea.truth(minutes(30))
  expect(truth.filter((v) => v.kind === 'go-fast').map((v) => v.ais)).toEqual([
    'none',
    'none',
    'none',
    'none',
  ])
  expect(truth.filter((v) => v.kind === 'aircraft').length).toBeGreaterThan(3)
  const numbers = new Set(sea.truth(minutes(30)).map((v) => v.mmsi))
  expect(heard.every((h) => numbers.has(h.message.mmsi))).toBe(true)

  const dark = truth.findLast((v) => v.name === 'NORWICK SHADE')!
  expect(dark.ais).toBe('off')
  const times = heard.filter((h) => h.message.mmsi === dark.mmsi).map((h) => h.timeMs)
  const gap = Math.max(...times.slice(1).map((t, i) => t - times[i]!))
  expect(gap).toBeGreaterThan(45 * 60_000)
  expect(times.length).toBeGreaterThan(50)
})

test('the scenarios happen: SART burst, position on land, one number twice, two boats side by side', () => {
  const land = loadLand()
  const sea = createSea({ ...small, vessels: 0 })
  const { heard } = decodeAll(sea.advance(minutes(60)))
  const sart = heard.filter((h) => identifyMmsi(h.message.mmsi).kind === 'sart' && h.station === 'SIMLCA2')
  expect(sart.some((h) => h.message.type === 14 && h.message.text === 'SART ACTIVE')).toBe(true)
  expect(sart.every((h) => h.message.type === 14 || (h.message.type === 1 && h.message.status === 14))).toBe(
    true,
  )
  const first = sart[0]!.timeMs
  const perMinute = sart.filter((h) => h.timeMs < first + 60_000).length
  expect(perMinute).toBeGreaterThanOrEqual(6)
  expect(perMinute).toBeLessThanOrEqual(8)

  const liar = sea.truth(minutes(30)).find((v) => v.name === 'CALDER MIRAGE')!
  const said = heard
    .filter((h) => h.message.mmsi === liar.mmsi && h.timeMs > minutes(20))
    .map((h) => positionOf(h.message))
  expect(said.some((p) => p !== null && land.isOnLand(p.lon, p.lat))).toBe(true)

  const twins = sea.truth(minutes(30)).filter((v) => v.name.startsWith('SABLE TRADER'))
  expect(twins[0]!.mmsi).toBe(twins[1]!.mmsi)
  expect(geodesicDistanceM(twins[0]!, twins[1]!)).toBeGreaterThan(150_000)

  const [a, b] = sea
    .truth(minutes(150))
    .filter((v) => v.name === 'LESPWA LANMET' || v.name === 'SOLEY KOUCHE')
  expect(geodesicDistanceM(a!, b!)).toBeLessThan(500)
  expect(Math.max(a!.speedKn, b!.speedKn)).toBeLessThan(2)
})

test('numbers are of the marked forms, check digits hold, names fit', () => {
  const sea = createSea({ seed: 3, startMs, vessels: 600 })
  const { heard } = decodeAll(sea.advance(minutes(7)))
  for (const { message } of heard) {
    const { kind } = identifyMmsi(message.mmsi)
    expect(['ship', 'coast', 'aidToNavigation', 'sart']).toContain(kind)
    expect(kind !== 'ship' || Math.floor(message.mmsi / 100_000) % 10 === 9).toBe(true)
    expect(
      message.type !== 5 || message.imo === null || (imoNumberValid(message.imo) && message.imo < 4_000_000),
    ).toBe(true)
  }
  const names = sea.truth(startMs).map((v) => v.name)
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(28)
  const statics = heard.flatMap((h) => (h.message.type === 5 ? [h.message.shipName] : []))
  expect(statics.every((name) => /^[A-Z0-9 ]{3,20}$/.test(name))).toBe(true)
})

test('intervals are those of the standard: class A under way 10 s or less, at rest 3 min, class B 30 s or 3 min', () => {
  const sea = createSea({ seed: 11, startMs, vessels: 200, reception: false, scenarios: [] })
  const { heard, problems } = decodeAll(sea.advance(minutes(12)))
  expect(problems).toEqual([])
  const last = new Map<number, { at: number; type: number; speed: number; status: number }>()
  const worst = { a: 0, b: 0, rest: 0, fast: 0 }
  for (const { message: m, timeMs } of heard) {
    if (m.type !== 1 && m.type !== 18) continue
    const status = m.type === 1 ? m.status : 0
    const speed = m.speedKn ?? 0
    const before = last.get(m.mmsi)
    last.set(m.mmsi, { at: timeMs, type: m.type, speed, status })
    if (before === undefined) continue
    const gap = (timeMs - before.at) / 1000
    const stopped = status === 5 || status === 1
    const key =
      m.type === 18
        ? before.speed > 2.5
          ? 'b'
          : 'rest'
        : stopped || before.status !== status
          ? 'rest'
          : speed > 14.5 && before.speed > 14.5
            ? 'fast'
            : 'a'
    worst[key] = Math.max(worst[key], gap)
  }
  expect(worst.a).toBeLessThan(11.1)
  expect(worst.fast).toBeLessThan(6.7)
  expect(worst.b).toBeLessThan(33.1)
  expect(worst.rest).toBeLessThan(198.1)
  expect(worst.rest).toBeGreaterThan(160)
})

test('a sea of 5,000 has 5,000 numbers of its own; more than 200,000 is refused', () => {
  const sea = createSea({ seed: 2, startMs, vessels: 5000, reception: false, scenarios: [] })
  const numbers = sea
    .truth(startMs)
    .flatMap((v) =>
      v.kind === 'base-station' || v.kind === 'aid-to-navigation' || v.mmsi === null ? [] : [v.mmsi],
    )
  expect(new Set(numbers).size).toBe(5000)
  expect(() => createSea({ seed: 2, startMs, vessels: 200_001 })).toThrow('expected a whole number 0..200000')
  expect(SCENARIOS).toHaveLength(7)
})
