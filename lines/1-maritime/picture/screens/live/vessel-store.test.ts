import { expect, it } from 'vitest'
import type { Vessel } from '../../contract.ts'
import { VesselStore } from './vessel-store.ts'

const vessel = (mmsi: number, lon = -61): Vessel => ({
  id: `ais:${mmsi}`,
  mmsi,
  lon,
  lat: 14,
  cls: 'A',
  at: 0,
  age: 0,
  station: 'S',
})

it('a snapshot replaces, a delta changes and takes away', () => {
  const store = new VesselStore()
  let told = 0
  store.subscribe(() => {
    told += 1
  })
  store.applySnapshot({ at: 1000, vessels: [vessel(1), vessel(2)], total: 5 })
  expect([store.size, store.total]).toEqual([2, 5])
  store.applyDelta({ at: 2000, vessels: [vessel(2, -60), vessel(3)], gone: ['ais:1'] })
  expect([...store.all()].map((v) => [v.mmsi, v.lon])).toEqual([
    [2, -60],
    [3, -61],
  ])
  store.applySnapshot({ at: 3000, vessels: [vessel(9)], total: 1 })
  expect([...store.all()].map((v) => v.mmsi)).toEqual([9])
  expect(told).toBe(3)
})

it('keeps the node’s time, whatever this desk’s clock says', () => {
  const store = new VesselStore()
  store.applySnapshot({ at: 5_000_000, vessels: [], total: 0 })
  expect(store.now()).toBeGreaterThanOrEqual(5_000_000)
  expect(store.now()).toBeLessThan(5_010_000)
})
