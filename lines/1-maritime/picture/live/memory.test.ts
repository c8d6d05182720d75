import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createBoard } from './board.ts'
import { createDuplicateFilter } from './duplicates.ts'
import { createReportHandler } from './report-handler.ts'
import { createRules } from './rules-engine.ts'
import { createPointGate } from './storing.ts'
import { createStatics } from './statics.ts'
import type { PositionWriter } from '../positions/writer.ts'
import { VESSELS_MAX } from '../positions/last-known.ts'
import type { AisReport, PositionA, StaticDataA } from '@basinet/ais'

const FULL = process.env['BASINET_FULL'] === '1'
const VESSELS = FULL ? 200_000 : 20_000
const MIB = 2 ** 20
/** Board, static data and rules of 200,000 vessels, with what the test itself holds. */
const LIMIT_MIB = 400

const position: PositionA = {
  type: 1,
  repeat: 0,
  mmsi: 0,
  status: 0,
  turnDegPerMin: 0,
  turnHard: 0,
  speedKn: 12,
  accurate: true,
  lon: 0,
  lat: 0,
  courseDeg: 90,
  headingDeg: 90,
  second: 0,
  maneuver: 0,
  raim: false,
  radio: 0,
}
const data = {
  type: 5,
  repeat: 0,
  mmsi: 0,
  aisVersion: 2,
  imo: null,
  callSign: 'J6AB1',
  shipName: '',
  shipType: 70,
  toBowM: 10,
  toSternM: 10,
  toPortM: 5,
  toStarboardM: 5,
  epfd: 1,
  etaMonth: null,
  etaDay: null,
  etaHour: null,
  etaMinute: null,
  draughtM: 2,
  destination: 'CASTRIES',
  dteReady: true,
} satisfies StaticDataA

const report = (message: AisReport['message']): AisReport => ({
  message,
  line: 1,
  talker: 'AI',
  own: false,
  channel: 'A',
  station: null,
  timeMs: null,
  signalDbm: null,
  tag: null,
  flags: 0,
})

setFlagsFromString('--expose-gc')
/** What is not needed any more is no part of what is measured. */
const collect = runInNewContext('gc') as () => void

test(`memory stays bounded with ${VESSELS} vessels known, and does not grow with more that come and go`, () => {
  const writer = { add: () => true } as unknown as PositionWriter
  const board = createBoard()
  const statics = createStatics(VESSELS_MAX)
  const rules = createRules(null)
  const handle = createReportHandler({
    board,
    statics,
    writer,
    rules,
    raise: () => undefined,
    storeAfterMs: () => 0,
    gate: createPointGate(board),
  })
  const filter = createDuplicateFilter(30_000, 2 ** 20)
  const heard = (round: number): void => {
    for (let i = 0; i < VESSELS; i++) {
      const mmsi = 201_000_000 + i + round * VESSELS
      const atMs = 1_000_000_000_000 + round * 600_000 + i
      handle(report({ ...position, mmsi, lon: (i % 3000) / 10 - 150, lat: (i % 100) / 2 - 25 }), atMs, 1, 'x')
      handle(report({ ...data, mmsi, shipName: `VESSEL ${mmsi}` }), atMs, 1, 'x')
      filter.seen(mmsi, i, atMs)
    }
    board.drain()
    statics.drain()
  }
  const used = (): number => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return (heapUsed + arrayBuffers) / MIB
  }
  const before = used()
  heard(0)
  const first = used() - before
  expect(board.size).toBe(VESSELS)
  for (let round = 1; round <= 3; round++) heard(round)
  const later = used() - before
  expect(board.size).toBeLessThanOrEqual(VESSELS_MAX)
  expect(statics.size).toBeLessThanOrEqual(VESSELS_MAX)
  expect(first).toBeLessThan(LIMIT_MIB)
  expect(later).toBeLessThan(LIMIT_MIB * 1.3)
  console.log(
    `${VESSELS} vessels: ${Math.round(first)} MiB; after four times as many: ${Math.round(later)} MiB`,
  )
}, 300_000)
