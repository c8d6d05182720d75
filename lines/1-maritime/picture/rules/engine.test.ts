import { readFileSync } from 'node:fs'

import { createDecoder, type AisMessage } from '@basinet/ais'
import { createSea } from '@basinet/sea-simulator'
import { describe, expect, test } from 'vitest'

import { sharedData, sharedPresent } from '../../../../tests/data/shared.ts'
import type { Alert } from './alert.ts'
import { createRuleEngine, type RuleEngine } from './engine.ts'
import { area, engineWith, LCA_SHIP, position, squareIsland, START_MS } from './testing/drive.ts'
import { emptyPositionUpdate } from './update.ts'

/** Feeds decoded messages to the rules as the ingest does, each transmission once. */
function createFeed(engine: RuleEngine): { push(line: string): Alert[] } {
  const u = emptyPositionUpdate()
  const alerts: Alert[] = []
  const seen = new Map<string, number>()
  let atMs = START_MS
  const decoder = createDecoder({
    problem: () => undefined,
    report: ({ message: m, timeMs, station }) => {
      atMs = timeMs ?? atMs
      const key = JSON.stringify(m)
      if (atMs - (seen.get(key) ?? -Infinity) < 30_000) return
      seen.set(key, atMs)
      if (m.type === 12 || m.type === 14) {
        alerts.push(
          ...engine.onText({ mmsi: m.mmsi, atMs, messageType: m.type, text: m.text, station: station ?? '' }),
        )
      }
      alerts.push(...tellStatic(engine, m, atMs, station ?? ''))
      if (!('lon' in m) || m.type === 17) return
      Object.assign(u, {
        mmsi: m.mmsi,
        atMs,
        lon: m.lon ?? Number.NaN,
        lat: m.lat ?? Number.NaN,
        sogKn: 'speedKn' in m ? (m.speedKn ?? Number.NaN) : Number.NaN,
        cogDeg: 'courseDeg' in m ? (m.courseDeg ?? Number.NaN) : Number.NaN,
        navStatus: m.type <= 3 && 'status' in m ? m.status : 15,
        messageType: m.type,
        carrierSense: m.type === 18 && m.carrierSense,
        station: station ?? '',
      })
      alerts.push(...engine.onPosition(u))
    },
  })
  return {
    push(line) {
      decoder.push(Buffer.from(`${line}\r\n`, 'latin1'))
      return alerts.splice(0)
    },
  }
}

function tellStatic(engine: RuleEngine, m: AisMessage, atMs: number, station: string): readonly Alert[] {
  if (m.type !== 5) return []
  return engine.onStatic({
    mmsi: m.mmsi,
    atMs,
    messageType: 5,
    station,
    shipType: m.shipType,
    ...(m.shipName === '' ? {} : { name: m.shipName }),
    ...(m.callSign === '' ? {} : { callSign: m.callSign }),
    ...(m.imo === null ? {} : { imo: m.imo }),
  })
}

const VESSELS = 150
/** Of the simulated vessels: at the edge of reception a boat may by chance not be heard for ten minutes. */
const UNHEARD_SHARE_MAX = 0.03
const SILENCE = /^track\.(silence|reappearance) (\d+)$/

test('in a simulated sea the rules find every scenario and say nothing of anybody else', () => {
  const seed = Number(process.env['BASINET_SEED'] ?? START_MS % 1000)
  const sea = createSea({ seed, startMs: START_MS, vessels: VESSELS })
  // The false positions fall on Saint Lucia; a square in its middle stands for it.
  // Against it boats in harbour would lie far out, so nobody loiters here (behaviour-rule.test.ts has the whole coast).
  const engine = createRuleEngine({
    land: squareIsland(-61.03, 13.8, 0.1),
    thresholds: { loiterSpeedKn: 0 },
  })
  const feed = createFeed(engine)
  const alerts: Alert[] = []
  for (let t = START_MS; t <= START_MS + 100 * 60_000; t += 1000) {
    for (const { sentence } of sea.advance(t)) alerts.push(...feed.push(sentence))
    alerts.push(...engine.tick(t))
  }
  const found = new Set(alerts.map((a) => `${a.rule} ${a.subject.mmsi}`))
  // An ordinary vessel may bear the same name: the staged ones are the last.
  const number = (name: string): number =>
    sea.truth(START_MS + 30 * 60_000).findLast((v) => v.name === name)?.mmsi ?? 0
  const staged = number('NORWICK SHADE')
  const unheard = [...found].filter((said) => (SILENCE.exec(said)?.[2] ?? String(staged)) !== String(staged))
  const vessels = new Set(unheard.map((said) => SILENCE.exec(said)?.[2]))
  expect(vessels.size).toBeLessThanOrEqual(UNHEARD_SHARE_MAX * VESSELS)
  for (const said of unheard) found.delete(said)
  expect([...found].toSorted()).toEqual(
    [
      `distress.sart ${number('SART')}`,
      `distress.text ${number('SART')}`,
      `identity.duplicate ${number('SABLE TRADER')}`,
      `identity.static-conflict ${number('SABLE TRADER')}`,
      `track.impossible-jump ${number('CALDER MIRAGE')}`,
      `track.on-land ${number('CALDER MIRAGE')}`,
      `track.reappearance ${number('NORWICK SHADE')}`,
      `track.silence ${number('NORWICK SHADE')}`,
    ].toSorted(),
  )
  // What the record of an alert takes: see contract/picture-alert.ts.
  for (const a of alerts) {
    expect(a.why.key).toMatch(/^picture\.alert\.[a-z.-]+$/)
    expect(a.why.key.length).toBeLessThanOrEqual(80)
    expect(a.episode.length).toBeLessThanOrEqual(120)
    expect(a.evidence.length).toBeGreaterThan(0)
    expect(JSON.stringify(a)).not.toContain('null,"params"')
    expect(Object.values(a.why.params).every((v) => typeof v === 'string' || Number.isFinite(v))).toBe(true)
  }
})

test('a flood of 20,000 invented numbers keeps a table of 5,000 and 50 areas in bounds', () => {
  const areas = Array.from({ length: 50 }, (_, n) =>
    area({ id: `a${n}`, shape: { type: 'Circle', center: [-61 + n * 0.01, 14], radiusM: 20_000 } }),
  )
  const engine = engineWith({ areas }, { capacity: 5000 })
  for (let n = 0; n < 20_000; n++)
    engine.onPosition(position({ mmsi: 343_000_000 + n, lon: -61, lat: 14, sogKn: 0, cogDeg: 0 }))
  expect(engine.table.size).toBe(5000)
  expect(engine.table.top).toBe(5000)
  expect(engine.table.slotOf(343_019_999)).toBeGreaterThanOrEqual(0)
  expect(engine.table.slotOf(343_000_000)).toBe(-1)
})

test('thresholds are a nation’s own to set', () => {
  const slow = engineWith({}, { thresholds: { speedMaxKn: 5 } })
  for (let n = 0; n < 5; n++)
    slow.onPosition(
      position({ lon: -61 - n * 0.02, lat: 14, sogKn: 12, cogDeg: 270, atMs: START_MS + n * 300_000 }),
    )
  expect(slow.table.columns.otherAt[slow.table.slotOf(LCA_SHIP)]).toBeGreaterThan(0)
})

describe.runIf(!sharedPresent)('rules on real recordings (data absent)', () => {
  test('the absence is on the list of the run', () => {
    expect(sharedData('maritime/ais/dma-stream-a.nmea')).toBeNull()
  })
})

describe.runIf(sharedPresent)('rules on real recordings', () => {
  test.each(['dma-stream-a.nmea', 'gpsd-ais-nmea.log', 'gpsd-ais-18-27.log', 'gpsd-ait250.log'])(
    '%s: no vessel of a real sea is said to jump, to lie or to be twice; wrong numbers are found',
    (file) => {
      const path = sharedData(`maritime/ais/${file}`)
      const feed = createFeed(engineWith())
      const text = path === null ? '' : readFileSync(path, 'latin1')
      const alerts = text.split(/\r?\n/).flatMap((line) => feed.push(line))
      const rules = new Set(alerts.map((a) => a.rule))
      for (const rule of rules) expect(rule).toMatch(/^identity\.(mmsi-format|mmsi-country|imo-check-digit)$/)
      expect(rules.has('identity.imo-check-digit')).toBe(file.startsWith('dma'))
    },
  )

  test('82 minutes of the Solent, 49 vessels: movement is believed throughout', () => {
    const path = sharedData('maritime/tracking/solent-ais-a.csv')
    const engine = engineWith()
    const rows = path === null ? [] : readFileSync(path, 'utf8').trim().split('\n').slice(1)
    const alerts = rows.flatMap((row) => {
      const [time = '', mmsi, lat, lon, cog, sog] = row.split(',')
      const atMs = Date.parse(`${time.replace(' ', 'T')}Z`)
      return [
        ...engine.onPosition(
          position({
            mmsi: Number(mmsi),
            lat: Number(lat),
            lon: Number(lon),
            cogDeg: Number(cog),
            sogKn: Number(sog),
            atMs,
          }),
        ),
        ...engine.tick(atMs),
      ]
    })
    expect(rows.length).toBeGreaterThan(7000)
    expect(new Set(alerts.map((a) => a.rule))).toEqual(new Set(['track.silence', 'track.reappearance']))
    expect(alerts.length).toBeLessThan(6)
  })
})
