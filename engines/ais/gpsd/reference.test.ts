import { describe, expect, it } from 'vitest'
import { sharedPresent, sharedText } from '../../../tests/data/shared.ts'
import { compareAll, jsonLines, within, type JsonObject, type Rule } from '../testing/reference.ts'
import { GpsdStream } from './stream.ts'

const FOLDER = 'maritime/ais'

function ours(recording: string, scaled: boolean): JsonObject[] {
  const stream = new GpsdStream(() => undefined, { scaled })
  stream.push(Buffer.from(sharedText(`${FOLDER}/${recording}`) ?? '', 'latin1'))
  stream.end()
  return jsonLines(Buffer.from(stream.take()).toString('latin1'))
}

function references(name: string): JsonObject[] {
  return jsonLines(sharedText(`${FOLDER}/${name}`) ?? '').filter((object) => object['class'] === 'AIS')
}

/** Where gpsdecode 3.22 and gpsd's present JSON (its sample's expected decodes) differ, and why ours is the second. */
const OLD_VERSION: readonly Rule[] = [
  {
    key: 'turn',
    reason: '3.22 rounds to whole degrees and loses the sign; 1371-5 §3.1.1: right positive',
    holds: (theirs, mine) => Math.abs(Math.abs(Number(theirs)) - Math.abs(Number(mine))) <= 0.5 + 1e-9,
  },
  { key: 'turn', reason: '3.22 writes nan for not available', holds: (a, b) => a === 'nan' && b === 'n/a' },
  { key: 'speed', reason: '3.22 writes nan for not available', holds: (a, b) => a === 'nan' && b === 'n/a' },
  { key: 'lon', reason: '3.22 prints fewer decimals', holds: (a, b, o) => within(stepOf(o))(a, b, o) },
  { key: 'lat', reason: '3.22 prints fewer decimals', holds: (a, b, o) => within(stepOf(o))(a, b, o) },
  {
    key: 'status_text',
    reason: 'other spelling',
    holds: (a, b) => a === 'Restricted manoeuverability' && b === 'Restricted maneuverability',
  },
  {
    key: 'status_text',
    reason: '11 and 12 are towing and pushing since 1371-5 table 48, Reserved in 3.22',
    holds: (a, _b, o) => a === 'Reserved' && (o['status'] === 11 || o['status'] === 12),
  },
  {
    key: 'epfd_text',
    reason: '15 is the internal GNSS in 1371-5 table 50, unknown to 3.22',
    holds: (a, _b, o) => a === 'INVALID EPFD' && o['epfd'] === 15,
  },
]

/** 3.22 prints weather stations with four decimals, others with six. */
function stepOf(object: JsonObject): number {
  return object['type'] === 8 ? 1e-4 : 1e-6
}

describe.runIf(sharedPresent)("gpsd's JSON", () => {
  it.each([
    ['gpsd-sample.aivdm', 'gpsd-sample.scaled.jsonl', true, 97],
    ['gpsd-sample.aivdm', 'gpsd-sample.unscaled.jsonl', false, 97],
    ['gpsd-ais-nmea.log', 'gpsd-ais-nmea.chk', false, 274],
    ['gpsd-ais-18-27.log', 'gpsd-ais-18-27.chk', false, 138],
    ['gpsd-ait250.log', 'gpsd-ait250.chk', false, 105],
  ] as const)('%s is as %s has it, to the last member', (recording, expected, scaled, count) => {
    const result = compareAll(references(expected), ours(recording, scaled), [])
    expect(result.failures).toEqual([])
    expect(result.compared).toBe(count)
  })

  it.each([
    ['dma-ais250.nmea', 'dma-ais250.gpsdecode.jsonl', 222],
    ['dma-stream-a.nmea', 'dma-stream-a.gpsdecode.jsonl', 2306],
  ] as const)(
    '%s is as gpsdecode 3.22 has it, but for what that version did otherwise',
    (recording, expected, count) => {
      const result = compareAll(references(expected), ours(recording, true), OLD_VERSION)
      expect(result.failures).toEqual([])
      expect(result.compared).toBe(count)
      expect([...result.used.keys()].length).toBeGreaterThan(0)
    },
  )

  it('decodes every sentence of the Danish stream, also those of talkers gpsdecode does not know', () => {
    const messages = ours('dma-stream-a.nmea', true)
    const counts = Map.groupBy(messages, (message) => message['type'])
    expect(messages.length).toBe(2368)
    expect(
      [...counts].map(([type, list]) => [Number(type), list.length]).toSorted((a, b) => a[0]! - b[0]!),
    ).toEqual([
      [1, 1464],
      [2, 6],
      [3, 209],
      [4, 79],
      [5, 258],
      [6, 14],
      [7, 4],
      [8, 37],
      [9, 1],
      [15, 42],
      [16, 15],
      [17, 3],
      [18, 58],
      [20, 121],
      [21, 13],
      [23, 2],
      [24, 42],
    ])
  })
})

describe.runIf(!sharedPresent)("gpsd's JSON (data absent)", () => {
  it('says that its recordings are absent', () => {
    expect(sharedText(`${FOLDER}/gpsd-sample.aivdm`)).toBeNull()
  })
})
