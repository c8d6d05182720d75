import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createVesselTable } from './vessel-table.ts'

const runs = { numRuns: process.env['BASINET_FULL'] === '1' ? 5000 : 200 }

test('behaves like a list of the last n vessels heard, and forgets the oldest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 200 }),
      (capacity, heard) => {
        const table = createVesselTable(capacity)
        const evicted: number[] = []
        table.onEvict((slot, mmsi) => {
          expect(table.columns.mmsi[slot]).toBe(mmsi)
          evicted.push(mmsi)
        })
        let model: number[] = []
        const gone: number[] = []
        for (const mmsi of heard) {
          const isNew = !model.includes(mmsi)
          if (isNew && model.length === capacity) gone.push(model.shift()!)
          model = [...model.filter((m) => m !== mmsi), mmsi]
          const slot = table.take(mmsi)
          expect(table.columns.mmsi[slot]).toBe(mmsi)
          expect(table.slotOf(mmsi)).toBe(slot)
          expect(table.columns.refAt[slot]).toBe(isNew ? 0 : 1)
          table.columns.refAt[slot] = 1
        }
        expect(evicted).toEqual(gone)
        expect(table.size).toBe(model.length)
        for (const mmsi of model) expect(table.slotOf(mmsi)).toBeGreaterThanOrEqual(0)
      },
    ),
    runs,
  )
})

test('grows past its first columns and keeps what it knew', () => {
  const table = createVesselTable(10_000)
  for (let i = 1; i <= 10_000; i++) table.columns.lon[table.take(i)] = i
  for (let i = 1; i <= 10_000; i += 97) expect(table.columns.lon[table.slotOf(i)]).toBe(i)
  table.take(10_001)
  expect(table.slotOf(1)).toBe(-1)
  expect(table.size).toBe(10_000)
})
