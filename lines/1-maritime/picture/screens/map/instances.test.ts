import { expect, it } from 'vitest'
import type { Vessel } from '../../contract.ts'
import { CORNERS, packInstances, VERTEX_BYTES, type InstanceOptions } from './instances.ts'
import { ahead, mercatorX, mercatorY } from './mercator.ts'

const vessel = (mmsi: number, more: Partial<Vessel> = {}): Vessel => ({
  id: `ais:${mmsi}`,
  mmsi,
  lon: -61,
  lat: 14,
  cls: 'A',
  at: 0,
  age: 0,
  station: 'S',
  ...more,
})

const options: InstanceOptions = {
  theme: 'light',
  now: 0,
  selected: new Set(['ais:1']),
  vectorMinutes: 6,
  zoom: 9,
  pixelRatio: 1,
  origin: [mercatorX(-61), mercatorY(14)],
}

it('draws the chosen one last and what has an alert above the rest', () => {
  const list = [vessel(1), vessel(2, { flags: ['area.entry'] }), vessel(3), vessel(4, { cls: 'sart' })]
  expect(packInstances(list, options).drawn.map((d) => d.vessel.mmsi)).toEqual([3, 2, 4, 1])
})

it('gives a vector to what moves and to nothing else', () => {
  const packed = packInstances(
    [vessel(2, { cog: 90, sog: 10 }), vessel(3, { cog: 90, sog: 0.1 }), vessel(4)],
    options,
  )
  expect(packed.vectorCount).toBe(1)
  const view = new DataView(packed.vectors)
  expect(view.getFloat32(8, true)).toBeGreaterThan(0)
  expect(packInstances([vessel(2, { cog: 90, sog: 10 })], { ...options, vectorMinutes: 0 }).vectorCount).toBe(
    0,
  )
})

it('keeps a metre apart at the closest zoom', () => {
  const metre = 1 / 111_120
  const packed = packInstances([vessel(2), vessel(3, { lat: 14 + metre })], options)
  const view = new DataView(packed.symbols)
  const apart = view.getFloat32(4, true) - view.getFloat32(CORNERS * VERTEX_BYTES + 4, true)
  expect(apart).toBeCloseTo(mercatorY(14) - mercatorY(14 + metre), 10)
  expect(apart).toBeGreaterThan(0)
})

it('an hour at 60 knots north is a degree', () => {
  expect(ahead(-61, 13, 0, 60, 60)[1]).toBeCloseTo(14, 2)
  expect(ahead(-61, 0, 90, 60, 60)[0]).toBeCloseTo(-60, 2)
})

it('gives every box its four corners, which differ in nothing else', () => {
  const { symbols, symbolCount } = packInstances([vessel(2), vessel(3)], options)
  expect(symbols.byteLength).toBe(symbolCount * CORNERS * VERTEX_BYTES)
  const bytes = new Uint8Array(symbols)
  for (let box = 0; box < symbolCount; box++) {
    const corners = Array.from({ length: CORNERS }, (_, k) => {
      const at = (box * CORNERS + k) * VERTEX_BYTES
      return [...bytes.subarray(at, at + VERTEX_BYTES)]
    })
    expect(corners.map((c) => c.at(-1))).toEqual([0, 1, 2, 3])
    expect(new Set(corners.map((c) => c.slice(0, -1).join())).size).toBe(1)
  }
})

it('draws a crowd smaller, and no vector that would end under its symbol', () => {
  const crowd = Array.from({ length: 6000 }, (_, i) => vessel(1000 + i, { cog: 90, sog: 12 }))
  const size = (list: readonly Vessel[], zoom: number): number =>
    packInstances(list, { ...options, zoom }).drawn[0]?.size ?? 0
  expect(size(crowd, 8)).toBeLessThan(size(crowd.slice(0, 10), 8))
  expect(size(crowd, 8)).toBeGreaterThanOrEqual(8)
  expect(packInstances(crowd.slice(0, 10), { ...options, zoom: 6 }).vectorCount).toBe(0)
  expect(packInstances(crowd.slice(0, 10), { ...options, zoom: 11 }).vectorCount).toBe(10)
})
