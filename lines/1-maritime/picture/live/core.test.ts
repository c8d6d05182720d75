import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBoard, type Board } from './board.ts'
import { applyDelta, packDelta } from './board-delta.ts'
import { createDuplicateFilter } from './duplicates.ts'
import { lineTime } from './line-time.ts'
import { reportTime, STAMP_EARLY_MAX_MS, STAMP_LATE_MAX_MS } from './report-time.ts'
import { createPointGate } from './storing.ts'
import { createStatics } from './statics.ts'

const put = (board: Board, mmsi: number, atMs: number): number =>
  board.put(mmsi, atMs, mmsi, -mmsi, 1, 2, 3, 4, 5, 6)

describe('duplicates', () => {
  test('a key counts once within the window and again after it', () => {
    const filter = createDuplicateFilter(30_000, 16)
    expect(filter.seen(1, 2, 0)).toBe(false)
    expect(filter.seen(1, 2, 29_000)).toBe(true)
    expect(filter.seen(1, 3, 29_000)).toBe(false)
    expect(filter.seen(1, 2, 31_000)).toBe(false)
  })

  test('a key just seen is known whatever came between, as long as its bucket has room', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 500 }), (keys) => {
        const filter = createDuplicateFilter(30_000, 1 << 16)
        for (const [high, low] of keys) filter.seen(high, low, 1000)
        return keys.slice(-4).every(([high, low]) => filter.seen(high, low, 1001))
      }),
    )
  })
})

describe('board', () => {
  test('keeps the newest place, tells what changed once, and what is gone', () => {
    const board = createBoard()
    const slot = put(board, 7, 1000)
    expect(put(board, 7, 999)).toBe(-1)
    expect(put(board, 7, 1000)).toBe(slot)
    expect(board.drain()).toEqual({ slots: [slot], gone: [] })
    expect(board.drain()).toEqual({ slots: [], gone: [] })
    board.expire(2000)
    expect(board.size).toBe(0)
    expect(board.drain()).toEqual({ slots: [], gone: [7] })
  })

  test('a full board makes room by those heard longest ago and never grows', () => {
    const board = createBoard(1000)
    for (let i = 1; i <= 3000; i++) put(board, i, i)
    expect(board.size).toBeLessThanOrEqual(1000)
    expect(board.columns.mmsi.length).toBe(1000)
    expect(board.slotOf(3000)).toBeDefined()
    expect(board.slotOf(1)).toBeUndefined()
  })

  test('a packed delta brings another board to the same state', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 50 })), {
          maxLength: 300,
        }),
        (reports) => {
          const here = createBoard(30)
          const there = createBoard(60)
          for (const [mmsi, atMs] of reports) {
            put(here, mmsi, atMs)
            if (atMs % 7 === 0) applyDelta(there, packDelta(here))
          }
          applyDelta(there, packDelta(here))
          return [...here.slots()].every((slot) => {
            const known = here.at(slot)
            const copy = there.slotOf(known.mmsi)
            return copy !== undefined && JSON.stringify(there.at(copy)) === JSON.stringify(known)
          })
        },
      ),
    )
  })
})

describe('time of a report', () => {
  const now = 1_000_000_000
  test('the stamp is believed within its limits', () => {
    expect(reportTime({ time: 'station' }, now - 1000, now, null)).toEqual({
      atMs: now - 1000,
      clockError: false,
    })
    const late = now - STAMP_LATE_MAX_MS - 1
    expect(reportTime({ time: 'station' }, late, now, null)).toEqual({ atMs: now, clockError: true })
    expect(reportTime({ time: 'station' }, now + STAMP_EARLY_MAX_MS, now, null).atMs).toBe(now)
    expect(reportTime({ time: 'arrival' }, 5, now, 7).atMs).toBe(now)
    expect(reportTime({ time: 'recorded' }, 5, now, 7).atMs).toBe(5)
    expect(reportTime({ time: 'recorded' }, null, now, 7).atMs).toBe(7)
  })

  test.each([
    ['\\s:2573535,c:1671533231*08\\!BSVDM,2,2,8,B,00000000000,2*36', 1_671_533_231_000],
    ['\\c:1671533231456,s:x*08\\!AIVDM,1,1,,A,0,0*00', 1_671_533_231_456],
    ['!AIVDM,1,1,,A,15Mwd<PP00ISfGpI7jBr??v02<3A,0*1F,b003669794,1272412827', 1_272_412_827_000],
    ['$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B*5B', Date.UTC(2010, 5, 11, 11, 46, 11, 390)],
    ['!AIVDM,1,1,,A,15Mwd<PP00ISfGpI7jBr??v02<3A,0*1F', null],
    ['# c:1', null],
  ])('%s', (line, expected) => {
    expect(lineTime(line)).toBe(expected)
  })
})

describe('points with little room on the disk', () => {
  test('all, one a vessel a minute, none; and all again', () => {
    const board = createBoard()
    const slot = put(board, 7, 0)
    const gate = createPointGate(board)
    const kept = (): number =>
      [0, 10, 59, 60, 61, 130].filter((s) => gate.keeps(slot, 1e12 + s * 1000)).length
    expect(kept()).toBe(6)
    gate.set('thin')
    expect(kept()).toBe(3)
    expect(gate.keeps(-1, 1e12)).toBe(false)
    gate.set('none')
    expect(kept()).toBe(0)
    expect(gate.left).toBe(10)
    gate.set('all')
    expect(kept()).toBe(6)
  })
})

describe('static data', () => {
  test('parts merge; a first value completes, another changes the identity', () => {
    const statics = createStatics(10)
    statics.put(1, 100, 1, { name: 'ALPHA' })
    statics.put(1, 200, 1, { callSign: 'J6A', shipType: 30 })
    expect(statics.get(1)).toMatchObject({ name: 'ALPHA', callSign: 'J6A', claimedFromMs: 100, atMs: 200 })
    expect(statics.put(1, 300, 1, { destination: 'CASTRIES' })).toBe(true)
    expect(statics.get(1)?.claimedFromMs).toBe(100)
    expect(statics.put(1, 400, 1, { destination: 'CASTRIES' })).toBe(false)
    statics.put(1, 500, 1, { name: 'BRAVO' })
    expect(statics.get(1)).toMatchObject({ name: 'BRAVO', claimedFromMs: 500 })
    expect(statics.drain()).toHaveLength(1)
    expect(statics.drain()).toHaveLength(0)
  })

  test('a vessel that changes its name in every message gets six claims an hour, and memory stays bounded', () => {
    const statics = createStatics(100)
    const claims = new Set<number>()
    for (let i = 0; i < 50; i++) {
      statics.put(1, 1000 + i, 1, { name: `N${i}` })
      claims.add(statics.get(1)?.claimedFromMs ?? 0)
    }
    expect(claims.size).toBe(7)
    for (let mmsi = 2; mmsi < 1000; mmsi++) statics.put(mmsi, 2000, 1, { name: 'X' })
    expect(statics.size).toBe(100)
  })
})
