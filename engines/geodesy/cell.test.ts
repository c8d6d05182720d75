import fc from 'fast-check'
import { expect, test } from 'vitest'

import { cellBounds, cellOf } from './cell.ts'
import { coverBBox } from './cell-cover.ts'
import { anyPosition, degrees, runs } from './testing/arbitraries.ts'

test('corners of the world and the order of the four quarters', () => {
  expect(cellOf(-180, -90, 1)).toBe(0n)
  expect(cellOf(0, -90, 1)).toBe(1n)
  expect(cellOf(-180, 0, 1)).toBe(2n)
  expect(cellOf(0, 0, 1)).toBe(3n)
  expect(cellOf(179.999999, 90, 31)).toBeLessThan(2n ** 62n)
  expect(() => cellOf(0, 0, 32)).toThrow('BUG: cell level 32')
})

test('a cell holds its position, and the parent is the id shifted by two', () => {
  fc.assert(
    fc.property(anyPosition, fc.integer({ min: 1, max: 31 }), (p, level) => {
      const cell = cellOf(p.lon, p.lat, level)
      expect(cell >> 2n).toBe(cellOf(p.lon, p.lat, level - 1))
      const b = cellBounds(cell, level)
      expect(p.lon).toBeGreaterThanOrEqual(b.west - 1e-9)
      expect(p.lon).toBeLessThanOrEqual(b.east + 1e-9)
      expect(p.lat).toBeGreaterThanOrEqual(b.south - 1e-9)
      expect(p.lat).toBeLessThanOrEqual(b.north + 1e-9)
    }),
    runs(5000),
  )
})

const boxes = fc
  .tuple(degrees(-180, 180), degrees(-180, 180), degrees(-89, 89), degrees(-89, 89))
  .map(([west, east, a, b]) => ({ west, east, south: Math.min(a, b), north: Math.max(a, b) }))

test('a cover is bounded, ordered, apart, and holds every position of the box, also over the antimeridian', () => {
  fc.assert(
    fc.property(
      boxes,
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 40 }),
      degrees(0, 1),
      degrees(0, 1),
      (box, level, rangesMax, u, v) => {
        const r = coverBBox(box, level, rangesMax)
        if (!r.ok) throw new Error(r.error.message)
        expect(r.value.length).toBeLessThanOrEqual(rangesMax)
        r.value.forEach((range, i) => {
          expect(range.low <= range.high).toBe(true)
          expect((r.value[i - 1]?.high ?? -1n) < range.low).toBe(true)
        })
        const width = box.west <= box.east ? box.east - box.west : box.east + 360 - box.west
        let lon = box.west + u * width
        if (lon > 180) lon -= 360
        const cell = cellOf(
          lon === 180 ? 179.9999999999 : lon,
          box.south + v * (box.north - box.south),
          level,
        )
        expect(r.value.some((range) => range.low <= cell && cell <= range.high)).toBe(true)
      },
    ),
    runs(5000),
  )
})

test('sixteen ranges over Saint Lucia take in at most half as much again', () => {
  const box = { west: -61.1, south: 13.7, east: -60.85, north: 14.12 }
  const r = coverBBox(box, 16, 16)
  if (!r.ok) throw new Error(r.error.message)
  const covered = r.value.reduce((sum, range) => sum + Number(range.high - range.low + 1n), 0)
  const exact = Math.ceil((0.25 / 360) * 65_536 + 1) * Math.ceil((0.42 / 180) * 65_536 + 1)
  expect(covered / exact).toBeLessThan(1.5)
})

test('a bad box or level is refused with what was expected', () => {
  const box = { west: 0, south: 10, east: 1, north: 5 }
  expect(coverBBox(box, 5, 4)).toMatchObject({ ok: false, error: { code: 'bbox-range' } })
  expect(coverBBox({ ...box, north: 20 }, 40, 4)).toMatchObject({ ok: false, error: { code: 'level-range' } })
  expect(coverBBox({ ...box, north: 20 }, 5, 0)).toMatchObject({ ok: false, error: { field: 'rangesMax' } })
})
