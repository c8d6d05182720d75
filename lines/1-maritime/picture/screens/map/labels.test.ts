import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeLabels, type Candidate } from './labels.ts'

const candidates = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 10, max: 140 }),
    height: fc.constant(14),
    rank: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 120 },
)

it('no two labels that are drawn meet, and the bound holds', () => {
  const seed = Math.trunc(performance.timeOrigin % 1e9)
  fc.assert(
    fc.property(candidates, fc.integer({ min: 1, max: 60 }), (list, max) => {
      const all = list.map((c, i): Candidate => ({ ...c, id: String(i) }))
      const placed = placeLabels(all, max)
      expect(placed.length).toBeLessThanOrEqual(max)
      const boxes = placed.map((p) => ({ ...p, width: all[Number(p.id)]?.width ?? 0 }))
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const apart =
            a.left + a.width <= b.left || b.left + b.width <= a.left || Math.abs(a.middle - b.middle) >= 14
          expect(apart).toBe(true)
        }
      }
    }),
    { seed, numRuns: 60 },
  )
})

it('the more important of two keeps its place', () => {
  const at = { x: 100, y: 100, width: 60, height: 14 }
  const [first] = placeLabels(
    [
      { ...at, id: 'ordinary', rank: 5 },
      { ...at, id: 'distress', rank: 0 },
    ],
    1,
  )
  expect(first).toEqual({ id: 'distress', left: 110, middle: 100 })
})
